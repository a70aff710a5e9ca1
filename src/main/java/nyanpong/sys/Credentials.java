package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Who this process is, and what it may do: credentials(7), prctl(2). For start-up; each call returns what the kernel would,
 * the result or {@code -errno}.
 *
 * <p>The kernel knows identities for each thread. glibc and musl change those of all threads (nptl(7), {@code __synccall} of
 * musl); what they have no such call for, {@link EveryThread} does.
 */
@SuppressWarnings("restricted") // downcalls are what this class is for
public final class Credentials {
    private static final long ERRNO = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    /** {@code int setgroups(size_t size, const gid_t *list)}: getgroups(2). */
    private static final MethodHandle SETGROUPS =
            Libc.bind("setgroups", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** {@code int setresgid(gid_t rgid, gid_t egid, gid_t sgid)}: setresuid(2). */
    private static final MethodHandle SETRESGID =
            Libc.bind("setresgid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

    /** {@code int setresuid(uid_t ruid, uid_t euid, uid_t suid)}: setresuid(2). */
    private static final MethodHandle SETRESUID =
            Libc.bind("setresuid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

    /** {@code long syscall(long number, ...)}: syscall(2), here with five arguments; calls with fewer ignore the rest. */
    private static final MethodHandle SYSCALL = Libc.bind(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    /** {@code int sigaction(int signum, const struct sigaction *act, struct sigaction *oldact)}: sigaction(2). */
    private static final MethodHandle SIGACTION =
            Libc.bind("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** {@code int mprotect(void *addr, size_t len, int prot)}: mprotect(2). */
    private static final MethodHandle MPROTECT =
            Libc.bind("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    /** No supplementary groups, in all threads. */
    public int setgroups() {
        try {
            return result((int) SETGROUPS.invokeExact(state, 0L, 0L));
        } catch (Throwable t) {
            throw Libc.unreachable(t);
        }
    }

    /** Real, effective and saved, in all threads. */
    public int setresgid(int gid) {
        try {
            return result((int) SETRESGID.invokeExact(state, gid, gid, gid));
        } catch (Throwable t) {
            throw Libc.unreachable(t);
        }
    }

    /** Real, effective and saved, in all threads. From 0 to another, it takes all capabilities away: capabilities(7). */
    public int setresuid(int uid) {
        try {
            return result((int) SETRESUID.invokeExact(state, uid, uid, uid));
        } catch (Throwable t) {
            throw Libc.unreachable(t);
        }
    }

    /** Of the calling thread alone, where the option is a thread's. */
    public int prctl(int option, long argument) {
        return (int) syscall(Syscall.PRCTL, option, argument, 0);
    }

    public long syscall(Syscall call, long first, long second, long third) {
        try {
            return result((long) SYSCALL.invokeExact(state, (long) call.number(), first, second, third, 0L, 0L));
        } catch (Throwable t) {
            throw Libc.unreachable(t);
        }
    }

    int sigaction(int signal, MemorySegment action, MemorySegment old) {
        try {
            return result((int) SIGACTION.invokeExact(state, signal, action.address(), old.address()));
        } catch (Throwable t) {
            throw Libc.unreachable(t);
        }
    }

    int mprotect(long address, long length, int protection) {
        try {
            return result((int) MPROTECT.invokeExact(state, address, length, protection));
        } catch (Throwable t) {
            throw Libc.unreachable(t);
        }
    }

    private int result(int n) {
        return n >= 0 ? n : -state.get(JAVA_INT, ERRNO);
    }

    private long result(long n) {
        return n >= 0 ? n : -state.get(JAVA_INT, ERRNO);
    }
}
