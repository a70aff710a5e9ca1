package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * The libc calls we make, under their C names. Each returns what the kernel would: the result, or {@code -errno}. Nothing
 * here throws on failure, so EAGAIN costs nothing; what a packet's path calls allocates nothing.
 *
 * <p>One instance per thread: it owns the memory into which errno is captured. Pointers cross as numbers, checked against
 * the segment that they come from: a slice per call would be an object per packet. So the JVM does not see that a call
 * still uses a segment: its arena must not be closed before the thread that calls has ended.
 */
public final class Libc {
    /** {@code int socket(int domain, int type, int protocol)}: socket(2). */
    private static final MemorySegment SOCKET = Downcall.function("socket");

    /** {@code int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}: bind(2). */
    private static final MemorySegment BIND = Downcall.function("bind");

    /** {@code int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}: connect(2). */
    private static final MemorySegment CONNECT = Downcall.function("connect");

    /** {@code int listen(int sockfd, int backlog)}: listen(2). */
    private static final MemorySegment LISTEN = Downcall.function("listen");

    /** {@code int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen)}: setsockopt(2). */
    private static final MemorySegment SETSOCKOPT = Downcall.function("setsockopt");

    /** {@code int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)}: getsockopt(2). */
    private static final MemorySegment GETSOCKOPT = Downcall.function("getsockopt");

    /** {@code int getsockname(int sockfd, struct sockaddr *addr, socklen_t *addrlen)}: getsockname(2). */
    private static final MemorySegment GETSOCKNAME = Downcall.function("getsockname");

    /** {@code ssize_t recv(int sockfd, void *buf, size_t len, int flags)}: recv(2). */
    private static final MemorySegment RECV = Downcall.function("recv");

    /** {@code ssize_t send(int sockfd, const void *buf, size_t len, int flags)}: send(2). */
    private static final MemorySegment SEND = Downcall.function("send");

    /** {@code ssize_t recvmsg(int sockfd, struct msghdr *msg, int flags)}: recvmsg(2). */
    private static final MemorySegment RECVMSG = Downcall.function("recvmsg");

    /** {@code ssize_t sendmsg(int sockfd, const struct msghdr *msg, int flags)}: sendmsg(2). */
    private static final MemorySegment SENDMSG = Downcall.function("sendmsg");

    /** {@code int recvmmsg(int sockfd, struct mmsghdr *v, unsigned vlen, int flags, struct timespec *t)}: recvmmsg(2). */
    private static final MemorySegment RECVMMSG = Downcall.function("recvmmsg");

    /** {@code int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned vlen, int flags)}: sendmmsg(2). */
    private static final MemorySegment SENDMMSG = Downcall.function("sendmmsg");

    /** {@code int poll(struct pollfd *fds, nfds_t nfds, int timeout)}: poll(2). */
    private static final MemorySegment POLL = Downcall.function("poll");

    /** {@code int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *t, const sigset_t *mask)}: ppoll(2). */
    private static final MemorySegment PPOLL = Downcall.function("ppoll");

    /** {@code int eventfd(unsigned initval, int flags)}: eventfd(2). */
    private static final MemorySegment EVENTFD = Downcall.function("eventfd");

    /** {@code ssize_t write(int fd, const void *buf, size_t count)}: write(2). */
    private static final MemorySegment WRITE = Downcall.function("write");

    /** {@code void *mmap(void *addr, size_t len, int prot, int flags, int fd, off_t offset)}: mmap(2). */
    private static final MemorySegment MMAP = Downcall.function("mmap");

    /** {@code int munmap(void *addr, size_t len)}: mmap(2). */
    private static final MemorySegment MUNMAP = Downcall.function("munmap");

    /** {@code long syscall(long number, ...)}: syscall(2). */
    private static final MemorySegment SYSCALL = Downcall.function("syscall");

    /** {@code int getpagesize(void)}: getpagesize(2). */
    private static final MemorySegment GETPAGESIZE = Downcall.function("getpagesize");

    /** {@code int ioctl(int fd, unsigned long request, ...)}: ioctl(2), here always with a pointer. */
    private static final MemorySegment IOCTL = Downcall.function("ioctl");

    /** {@code int close(int fd)}: close(2). */
    private static final MemorySegment CLOSE = Downcall.function("close");

    /** {@code uid_t geteuid(void)}: geteuid(2). */
    private static final MemorySegment GETEUID = Downcall.function("geteuid");

    private final Downcall downcall = new Downcall();

    public int socket(int domain, int type, int protocol) {
        return downcall.ofInt(SOCKET, domain, type, protocol);
    }

    public int bind(int fd, MemorySegment addr) {
        return downcall.ofInt(BIND, fd, addr.address(), addr.byteSize());
    }

