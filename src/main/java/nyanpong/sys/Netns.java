package nyanpong.sys;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Network namespaces as files: network_namespaces(7), setns(2). */
public final class Netns {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int AT_FDCWD = -100;
    private static final int O_RDONLY_CLOEXEC = 0x80000;

    /** Of openat(2), as {@link Syscall} has others; {@code asm-generic/unistd.h} but for x86-64. */
    private static final int OPENAT = Architecture.HERE == Architecture.X86_64 ? 257 : 56;

    private Netns() {}

    /**
     * Has this thread alone live in a namespace from now on: sockets that it opens are there.
     *
     * @param file such as /run/netns/NAME
     * @throws ErrnoException EPERM without CAP_SYS_ADMIN, EINVAL where the file is no network namespace
     */
    public static void enter(Path file) throws ErrnoException {
        Libc libc = new Libc();
        int fd;
        try (Arena arena = Arena.ofConfined()) {
            long path = arena.allocateFrom(file.toString()).address();
            fd = Libc.check("open(" + file + ")", (int) libc.syscall(OPENAT, AT_FDCWD, path, O_RDONLY_CLOEXEC));
        }
        try {
            Libc.check("setns(" + file + ")", (int) libc.syscall(Syscall.SETNS.number(), fd, CLONE_NEWNET, 0));
        } finally {
            libc.close(fd);
        }
    }
}
