package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

/**
 * The libc calls we make, under their C names. Each returns what the kernel would: the result, or {@code -errno}. Nothing
 * here throws on failure, so EAGAIN costs nothing; what a packet's path calls allocates nothing.
 *
 * <p>One instance per thread: it owns the memory into which errno is captured. Pointers cross as numbers, checked against
 * the segment that they come from: a slice per call would be an object per packet. So the JVM does not see that a call
 * still uses a segment: its arena must not be closed before the thread that calls has ended. Blocking calls are never linked
 * {@code critical}: the thread would stall every safepoint.
 */
@SuppressWarnings("restricted") // downcalls are what this class is for
public final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    /** {@code int socket(int domain, int type, int protocol)}: socket(2). */
    private static final MethodHandle SOCKET =
            bind("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

    /** {@code int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}: bind(2). */
    private static final MethodHandle BIND =
            bind("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));

    /** {@code int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}: connect(2). */
    private static final MethodHandle CONNECT =
            bind("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));

    /** {@code int listen(int sockfd, int backlog)}: listen(2). */
    private static final MethodHandle LISTEN = bind("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    /** {@code int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen)}: setsockopt(2). */
    private static final MethodHandle SETSOCKOPT =
            bind("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT));

    /** {@code int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)}: getsockopt(2). */
    private static final MethodHandle GETSOCKOPT =
            bind("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** {@code int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen)}: getsockname(2). */
    private static final MethodHandle GETSOCKNAME =
            bind("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** {@code ssize_t recv(int sockfd, void *buf, size_t len, int flags)}: recv(2). */
    private static final MethodHandle RECV =
            bind("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    /** {@code ssize_t send(int sockfd, const void *buf, size_t len, int flags)}: send(2). */
    private static final MethodHandle SEND =
            bind("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    /** {@code ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags)}: recvmsg(2). */
    private static final MethodHandle RECVMSG =
            bind("recvmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

    /** {@code ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags)}: sendmsg(2). */
    private static final MethodHandle SENDMSG =
            bind("sendmsg", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));

    /** {@code int recvmmsg(int sockfd, struct mmsghdr *v, unsigned vlen, int flags, struct timespec *t)}: recvmmsg(2). */
    private static final MethodHandle RECVMMSG =
            bind("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));

    /** {@code int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned vlen, int flags)}: sendmmsg(2). */
    private static final MethodHandle SENDMMSG =
            bind("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT));

    /** {@code int poll(struct pollfd *fds, nfds_t nfds, int timeout)}: poll(2). */
    private static final MethodHandle POLL =
            bind("poll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    /** {@code int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *t, const sigset_t *mask)}: ppoll(2). */
    private static final MethodHandle PPOLL =
            bind("ppoll", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    /** {@code int eventfd(unsigned initval, int flags)}: eventfd(2). */
    private static final MethodHandle EVENTFD = bind("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    /** {@code ssize_t write(int fd, const void *buf, size_t count)}: write(2). */
    private static final MethodHandle WRITE =
            bind("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** {@code void *mmap(void *addr, size_t len, int prot, int flags, int fd, off_t offset)}: mmap(2). */
    private static final MethodHandle MMAP = bind(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));

    /** {@code int munmap(void *addr, size_t len)}: mmap(2). */
    private static final MethodHandle MUNMAP = bind("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));

    /** {@code long syscall(long number, ...)}: syscall(2). */
    private static final MethodHandle SYSCALL = bind(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    /** {@code int getpagesize(void)}: getpagesize(2). */
    private static final MethodHandle GETPAGESIZE = bind("getpagesize", FunctionDescriptor.of(JAVA_INT));

    /** {@code int ioctl(int fd, unsigned long request, ...)}: ioctl(2), here always with a pointer. */
    private static final MethodHandle IOCTL = bind(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(2));

    /** {@code int close(int fd)}: close(2). */
    private static final MethodHandle CLOSE = bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /** {@code uid_t geteuid(void)}: geteuid(2). */
    private static final MethodHandle GETEUID = bind("geteuid", FunctionDescriptor.of(JAVA_INT));

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    public int socket(int domain, int type, int protocol) {
        try {
            return result((int) SOCKET.invokeExact(state, domain, type, protocol));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int bind(int fd, MemorySegment addr) {
        try {
            return result((int) BIND.invokeExact(state, fd, addr.address(), (int) addr.byteSize()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int connect(int fd, MemorySegment addr) {
        try {
            return result((int) CONNECT.invokeExact(state, fd, addr.address(), (int) addr.byteSize()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int listen(int fd, int backlog) {
        try {
            return result((int) LISTEN.invokeExact(state, fd, backlog));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int setsockopt(int fd, int level, int optname, MemorySegment optval) {
        try {
            return result(
                    (int) SETSOCKOPT.invokeExact(state, fd, level, optname, optval.address(), (int) optval.byteSize()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** setsockopt(2) with an {@code int}. */
    public int setsockopt(int fd, int level, int optname, int value) {
        try (Arena arena = Arena.ofConfined()) {
            return setsockopt(fd, level, optname, arena.allocateFrom(JAVA_INT, value));
        }
    }

    public int getsockopt(int fd, int level, int optname, MemorySegment optval) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment optlen = arena.allocateFrom(JAVA_INT, (int) optval.byteSize());
            return result((int) GETSOCKOPT.invokeExact(state, fd, level, optname, optval.address(), optlen.address()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int getsockname(int fd, MemorySegment addr) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment addrlen = arena.allocateFrom(JAVA_INT, (int) addr.byteSize());
            return result((int) GETSOCKNAME.invokeExact(state, fd, addr.address(), addrlen.address()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** Receives at most {@code length} bytes into {@code p} from {@code at}. */
    public long recv(int fd, MemorySegment p, long at, long length, int flags) {
        try {
            return result((long) RECV.invokeExact(state, fd, address(p, at, length), length, flags));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** Sends {@code length} bytes of {@code p} from {@code at}. */
    public long send(int fd, MemorySegment p, long at, long length, int flags) {
        try {
            return result((long) SEND.invokeExact(state, fd, address(p, at, length), length, flags));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** @param msg a {@link Msghdr} at the segment's start */
    public long recvmsg(int fd, MemorySegment msg, int flags) {
        try {
            return result((long) RECVMSG.invokeExact(state, fd, msg.address(), flags));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** @param msg a {@link Msghdr} at the segment's start */
    public long sendmsg(int fd, MemorySegment msg, int flags) {
        try {
            return result((long) SENDMSG.invokeExact(state, fd, msg.address(), flags));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** @param msgvec {@code vlen} {@link Msghdr.Mmsg mmsghdr} structures */
    public int recvmmsg(int fd, MemorySegment msgvec, int vlen, int flags) {
        try {
            return result((int) RECVMMSG.invokeExact(
                    state, fd, address(msgvec, 0, (long) vlen * Msghdr.Mmsg.SIZE), vlen, flags, 0L));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** Sends {@code vlen} messages of {@code msgvec} from the {@code first}. */
    public int sendmmsg(int fd, MemorySegment msgvec, int first, int vlen, int flags) {
        try {
            long at = (long) first * Msghdr.Mmsg.SIZE;
            return result((int)
                    SENDMMSG.invokeExact(state, fd, address(msgvec, at, (long) vlen * Msghdr.Mmsg.SIZE), vlen, flags));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** @param fds {@link Pollfd} structures filling the segment */
    public int poll(MemorySegment fds, int timeoutMillis) {
        try {
            return result((int) POLL.invokeExact(state, fds.address(), fds.byteSize() / Pollfd.SIZE, timeoutMillis));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /**
     * @param fds {@link Pollfd} structures filling the segment
     * @param timeout a {@link Timespec}; the signal mask stays as it is
     */
    public int ppoll(MemorySegment fds, MemorySegment timeout) {
        try {
            return result(
                    (int) PPOLL.invokeExact(state, fds.address(), fds.byteSize() / Pollfd.SIZE, timeout.address(), 0L));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int eventfd(int initval, int flags) {
        try {
            return result((int) EVENTFD.invokeExact(state, initval, flags));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public long write(int fd, MemorySegment p) {
        try {
            return result((long) WRITE.invokeExact(state, fd, p.address(), p.byteSize()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** The address of a mapping of {@code fd} from {@code offset}, a multiple of the page size. */
    public long mmap(long length, int prot, int flags, int fd, long offset) {
        try {
            return result((long) MMAP.invokeExact(state, 0L, length, prot, flags, fd, offset));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int munmap(long address, long length) {
        try {
            return result((int) MUNMAP.invokeExact(state, address, length));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** A system call of three arguments that libc has no function for. */
    public long syscall(long number, long a, long b, long c) {
        try {
            return result((long) SYSCALL.invokeExact(state, number, a, b, c));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int getpagesize() {
        try {
            return (int) GETPAGESIZE.invokeExact(state);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int ioctl(int fd, long request, MemorySegment argument) {
        try {
            return result((int) IOCTL.invokeExact(state, fd, request, argument.address()));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int close(int fd) {
        try {
            return result((int) CLOSE.invokeExact(state, fd));
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    public int geteuid() {
        try {
            return (int) GETEUID.invokeExact(state);
        } catch (Throwable t) {
            throw unreachable(t);
        }
    }

    /** Turns a {@code -errno} into an exception, for the calls of set-up and tear-down. */
    public static int check(String call, int result) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, -result);
        }
        return result;
    }

    private int result(int n) {
        return n >= 0 ? n : -errno();
    }

    private long result(long n) {
        return n >= 0 ? n : -errno();
    }

    private int errno() {
        return state.get(JAVA_INT, ERRNO);
    }

    private static long address(MemorySegment p, long at, long length) {
        Objects.checkFromIndexSize(at, length, p.byteSize());
        return p.address() + at;
    }

    static MethodHandle bind(String name, FunctionDescriptor type, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = CAPTURE_ERRNO;
        System.arraycopy(more, 0, options, 1, more.length);
        MemorySegment symbol = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("libc has no " + name + "()"));
        return LINKER.downcallHandle(symbol, type, options);
    }

    /** What a downcall throws is a defect of the binding, or an Error that passes through. */
    static RuntimeException unreachable(Throwable t) {
        if (t instanceof Error e) {
            throw e;
        }
        if (t instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException(t);
    }
}
