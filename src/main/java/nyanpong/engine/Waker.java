package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Pollfd;
import nyanpong.sys.Socket;

/** Waits for a descriptor's input until another thread calls: poll(2) and eventfd(2). */
final class Waker implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Libc libc = new Libc();
    private final int eventfd;
    private final MemorySegment pollfds;
    private final MemorySegment one = arena.allocateFrom(JAVA_LONG, 1);

    Waker(int... fds) throws ErrnoException {
        eventfd = Libc.check("eventfd()", libc.eventfd(0, Socket.EFD_CLOEXEC | Socket.EFD_NONBLOCK));
        int[] all = new int[fds.length + 1];
        all[0] = eventfd;
        System.arraycopy(fds, 0, all, 1, fds.length);
        pollfds = Pollfd.forInput(arena, all);
    }

    /** Blocks until input waits, {@code timeoutMillis} pass (-1 is never), or {@link #wake}. An interruption ends it too. */
    void await(int timeoutMillis) {
        libc.poll(pollfds, timeoutMillis);
    }

    /** Whether {@link #wake} ended the wait; it then ends every later one. */
    boolean isWoken() {
        return Pollfd.revents(pollfds, 0) != 0;
    }

    /** From any thread: its own errno does not matter here. */
    void wake() {
        new Libc().write(eventfd, one);
    }

    @Override
    public void close() {
        libc.close(eventfd);
        arena.close();
    }
}
