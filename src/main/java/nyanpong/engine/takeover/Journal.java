package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nyanpong.sys.Libc;

/**
 * What has been changed, written to disk before it is changed: one file per network namespace, so that the guardian, or the
 * next responder after a power cut, knows what to restore.
 *
 * <p>First line: the owner, a process and its start. Then the boot, and a line for each setting that was 0 and is to be 1.
 */
final class Journal {
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private final Path file;
    private final String boot;

    private Journal(Path file, String boot) {
        this.file = file;
        this.boot = boot;
    }

    /** The journal of this namespace; it need not exist. */
    static Journal here() throws IOException {
        return new Journal(folder().resolve("sysctl-" + Namespace.id()), Namespace.bootId());
    }

    Path file() {
        return file;
    }

    /** The settings that an earlier responder of this boot changed and did not restore. */
    Optional<List<EchoSysctl>> left() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 2 || !lines.get(1).equals("boot " + boot)) {
            return Optional.empty();
        }
        List<EchoSysctl> changed = new ArrayList<>();
        for (EchoSysctl sysctl : EchoSysctl.values()) {
            if (lines.contains(sysctl.key() + " 0")) {
                changed.add(sysctl);
            }
        }
        return Optional.of(changed);
    }

    /** Writes all of it to disk, or throws and leaves what was there. */
    void write(String owner, Set<EchoSysctl> changed) throws IOException {
        StringBuilder text = new StringBuilder(owner + "\nboot " + boot + "\n");
        changed.forEach(sysctl -> text.append(sysctl.key()).append(" 0\n"));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        try (FileChannel out =
                FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** {@code /run/nyanpong}; without the right to it, a folder of this user's own. */
    private static Path folder() throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(Path.of("/run/nyanpong")));
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && runtime.startsWith("/")) {
            candidates.add(Path.of(runtime, "nyanpong"));
        }
        candidates.add(Path.of(System.getProperty("java.io.tmpdir"), "nyanpong-" + new Libc().geteuid()));
        IOException last = null;
        for (Path folder : candidates) {
            try {
                return ours(folder);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no folder for the journal among " + candidates, last);
    }

    /** Made if need be; refused where it is a link, or another may write in it. */
    private static Path ours(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        }
        Set<PosixFilePermission> others = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        others.retainAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        int owner = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        if (owner != new Libc().geteuid() || !others.isEmpty() || !Files.isWritable(folder)) {
            throw new IOException(folder + " is not this user's alone");
        }
        return folder;
    }
}
