package nyanpong.sys;

import java.lang.foreign.MemorySegment;

/** {@code <sys/resource.h>}: setpriority(2); each call returns what the kernel would, the result or {@code -errno}. */
public final class Resource {
    /** {@code int setpriority(int which, id_t who, int prio)}: setpriority(2). */
    private static final MemorySegment SETPRIORITY = Downcall.function("setpriority");

    private static final int PRIO_PROCESS = 0;

    private final Downcall downcall = new Downcall();

    /** Of the calling thread. libc's getpriority(2) has -1 for two things; the system call returns 20 less it. */
    public int nice() {
        return 20 - (int) new Libc().syscall(Syscall.GETPRIORITY.number(), PRIO_PROCESS, 0, 0);
    }

    /**
     * On Linux it is a thread's own.
     *
     * @param tid 0 is the calling thread
     * @param nice 19 is the last to have its turn; less than a thread has needs CAP_SYS_NICE
     */
    public int setpriority(int tid, int nice) {
        return downcall.ofInt(SETPRIORITY, PRIO_PROCESS, tid, nice);
    }
}
