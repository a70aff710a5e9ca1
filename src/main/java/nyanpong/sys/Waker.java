package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Waits for descriptors' input until another thread calls: ppoll(2) and eventfd(2). One thread waits, any may call. */
public final class Waker implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Libc libc = new Libc();
    private final int eventfd;
    private final int descriptors;
    private final MemorySegment callOrInput;
    private final MemorySegment callOnly;
    private final MemorySegment timeout = Timespec.allocate(arena);
    private volatile boolean woken;
    private boolean closed;

    /** @param fds what is waited on for input; they stay the caller's to close */
    public Waker(int... fds) throws ErrnoException {
        eventfd = Libc.check("eventfd()", libc.eventfd(0, Socket.EFD_CLOEXEC | Socket.EFD_NONBLOCK));
        descriptors = fds.length;
        int[] all = new int[fds.length + 1];
        all[0] = eventfd;
        System.arraycopy(fds, 0, all, 1, fds.length);
        callOrInput = Pollfd.forInput(arena, all);
        callOnly = Pollfd.forInput(arena, eventfd);
    }

    /** Blocks until there is input or an error to read, {@code timeoutMillis} pass (-1 is never), or {@link #wake}. */
    public void await(int timeoutMillis) {
        libc.poll(callOrInput, timeoutMillis); // an interruption by a signal ends it too
    }

    /** The same, until a moment of {@link System#nanoTime}. */
    public void awaitUntil(long nanos) {
        waitUntil(nanos, callOrInput);
    }

    /** Whether a descriptor had an error to read when the last wait for input ended; by the thread that waits. */
    public boolean hasError() {
        for (int i = 1; i <= descriptors; i++) {
            if ((Pollfd.revents(callOrInput, i) & Pollfd.POLLERR) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Blocks until a moment of {@link System#nanoTime}, or {@link #wake}, whatever comes in. */
    public void sleepUntil(long nanos) {
        while (nanos - System.nanoTime() > 0 && !woken) {
            waitUntil(nanos, callOnly);
        }
    }

    /** Whether {@link #wake} has been called. */
    public boolean isWoken() {
        return woken;
    }

    /** Ends the present wait and every later one, from any thread. */
    public synchronized void wake() {
        woken = true;
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

    /** In nanoseconds, where poll(2) knows milliseconds; the kernel adds some 50 microseconds of slack: prctl(2). */
    private void waitUntil(long nanos, MemorySegment fds) {
        Timespec.set(timeout, Math.max(0, nanos - System.nanoTime()));
        libc.ppoll(fds, timeout);
    }
}
