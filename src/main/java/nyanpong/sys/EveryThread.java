package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import nyanpong.sys.SyscallCode.Call;

/**
 * Makes threads of this process do what the kernel does for the calling thread alone. The threads of the JVM's own run no
 * code of ours, but signals reach them too; so glibc's setresuid(2) does it, libpsx of libcap, and Go's AllThreadsSyscall. The
 * handler is machine code, for Java may not run where a signal happens to arrive.
 */
public final class EveryThread {
    private static final int FIRST_SIGNAL = 40;
    private static final int LAST_SIGNAL = 60;
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    /** {@code struct sigaction} as glibc and musl have it: handler, 128 bytes of mask, flags, restorer. */
    private static final int SIGACTION_SIZE = 152;

    private static final int SA_FLAGS = 136;
    private static final int SA_RESTART = 0x10000000;
    private static final int SA_ONSTACK = 0x08000000;

    private static final int CAPABILITIES = 64;
    private static final int LINUX_CAPABILITY_VERSION_3 = 0x20080522;
    private static final int LONGEST_PAUSE_MILLIS = 64;

    private EveryThread() {}

    /**
     * Takes from all threads, and from those they will start, every capability that they have: capset(2).
     *
     * @return false where some remain
     */
    public static boolean dropCapabilities() throws IOException {
        // Both structures are read by every thread, whenever its signal comes.
        MemorySegment header = Arena.global().allocate(8, 8);
        header.set(JAVA_INT, 0, LINUX_CAPABILITY_VERSION_3);
        MemorySegment none = Arena.global().allocate(24, 8);
        return call(
                List.of(Call.of(Syscall.CAPSET, header.address(), none.address())), task -> task.capabilities() == 0);
    }

    /**
     * Takes from all threads the capabilities that a program started by them could get; needs CAP_SETPCAP.
     *
     * @return false where some remain
     */
    public static boolean dropBounding() throws IOException {
        List<Call> drops = IntStream.range(0, CAPABILITIES)
                .mapToObj(capability -> Call.of(Syscall.PRCTL, Prctl.PR_CAPBSET_DROP, capability))
                .toList();
        return call(drops, task -> task.capabilities("CapBnd") == 0);
    }

    /** The signal that the process gets when its parent ends, or 0: prctl(2). It is the first thread's, which is not Java's. */
    public static int parentDeathSignal() throws IOException {
        MemorySegment signal = Arena.global().allocate(JAVA_INT);
        signal.set(JAVA_INT, 0, -1);
        int first = (int) ProcessHandle.current().pid();
        call(
                List.of(Call.of(Syscall.PRCTL, Prctl.PR_GET_PDEATHSIG, signal.address())),
                task -> task.tid() != first || signal.get(JAVA_INT, 0) >= 0);
        return Math.max(0, signal.get(JAVA_INT, 0));
    }

    /** @param isDone whether a thread has done it; true from the start where it need not */
    static boolean call(List<Call> calls, Predicate<Task> isDone) throws IOException {
        int signal = 0;
        int clean = 0;
        int pause = 1;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        // Twice, for in the meantime a thread that had not done it may have started another one.
        while (clean < 2) {
            List<Task> rest = Task.all().stream().filter(isDone.negate()).toList();
            if (rest.isEmpty()) {
                clean++;
                continue;
            }
            clean = 0;
            if (signal == 0) {
                byte[] code = SyscallCode.of(Architecture.HERE, calls);
                if (code == null) {
                    return false;
                }
                signal = install(code);
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            send(signal, rest);
            pause(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS); // signals that are not taken add up
        }
        return true;
    }

    private static void send(int signal, List<Task> tasks) {
        Credentials kernel = new Credentials();
        long process =
                kernel.syscall(Syscall.GETPID, 0, 0, 0); // not ProcessHandle's: this is what tgkill compares with
        for (Task task : tasks) {
            kernel.syscall(Syscall.TGKILL, process, task.tid(), signal); // ESRCH: it has ended
        }
    }

    /** Makes code the handler of a signal that nobody uses; it stays, for a signal may come late. */
    private static int install(byte[] code) throws ErrnoException {
        Credentials kernel = new Credentials();
        MemorySegment action = Arena.global().allocate(SIGACTION_SIZE, 8);
        MemorySegment old = Arena.global().allocate(SIGACTION_SIZE, 8);
        action.set(JAVA_LONG, 0, Mman.executable(code));
        action.set(JAVA_INT, SA_FLAGS, SA_RESTART | SA_ONSTACK);
        for (int signal = FIRST_SIGNAL; signal <= LAST_SIGNAL; signal++) {
            Libc.check("sigaction(" + signal + ")", kernel.sigaction(signal, MemorySegment.NULL, old));
            if (old.get(JAVA_LONG, 0) == 0) {
                Libc.check("sigaction(" + signal + ")", kernel.sigaction(signal, action, old));
                return signal;
            }
        }
        throw new ErrnoException("sigaction(" + FIRST_SIGNAL + " to " + LAST_SIGNAL + ")", Errno.EBUSY);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
