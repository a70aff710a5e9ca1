package nyanpong.sys;

import java.util.Locale;

/**
 * The numbers of system calls on the two architectures that we know: syscalls(2), {@code asm/unistd_64.h} of x86-64 and {@code
 * asm-generic/unistd.h}, which is aarch64's.
 */
public enum Syscall {
    CAPSET(126, 91),
    CLONE(56, 220),
    CLONE3(435, 435),
    GETPID(39, 172),
    GETPRIORITY(140, 141),
    MEMBARRIER(324, 283),
    PRCTL(157, 167),
    SCHED_GETATTR(315, 275),
    SECCOMP(317, 277),
    SOCKET(41, 198),
    TGKILL(234, 131),
    ACCT(163, 89),
    ADD_KEY(248, 217),
    ADJTIMEX(159, 171),
    BPF(321, 280),
    CHROOT(161, 51),
    CLOCK_ADJTIME(305, 266),
    CLOCK_SETTIME(227, 112),
    DELETE_MODULE(176, 106),
    EXECVE(59, 221),
    EXECVEAT(322, 281),
    FANOTIFY_INIT(300, 262),
    FINIT_MODULE(313, 273),
    FORK(57, -1),
    FSCONFIG(431, 431),
    FSMOUNT(432, 432),
    FSOPEN(430, 430),
    FSPICK(433, 433),
    INIT_MODULE(175, 105),
    IO_URING_ENTER(426, 426),
    IO_URING_REGISTER(427, 427),
    IO_URING_SETUP(425, 425),
    IOPERM(173, -1),
    IOPL(172, -1),
    KCMP(312, 272),
    KEXEC_FILE_LOAD(320, 294),
    KEXEC_LOAD(246, 104),
    KEYCTL(250, 219),
    LOOKUP_DCOOKIE(212, 18),
    MIGRATE_PAGES(256, 238),
    MKNOD(133, -1),
    MKNODAT(259, 33),
    MODIFY_LDT(154, -1),
    MOUNT(165, 40),
    MOUNT_SETATTR(442, 442),
    MOVE_MOUNT(429, 429),
    MOVE_PAGES(279, 239),
    NAME_TO_HANDLE_AT(303, 264),
    NFSSERVCTL(180, 42),
    OPEN_BY_HANDLE_AT(304, 265),
    OPEN_TREE(428, 428),
    PERF_EVENT_OPEN(298, 241),
    PERSONALITY(135, 92),
    PIDFD_GETFD(438, 438),
    PIDFD_OPEN(434, 434),
    PIDFD_SEND_SIGNAL(424, 424),
    PIVOT_ROOT(155, 41),
    PROCESS_MADVISE(440, 440),
    PROCESS_VM_READV(310, 270),
    PROCESS_VM_WRITEV(311, 271),
    PTRACE(101, 117),
    QUOTACTL(179, 60),
    QUOTACTL_FD(443, 443),
    REBOOT(169, 142),
    REQUEST_KEY(249, 218),
    SCHED_SETATTR(314, 274),
    SETDOMAINNAME(171, 162),
    SETFSGID(123, 152),
    SETFSUID(122, 151),
    SETGID(106, 144),
    SETGROUPS(116, 159),
    SETHOSTNAME(170, 161),
    SETNS(308, 268),
    SETREGID(114, 143),
    SETRESGID(119, 149),
    SETRESUID(117, 147),
    SETREUID(113, 145),
    SETTIMEOFDAY(164, 170),
    SETUID(105, 146),
    SWAPOFF(168, 225),
    SWAPON(167, 224),
    SYSLOG(103, 116),
    UMOUNT2(166, 39),
    UNSHARE(272, 97),
    USELIB(134, -1),
    USERFAULTFD(323, 282),
    VFORK(58, -1),
    VHANGUP(153, 58);

    private final int x86;
    private final int aarch;

    Syscall(int x86, int aarch) {
        this.x86 = x86;
        this.aarch = aarch;
    }

    /** Whether this architecture has it. */
    public boolean exists() {
        return number(Architecture.HERE) >= 0;
    }

    /** As this architecture counts. */
    public int number() {
        return number(Architecture.HERE);
    }

    /** -1 where there is none. */
    int number(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> x86;
            case AARCH64 -> aarch;
            case OTHER -> -1;
        };
    }

    /** The name in C. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
