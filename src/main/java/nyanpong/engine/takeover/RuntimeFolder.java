package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nyanpong.sys.Libc;

/** Where files are that live as long as a responder does: a folder that no other user may write in or look into. */
public final class RuntimeFolder {
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private RuntimeFolder() {}

    /** What this network namespace's file of a kind is called. */
    public static String name(String kind) throws IOException {
        return kind + "-" + Namespace.id();
    }

    /** Unless another responder has a file in it, or systemd made it for us: then it is systemd's to remove. */
    public static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException | AccessDeniedException e) {
            return;
        }
    }

    /** {@code /run/nyanpong}; without the right to it, a folder of this user's own. */
    public static List<Path> candidates() {
        List<Path> folders = new ArrayList<>(List.of(Path.of("/run/nyanpong")));
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && runtime.startsWith("/")) {
            folders.add(Path.of(runtime, "nyanpong"));
        }
        folders.add(Path.of(System.getProperty("java.io.tmpdir"), "nyanpong-" + new Libc().geteuid()));
        return folders;
    }

    /** The first that is ours alone, made if need be. */
    public static Path make() throws IOException {
        IOException last = null;
        for (Path folder : candidates()) {
            try {
                make(folder);
                if (isOurs(folder)) {
                    return folder;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no folder for files that is this user's alone, among " + candidates(), last);
    }

    /** @throws IOException where it cannot be made, or is not ours alone */
    static void makeAgain(Path folder) throws IOException {
        make(folder);
        if (!isOurs(folder)) {
            throw new IOException(folder + ": not this user's alone");
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        } catch (FileAlreadyExistsException e) {
            return; // perhaps made by another responder just now
        }
    }

    /** False where it is a link, another's, or one that another may write in. */
    public static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<PosixFilePermission> others = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        others.retainAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        int owner = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner == new Libc().geteuid() && others.isEmpty() && Files.isWritable(folder);
    }
}
