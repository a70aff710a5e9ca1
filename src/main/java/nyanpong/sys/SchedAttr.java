package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code struct sched_attr}: how the kernel schedules the calling thread; sched_setattr(2), sched(7). */
public final class SchedAttr {
    /** {@code SCHED_ATTR_SIZE_VER0}, which every kernel takes. */
    private static final int SIZE = 48;

    private static final int SCHED_POLICY = 4;
    private static final int SCHED_RUNTIME = 24;

    private static final int SCHED_OTHER = 0;

    private SchedAttr() {}

    /**
     * Has the calling thread run for a shorter time at a stretch and, in exchange, sooner when it is woken: before a thread whose slice
     * is longer has used that up. Since Linux 6.12 that is {@code sched_runtime} under SCHED_OTHER; the share of the processor stays
     * what it is, and no privilege is needed. Nothing changes where the kernel does not know it, where the slice is as short
     * already, or where whoever started us chose another policy.
     *
     * @param nanos 100,000 is the shortest that the kernel gives
     * @return the slice that it has then, in nanoseconds, 0 where there is none; or {@code -errno}
     */
    public static long shortenSlice(long nanos) {
        if (!Syscall.SCHED_SETATTR.exists()) {
            return 0;
        }
        Credentials kernel = new Credentials();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(SIZE, 8);
            long before = slice(kernel, attr);
            if (before <= nanos || attr.get(JAVA_INT, SCHED_POLICY) != SCHED_OTHER) {
                return before;
            }
            attr.set(JAVA_LONG, SCHED_RUNTIME, nanos); // nice and flags stay as they came
            long result = kernel.syscall(Syscall.SCHED_SETATTR, 0, attr.address(), 0);
            return result < 0 ? result : slice(kernel, attr);
        }
    }

    private static long slice(Credentials kernel, MemorySegment attr) {
        long result =
                kernel.syscall(Syscall.SCHED_GETATTR, 0, attr.address(), SIZE); // the fourth argument, flags, is 0
        return result < 0 ? result : attr.get(JAVA_LONG, SCHED_RUNTIME);
    }
}
