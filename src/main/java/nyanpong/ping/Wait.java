package nyanpong.ping;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Pollfd;
import nyanpong.sys.Socket;

/** Waits for input, a moment, or {@link #stop} from another thread: poll(2) and eventfd(2). */
final class Wait implements AutoCloseable {
    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final int eventfd;
    private final MemorySegment stopOrInput;
    private final MemorySegment stopOnly;
    private boolean closed;

    /** @param fd what is waited on for input */
    Wait(int fd) throws ErrnoException {
        eventfd = Libc.check("eventfd()", libc.eventfd(0, Socket.EFD_CLOEXEC | Socket.EFD_NONBLOCK));
        stopOrInput = Pollfd.forInput(arena, eventfd, fd);
        stopOnly = Pollfd.forInput(arena, eventfd);
    }

    /** Returns once there is input or an error to read, at the moment given, or when stopped. */
    void forInput(long untilNanos) {
        libc.poll(stopOrInput, millisUntil(untilNanos));
    }

    /** Returns at the moment given, or when stopped. */
    void forNothing(long untilNanos) {
        while (untilNanos - System.nanoTime() > 0 && !isStopped()) {
            libc.poll(stopOnly, millisUntil(untilNanos)); // it may end early: EINTR
        }
    }

    boolean isStopped() {
        libc.poll(stopOnly, 0);
        return Pollfd.revents(stopOnly, 0) != 0;
    }

    /** Ends the present wait and every later one. From any thread, at any time. */
    synchronized void stop() {
        if (!closed) {
            try (Arena call = Arena.ofConfined()) {
                new Libc().write(eventfd, call.allocateFrom(JAVA_LONG, 1));
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        libc.close(eventfd);
        arena.close();
    }

    /** Rounded up: poll(2) must not return before the moment. */
    private static int millisUntil(long nanos) {
        long left = Math.max(0, nanos - System.nanoTime());
        return (int) ((left + 999_999) / 1_000_000);
    }
}
