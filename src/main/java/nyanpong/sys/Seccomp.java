package nyanpong.sys;

import static nyanpong.sys.Syscall.*;

import java.lang.foreign.Arena;
import java.util.List;

/**
 * The filter of system calls that a responder which has started needs no more, seccomp(2), on all its threads. A list of what is
 * denied, for which calls a JVM makes changes from one version to the next: programs and processes of its own, other
 * processes, the kernel's settings, modules and programs, namespaces and mounts, identities, other slices, and new sockets.
 *
 * <p>What is denied fails with EPERM. There is no way back, and threads that start later have it too.
 */
public final class Seccomp {
    static final List<Syscall> DENIED = List.of(
            EXECVE,
            EXECVEAT,
            FORK,
            VFORK,
            PTRACE,
            PROCESS_VM_READV,
            PROCESS_VM_WRITEV,
            PROCESS_MADVISE,
            KCMP,
            PIDFD_OPEN,
            PIDFD_GETFD,
            PIDFD_SEND_SIGNAL,
            PERF_EVENT_OPEN,
            USERFAULTFD,
            IO_URING_SETUP,
            IO_URING_ENTER,
            IO_URING_REGISTER,
            MOUNT,
            UMOUNT2,
            PIVOT_ROOT,
            CHROOT,
            MOVE_MOUNT,
            OPEN_TREE,
            FSOPEN,
            FSCONFIG,
            FSMOUNT,
            FSPICK,
            MOUNT_SETATTR,
            SETNS,
            UNSHARE,
            INIT_MODULE,
            FINIT_MODULE,
            DELETE_MODULE,
            KEXEC_LOAD,
            KEXEC_FILE_LOAD,
            KEYCTL,
            ADD_KEY,
            REQUEST_KEY,
            NAME_TO_HANDLE_AT,
            OPEN_BY_HANDLE_AT,
            FANOTIFY_INIT,
            MKNOD,
            MKNODAT,
            LOOKUP_DCOOKIE,
            NFSSERVCTL,
            USELIB,
            QUOTACTL,
            QUOTACTL_FD,
            ACCT,
            SWAPON,
            SWAPOFF,
            REBOOT,
            PERSONALITY,
            SYSLOG,
            VHANGUP,
            SETHOSTNAME,
            SETDOMAINNAME,
            SETTIMEOFDAY,
            CLOCK_SETTIME,
            CLOCK_ADJTIME,
            ADJTIMEX,
            IOPL,
            IOPERM,
            MODIFY_LDT,
            SETUID,
            SETGID,
            SETREUID,
            SETREGID,
            SETRESUID,
            SETRESGID,
            SETFSUID,
            SETFSGID,
            SETGROUPS,
            MOVE_PAGES,
            MIGRATE_PAGES,
            SCHED_SETATTR);

    /** {@code struct seccomp_data}: number, architecture, instruction pointer, then the arguments, low word first. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENT = 16;
    private static final int ARGUMENT_SIZE = 8;

    private static final int ALLOW = 0x7fff0000;
    private static final int ERRNO = 0x00050000;
    private static final int ENOSYS = 38;

    /** The numbers of the x32 ABI, which has calls of its own. */
    private static final int X32 = 0x40000000;

    private static final int CLONE_THREAD = 0x00010000;
    private static final int NETLINK_ROUTE = 0;

    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

    private Seccomp() {}

    /**
     * Denies from here on, and sets no-new-privileges, on all threads.
     *
     * @return false where the architecture or the kernel does not know how: no-new-privileges is this thread's then
     */
    public static boolean deny() throws ErrnoException {
        Credentials kernel = new Credentials();
        Libc.check("prctl(PR_SET_NO_NEW_PRIVS)", kernel.prctl(Prctl.PR_SET_NO_NEW_PRIVS, 1));
        if (!SECCOMP.exists()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            // Without TSYNC, Linux 3.17, there would be threads without it.
            return kernel.syscall(
                            SECCOMP,
                            SECCOMP_SET_MODE_FILTER,
                            SECCOMP_FILTER_FLAG_TSYNC,
                            filter(Architecture.HERE).assemble(arena).address())
                    == 0;
        }
    }

    static SockFilter filter(Architecture architecture) {
        SockFilter filter = new SockFilter()
                .ld(ARCHITECTURE)
                .jumpEqual(architecture.audit, "ours", "denied first")
                .label("denied first")
                .ret(ERRNO | Errno.EPERM)
                .label("ours")
                .ld(NUMBER);
        if (architecture == Architecture.X86_64) {
            filter.jumpSet(X32, "denied", "native").label("native");
        }
        equal(filter, CLONE.number(architecture), "clone");
        equal(filter, CLONE3.number(architecture), "clone3");
        equal(filter, SOCKET.number(architecture), "socket");
        equal(filter, BPF.number(architecture), "bpf");
        for (Syscall call : DENIED) {
            if (call.number(architecture) >= 0) {
                equal(filter, call.number(architecture), "denied");
            }
        }
        return filter.ret(ALLOW)
                // A thread, not a process.
                .label("clone")
                .ld(ARGUMENT)
                .jumpSet(CLONE_THREAD, "allowed", "denied")
                // Its flags are behind a pointer; without it, libc takes clone(2).
                .label("clone3")
                .ret(ERRNO | ENOSYS)
                // To ask the kernel for links and addresses.
                .label("socket")
                .ld(ARGUMENT)
                .jumpEqual(Socket.AF_NETLINK, "netlink", "denied")
                .label("netlink")
                .ld(ARGUMENT + 2 * ARGUMENT_SIZE)
                .jumpEqual(NETLINK_ROUTE, "allowed", "denied")
                // Maps and links that it has: addresses change, and the end comes. Nothing new, nobody else's.
                .label("bpf")
                .ld(ARGUMENT)
                .jumpEqual(Bpf.BPF_MAP_LOOKUP_ELEM, "allowed", "no lookup")
                .label("no lookup")
                .jumpEqual(Bpf.BPF_MAP_UPDATE_ELEM, "allowed", "no update")
                .label("no update")
                .jumpEqual(Bpf.BPF_MAP_DELETE_ELEM, "allowed", "no delete")
                .label("no delete")
                .jumpEqual(Bpf.BPF_LINK_DETACH, "allowed", "denied")
                .label("allowed")
                .ret(ALLOW)
                .label("denied")
                .ret(ERRNO | Errno.EPERM);
    }

    private static void equal(SockFilter filter, int number, String label) {
        String next = "not " + number;
        filter.jumpEqual(number, label, next).label(next);
    }
}
