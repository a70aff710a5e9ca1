package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code struct pollfd}: poll(2). */
public final class Pollfd {
    public static final int SIZE = 8;
    public static final int POLLIN = 0x1;
    public static final int POLLERR = 0x8;

    private static final int REVENTS = 6;

    private Pollfd() {}

    /** One structure for each descriptor, each waiting for input. */
    public static MemorySegment forInput(Arena arena, int... fds) {
        MemorySegment p = arena.allocate((long) fds.length * SIZE, 8);
        for (int i = 0; i < fds.length; i++) {
            p.set(JAVA_INT, (long) i * SIZE, fds[i]);
            p.set(JAVA_SHORT, (long) i * SIZE + 4, (short) POLLIN);
        }
        return p;
    }

    public static int revents(MemorySegment p, int index) {
        return p.get(JAVA_SHORT, (long) index * SIZE + REVENTS) & 0xffff;
    }
}
