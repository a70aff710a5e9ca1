package nyanpong.sys;

import java.lang.foreign.MemorySegment;

/**
 * Who this process is, and what it may do: credentials(7), prctl(2). For start-up; each call returns what the kernel would,
 * the result or {@code -errno}.
 *
 * <p>The kernel knows identities for each thread. glibc and musl change those of all threads (nptl(7), {@code __synccall} of
 * musl); what they have no such call for, {@link EveryThread} does.
 */
public final class Credentials {
    /** {@code int setgroups(size_t size, const gid_t *list)}: getgroups(2). */
    private static final MemorySegment SETGROUPS = Downcall.function("setgroups");

    /** {@code int setresgid(gid_t rgid, gid_t egid, gid_t sgid)}: setresuid(2). */
    private static final MemorySegment SETRESGID = Downcall.function("setresgid");

    /** {@code int setresuid(uid_t ruid, uid_t euid, uid_t suid)}: setresuid(2). */
    private static final MemorySegment SETRESUID = Downcall.function("setresuid");

    /** {@code long syscall(long number, ...)}: syscall(2), here with five arguments; calls with fewer ignore the rest. */
    private static final MemorySegment SYSCALL = Downcall.function("syscall");

    /** {@code int sigaction(int signum, const struct sigaction *act, struct sigaction *oldact)}: sigaction(2). */
    private static final MemorySegment SIGACTION = Downcall.function("sigaction");

    /** {@code int mprotect(void *addr, size_t len, int prot)}: mprotect(2). */
    private static final MemorySegment MPROTECT = Downcall.function("mprotect");

    private final Downcall downcall = new Downcall();

    /** No supplementary groups, in all threads. */
    public int setgroups() {
        return downcall.ofInt(SETGROUPS, 0, 0, 0);
    }

    /** Real, effective and saved, in all threads. */
    public int setresgid(int gid) {
        return downcall.ofInt(SETRESGID, gid, gid, gid);
    }

    /** Real, effective and saved, in all threads. From 0 to another, it takes all capabilities away: capabilities(7). */
    public int setresuid(int uid) {
        return downcall.ofInt(SETRESUID, uid, uid, uid);
    }

    /** Of the calling thread alone, where the option is a thread's. */
    public int prctl(int option, long argument) {
        return (int) syscall(Syscall.PRCTL, option, argument, 0);
    }

    public long syscall(Syscall call, long first, long second, long third) {
        return downcall.ofLong(SYSCALL, call.number(), first, second, third, 0, 0);
    }

    int sigaction(int signal, MemorySegment action, MemorySegment old) {
        return downcall.ofInt(SIGACTION, signal, action.address(), old.address());
    }

    int mprotect(long address, long length, int protection) {
        return downcall.ofInt(MPROTECT, address, length, protection);
    }
}
