package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code struct timespec}: timespec(3). */
public final class Timespec {
    public static final int SIZE = 16;

    private static final int TV_SEC = 0;
    private static final int TV_NSEC = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Timespec() {}

    public static MemorySegment allocate(Arena arena) {
        return arena.allocate(SIZE, 8);
    }

    /** @param nanos 0 or more */
    public static void set(MemorySegment p, long nanos) {
        p.set(JAVA_LONG, TV_SEC, nanos / NANOS_PER_SECOND);
        p.set(JAVA_LONG, TV_NSEC, nanos % NANOS_PER_SECOND);
    }
}
