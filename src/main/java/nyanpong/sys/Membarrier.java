package nyanpong.sys;

/** membarrier(2). */
public final class Membarrier {
    private static final int MEMBARRIER_CMD_GLOBAL = 1;

    private Membarrier() {}

    /**
     * Returns when all threads and, since the kernel waits for readers of RCU, all eBPF programs that were running have ended, and the
     * kernel has done what they said; takes some 10 ms.
     *
     * @throws ErrnoException EINVAL where processors are kept free of the kernel (nohz_full)
     */
    public static void global() throws ErrnoException {
        Libc.check("membarrier(MEMBARRIER_CMD_GLOBAL)", (int)
                new Credentials().syscall(Syscall.MEMBARRIER, MEMBARRIER_CMD_GLOBAL, 0, 0));
    }
}