    public int connect(int fd, MemorySegment addr) {
        return downcall.ofInt(CONNECT, fd, addr.address(), addr.byteSize());
    }

    public int listen(int fd, int backlog) {
        return downcall.ofInt(LISTEN, fd, backlog, 0);
    }

    public int setsockopt(int fd, int level, int optname, MemorySegment optval) {
        return downcall.ofInt(SETSOCKOPT, fd, level, optname, optval.address(), optval.byteSize());
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
            return downcall.ofInt(GETSOCKOPT, fd, level, optname, optval.address(), optlen.address());
        }
    }

    public int getsockname(int fd, MemorySegment addr) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment addrlen = arena.allocateFrom(JAVA_INT, (int) addr.byteSize());
            return downcall.ofInt(GETSOCKNAME, fd, addr.address(), addrlen.address());
        }
    }

    /** Receives at most {@code length} bytes into {@code p} from {@code at}. */
    public long recv(int fd, MemorySegment p, long at, long length, int flags) {
        return downcall.ofLong(RECV, fd, address(p, at, length), length, flags);
    }

    /** Sends {@code length} bytes of {@code p} from {@code at}. */
    public long send(int fd, MemorySegment p, long at, long length, int flags) {
        return downcall.ofLong(SEND, fd, address(p, at, length), length, flags);
    }

    /** @param msg a {@link Msghdr} at the segment's start */
    public long recvmsg(int fd, MemorySegment msg, int flags) {
        return downcall.ofLong(RECVMSG, fd, msg.address(), flags, 0);
    }

    /** @param msg a {@link Msghdr} at the segment's start */
    public long sendmsg(int fd, MemorySegment msg, int flags) {
        return downcall.ofLong(SENDMSG, fd, msg.address(), flags, 0);
    }

    /** @param msgvec {@code vlen} {@link Msghdr.Mmsg mmsghdr} structures */
    public int recvmmsg(int fd, MemorySegment msgvec, int vlen, int flags) {
        return downcall.ofInt(RECVMMSG, fd, address(msgvec, 0, (long) vlen * Msghdr.Mmsg.SIZE), vlen, flags, 0);
    }

    /** Sends {@code vlen} messages of {@code msgvec} from the {@code first}. */
    public int sendmmsg(int fd, MemorySegment msgvec, int first, int vlen, int flags) {
        long at = (long) first * Msghdr.Mmsg.SIZE;
        return downcall.ofInt(SENDMMSG, fd, address(msgvec, at, (long) vlen * Msghdr.Mmsg.SIZE), vlen, flags, 0);
    }

    /** @param fds {@link Pollfd} structures filling the segment */
    public int poll(MemorySegment fds, int timeoutMillis) {
        return downcall.ofInt(POLL, fds.address(), fds.byteSize() / Pollfd.SIZE, timeoutMillis);
    }

    /**
     * @param fds {@link Pollfd} structures filling the segment
     * @param timeout a {@link Timespec}; the signal mask stays as it is
     */
    public int ppoll(MemorySegment fds, MemorySegment timeout) {
        return downcall.ofInt(PPOLL, fds.address(), fds.byteSize() / Pollfd.SIZE, timeout.address(), 0, 0);
    }

    public int eventfd(int initval, int flags) {
        return downcall.ofInt(EVENTFD, initval, flags, 0);
    }

    public long write(int fd, MemorySegment p) {
        return downcall.ofLong(WRITE, fd, p.address(), p.byteSize(), 0);
    }

    /** The address of a mapping of {@code fd} from {@code offset}, a multiple of the page size. */
    public long mmap(long length, int prot, int flags, int fd, long offset) {
        return downcall.ofLong(MMAP, 0, length, prot, flags, fd, offset);
    }

    public int munmap(long address, long length) {
        return downcall.ofInt(MUNMAP, address, length, 0);
    }

    /** A system call of three arguments that libc has no function for. */
    public long syscall(long number, long a, long b, long c) {
        return downcall.ofLong(SYSCALL, number, a, b, c);
    }

    public int getpagesize() {
        return downcall.ofInt(GETPAGESIZE);
    }

    public int ioctl(int fd, long request, MemorySegment argument) {
        return downcall.ofInt(IOCTL, fd, request, argument.address());
    }

    public int close(int fd) {
        return downcall.ofInt(CLOSE, fd, 0, 0);
    }

    public int geteuid() {
        return downcall.ofInt(GETEUID);
    }

    /** Turns a {@code -errno} into an exception, for the calls of set-up and tear-down. */
    public static int check(String call, int result) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, -result);
        }
        return result;
    }

    private static long address(MemorySegment p, long at, long length) {
        Objects.checkFromIndexSize(at, length, p.byteSize());
        return p.address() + at;
    }
}
