package nyanpong.engine.takeover;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import nyanpong.sys.Errno;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/**
 * One responder for one thing: the name of an abstract socket, unix(7), which the kernel keeps for the network namespace and
 * frees when the process ends, however it ends.
 */
public final class Lock implements AutoCloseable {
    static final String PREFIX = "\0nyanpong/takeover/";
    static final String ECHO = "sysctl";
    private static final int BACKLOG = 1024;

    private final Libc libc = new Libc();
    private final int fd;

    /** Takes the lock of the echo that the kernel of this network namespace gives. */
    static Lock ofEcho() throws IOException, TakeoverException {
        return new Lock(ECHO, "this network namespace's echo", "serve in another namespace");
    }

    /**
     * Takes the lock, or says who has it.
     *
     * @param of what there can be only one of in a network namespace: a word, and what tells it apart
     * @param what the same for people
     * @param otherwise what to do, if not to stop who has it
     */
    public Lock(String of, String what, String otherwise) throws IOException, TakeoverException {
        fd = Libc.check("socket(AF_UNIX)", libc.socket(Socket.AF_UNIX, Socket.SOCK_STREAM | Socket.SOCK_CLOEXEC, 0));
        try (Arena arena = Arena.ofConfined()) {
            byte[] name = (PREFIX + of).getBytes(StandardCharsets.US_ASCII);
            MemorySegment address = arena.allocate(2L + name.length, 2);
            address.set(JAVA_SHORT, 0, (short) Socket.AF_UNIX);
            MemorySegment.copy(MemorySegment.ofArray(name), 0, address, 2, name.length);
            int result = libc.bind(fd, address);
            if (result == -Errno.EADDRINUSE) {
                LockHolder holder = LockHolder.of(address, PREFIX + of);
                throw new TakeoverException("another responder has " + what
                        + (holder.pid() > 0 ? ": process " + holder.pid() + " (" + holder.commandLine() + ")" : "")
                        + "; stop it first, or " + otherwise);
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
}
