package nyanpong.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who else may write what a responder, which has privileges, reads. */
public final class WritersCheck {
    private WritersCheck() {}

    /**
     * Warns of a configuration and a folder of arts that any user may change.
     *
     * @param frames may be null
     */
    public static List<Finding> look(Path file, Path frames) throws IOException {
        List<Finding> findings = new ArrayList<>();
        warn(file, findings);
        if (frames != null) {
            warn(frames, findings);
        }
        return findings;
    }

    private static void warn(Path path, List<Finding> findings) throws IOException {
        // The one in the jar is no file.
        if (Files.exists(path) && isForAll(Files.getPosixFilePermissions(path))) {
            findings.add(Finding.warning(
                    "config", path + " can be written by every user of this host", "chmod o-w " + path));
        }
    }

    private static boolean isForAll(Set<PosixFilePermission> permissions) {
        return permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
