package nyanpong.engine.takeover;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/**
 * The process that has a lock in this network namespace, or listens at a socket.
 *
 * @param pid 0 where it is another user's, and so cannot be found
 */
public record LockHolder(long pid) {
    private static final int LONGEST = 100;
    /** {@code __SO_ACCEPTCON}: it listens. Connections that wait for it have its name too. */
    private static final String LISTENS = "00010000";

    private static final Pattern STOPPED = Pattern.compile("(?s).*\\) [Tt] .*");

    /**
     * Nothing where nobody has the lock. Found by reading alone: a connection would take one of the few places in its queue.
     *
     * @param of as of {@link Lock#Lock}
     */
    public static Optional<LockHolder> find(String of) throws IOException {
        return listening(Lock.PREFIX + of);
    }

    /** Who listens at a socket in the file system. */
    public static LockHolder at(Path socket) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] name = socket.toString().getBytes(StandardCharsets.UTF_8);
            MemorySegment address = arena.allocate(3L + name.length, 2); // struct sockaddr_un, with its NUL
            address.set(JAVA_SHORT, 0, (short) Socket.AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, address, 2, name.length);
            return of(address, socket.toString());
        }
    }

    /**
     * Asked by a connection, which the other need not take up.
     *
     * @param address a {@code struct sockaddr_un}
     * @param name the same as text
     */
    static LockHolder of(MemorySegment address, String name) throws IOException {
        Libc libc = new Libc();
        int fd = Libc.check(
                "socket(AF_UNIX)",
                libc.socket(Socket.AF_UNIX, Socket.SOCK_STREAM | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credentials = arena.allocate(12, 4); // struct ucred: pid, uid, gid
            boolean known = libc.connect(fd, address) == 0
                    && libc.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_PEERCRED, credentials) == 0;
            if (known) {
                return new LockHolder(credentials.get(JAVA_INT, 0));
            }
        } finally {
            libc.close(fd);
        }
        // Its queue is full, for nobody takes the connections out: whoever may look into the process finds it all the
        // same.
        return listening(name).orElse(new LockHolder(0));
    }

    private static Optional<LockHolder> listening(String name) throws IOException {
        String sockets = Files.readString(Path.of("/proc/self/net/unix"), StandardCharsets.ISO_8859_1);
        Optional<String> inode = inode(sockets, name.replace('\0', '@'));
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

    /** By a signal, or a debugger: proc_pid_stat(5). False where that cannot be seen. */
    public boolean isStopped() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return STOPPED.matcher(stat).matches();
        } catch (IOException e) {
            return false;
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
