package nyanpong.engine.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that has a lock in this network namespace, found by reading alone: a connection would take one of the few places
 * in its queue.
 *
 * @param pid 0 where it is another user's, and so cannot be found
 */
public record LockHolder(long pid) {
    private static final int LONGEST = 100;
    /** {@code __SO_ACCEPTCON}: it listens. Connections that wait for it have its name too. */
    private static final String LISTENS = "00010000";

    /**
     * Nothing where nobody has the lock.
     *
     * @param of as of {@link Lock#Lock}
     */
    static Optional<LockHolder> find(String of) throws IOException {
        String sockets = Files.readString(Path.of("/proc/self/net/unix"), StandardCharsets.ISO_8859_1);
        Optional<String> inode = inode(sockets, (Lock.PREFIX + of).replace('\0', '@'));
        return inode.isEmpty() ? Optional.empty() : Optional.of(new LockHolder(owner("socket:[" + inode.get() + "]")));
    }

    /** Of the socket that listens under a name, an {@code @} for each NUL: unix(7), proc_pid_net(5). */
    static Optional<String> inode(String procNetUnix, String name) {
        return procNetUnix
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length == 8 && words[3].equals(LISTENS) && words[7].equals(name))
                .map(words -> words[6])
                .findFirst();
    }

    /** Its arguments as printable text; they are another process's, and go to a terminal. */
    public String commandLine() {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            // Where it is a JVM, what it runs tells more than how.
            String printable = line.replaceFirst("^.*\0-jar\0[^\0]*/(nyanpong)\\.jar\0", "$1\0")
                    .replaceAll("[^\\x20-\\x7e]+", " ")
                    .strip();
            return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
        } catch (IOException e) {
            return "gone, or another user's";
        }
    }

    private static long owner(String socket) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[1-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process.resolve("fd"), socket)) {
                    return Long.parseLong(process.getFileName().toString());
                }
            }
        }
        return 0;
    }

    private static boolean hasOpen(Path descriptors, String socket) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (Files.readSymbolicLink(link).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false; // another user's, or gone meanwhile
        }
        return false;
    }
}
