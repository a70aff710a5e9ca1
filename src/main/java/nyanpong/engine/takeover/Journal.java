package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
    private static final int MOST_ATTEMPTS = 10;

    private final String name;
    private final String boot;
    /** Where it is, or null where it has not been written. */
    private Path file;

    private Journal(String name, String boot) {
        this.name = name;
        this.boot = boot;
    }

    /** The journal of this namespace, as an earlier responder left it or yet to be written. */
    static Journal here() throws IOException {
        Journal journal = new Journal("sysctl-" + Namespace.id(), Namespace.bootId());
        for (Path folder : folders()) {
            Path file = folder.resolve(journal.name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isOurs(folder)) {
                journal.file = file;
                return journal;
            }
        }
        return journal;
    }

    /** Once it is written. */
    Path file() {
        return file;
    }

    /** The settings that an earlier responder of this boot changed and did not restore. */
    Optional<List<EchoSysctl>> left() throws IOException {
        if (file == null) {
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
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        for (int attempt = 1; ; attempt++) {
            file = folder().resolve(name);
            try {
                write(bytes);
                return;
            } catch (NoSuchFileException e) {
                // Another namespace's responder has just ended, and taken the folder with it.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        Path next = file.resolveSibling(name + ".next");
        Files.deleteIfExists(next);
        try (FileChannel out =
                FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** And its folder, where no other namespace's journal is in it. */
    void delete() throws IOException {
        if (file == null) {
            return;
        }
        Files.deleteIfExists(file);
        try {
            Files.deleteIfExists(file.getParent());
        } catch (DirectoryNotEmptyException e) {
            return; // another responder's
        }
    }

    /** {@code /run/nyanpong}; without the right to it, a folder of this user's own. */
    private static List<Path> folders() {
        List<Path> folders = new ArrayList<>(List.of(Path.of("/run/nyanpong")));
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && runtime.startsWith("/")) {
            folders.add(Path.of(runtime, "nyanpong"));
        }
        folders.add(Path.of(System.getProperty("java.io.tmpdir"), "nyanpong-" + new Libc().geteuid()));
        return folders;
    }

    /** The first that is ours alone, made if need be. */
    private static Path folder() throws IOException {
        IOException last = null;
        for (Path folder : folders()) {
            try {
                make(folder);
                if (isOurs(folder)) {
                    return folder;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("no folder for the journal that is this user's alone, among " + folders(), last);
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        } catch (FileAlreadyExistsException e) {
            return; // perhaps made by another responder just now
        }
    }

    /** False where it is a link, another's, or one that another may write in. */
    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<PosixFilePermission> others = EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
        others.retainAll(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        int owner = (int) Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner == new Libc().geteuid() && others.isEmpty() && Files.isWritable(folder);
    }
}
