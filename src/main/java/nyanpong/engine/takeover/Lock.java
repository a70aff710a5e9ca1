package nyanpong.engine.takeover;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/**
 * One responder for one thing: the name of an abstract socket, unix(7), which the kernel keeps for the network namespace and
 * frees when the process ends, however it ends.
 */
public final class Lock implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Libc libc = new Libc();
    private final int fd;

    /** Takes the lock of the echo that the kernel of this network namespace gives. */
    static Lock ofEcho() throws IOException, TakeoverException {
        return new Lock("sysctl", "this network namespace's echo");
    }

    /**
     * Takes the lock, or says who has it.
     *
     * @param of what there can be only one of in a network namespace: a word, and what tells it apart
     * @param what the same for people
     */
    public Lock(String of, String what) throws IOException, TakeoverException {
        fd = Libc.check("socket(AF_UNIX)", libc.socket(Socket.AF_UNIX, Socket.SOCK_STREAM | Socket.SOCK_CLOEXEC, 0));
        try (Arena arena = Arena.ofConfined()) {
            byte[] name = ("\0nyanpong/takeover/" + of).getBytes(StandardCharsets.US_ASCII);
            MemorySegment address = arena.allocate(2L + name.length, 2);
            address.set(JAVA_SHORT, 0, (short) Socket.AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, address, 2, name.length);
            int result = libc.bind(fd, address);
            if (result == -Errno.EADDRINUSE) {
                long holder = holder(address);
                throw new TakeoverException("another responder has " + what
                        + (holder > 0 ? ": process " + holder + " (" + commandLine(holder) + ")" : "")
                        + "; stop it first, or serve in another namespace");
            }
            Libc.check("bind(AF_UNIX)", result);
            // Listening lets those that try learn our process number; none of their connections is ever taken up.
            Libc.check("listen(AF_UNIX)", libc.listen(fd, BACKLOG));
        } catch (IOException | TakeoverException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        libc.close(fd);
    }

    private static long holder(MemorySegment address) throws ErrnoException {
        Libc libc = new Libc();
        int fd = Libc.check(
                "socket(AF_UNIX)",
                libc.socket(Socket.AF_UNIX, Socket.SOCK_STREAM | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK, 0));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment credentials = arena.allocate(12, 4); // struct ucred: pid, uid, gid
            boolean known = libc.connect(fd, address) == 0
                    && libc.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_PEERCRED, credentials) == 0;
            return known ? credentials.get(JAVA_INT, 0) : -1;
        } finally {
            libc.close(fd);
        }
    }

    /** Its arguments as printable text; they are another process's, and go to a terminal. */
    private static String commandLine(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
            String printable = line.replaceAll("[^\\x20-\\x7e]+", " ").strip();
            return printable.length() <= 100 ? printable : printable.substring(0, 100) + "...";
        } catch (IOException e) {
            return "gone, or another user's";
        }
    }
}
