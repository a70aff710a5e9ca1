package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has been changed, written to disk before it is changed: one file per network namespace, so that the guardian, or the
 * next responder after a power cut, knows what to restore.
 *
 * <p>First line: the owner, a process and its start. Then the boot, and a line for each setting that was 0 and is to be 1.
 */
final class Journal {
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
        Journal journal = new Journal(RuntimeFolder.name("sysctl"), Namespace.bootId());
        for (Path folder : RuntimeFolder.candidates()) {
            Path file = folder.resolve(journal.name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && RuntimeFolder.isOurs(folder)) {
                journal.file = file;
                return journal;
            }
        }
        return journal;
    }

    /** A folder where a responder of another user may have written one, or null. */
    static Path unseen() {
        Path folder = RuntimeFolder.candidates().getFirst();
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(folder) ? folder : null;
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
        byte[] bytes = text(owner, changed);
        for (int attempt = 1; ; attempt++) {
            file = RuntimeFolder.make().resolve(name);
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

    private byte[] text(String owner, Set<EchoSysctl> changed) {
        StringBuilder text = new StringBuilder(owner + "\nboot " + boot + "\n");
        changed.forEach(sysctl -> text.append(sysctl.key()).append(" 0\n"));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void write(byte[] bytes) throws IOException {
        Path next = file.resolveSibling(name + ".next");
        try {
            write(next, bytes);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            Files.deleteIfExists(next);
            throw new IOException("journal " + file + ": " + e.getMessage(), e);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path next, byte[] bytes) throws IOException {
        Files.deleteIfExists(next);
        try (FileChannel out =
                FileChannel.open(next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
    }

    /** Writes it again where somebody has removed it: until then our death would go unmended. True if that was needed. */
    boolean keep(String owner, Set<EchoSysctl> changed) throws IOException {
        // Without the right to look into the folder nothing is known, and so nothing is to be said.
        if (file == null || !Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        RuntimeFolder.makeAgain(file.getParent()); // the guardians know no other
        write(text(owner, changed));
        return true;
    }

    /** And its folder, where no other namespace's journal is in it. */
    void delete() throws IOException {
        if (file == null) {
            return;
        }
        Files.deleteIfExists(file);
        RuntimeFolder.deleteIfEmpty(file.getParent());
    }
}
