package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.In;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Cmsg;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.SockFilter;
import nyanpong.sys.Socket;

/** A raw ICMP or ICMPv6 socket, raw(7), that receives echo requests with everything the kernel knows of them. */
final class PlainSocket implements AutoCloseable {
    static final int LONGEST = 65_536;

    private static final int CONTROL = 1024;
    private static final int SOCKET_BUFFER = 4 << 20;

    final boolean six;
    final int fd;
    final MemorySegment packet;
    final MemorySegment name;
    final MemorySegment control;
    final MemorySegment message;

    private final Arena arena = Arena.ofShared();
    private final Libc libc = new Libc();
    private final MemorySegment vector = arena.allocate(Iovec.SIZE, 8);

    PlainSocket(boolean six) throws ErrnoException {
        this.six = six;
        packet = Mman.untouched(arena, LONGEST);
        name = arena.allocate(In.SIZE_IN6, 8);
        control = arena.allocate(CONTROL, 8);
        message = arena.allocate(Msghdr.SIZE, 8);
        fd = Libc.check(
                six ? "socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6)" : "socket(AF_INET, SOCK_RAW, IPPROTO_ICMP)",
                libc.socket(
                        six ? Socket.AF_INET6 : Socket.AF_INET,
                        Socket.SOCK_RAW | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK,
                        six ? In.IPPROTO_ICMPV6 : In.IPPROTO_ICMP));
        attach(PlainFilter.nothing());
        wantEchoRequestsOnly();
        int[] options = six
                ? new int[] {
                    In.IPV6_RECVPKTINFO,
                    In.IPV6_RECVTCLASS,
                    In.IPV6_RECVFRAGSIZE,
                    In.IPV6_RECVHOPOPTS,
                    In.IPV6_RECVDSTOPTS,
                    In.IPV6_RECVRTHDR
                }
                : new int[] {In.IP_PKTINFO, In.IP_RECVFRAGSIZE, In.IP_RETOPTS};
        for (int option : options) {
            Libc.check(
                    "setsockopt(raw, " + option + ")",
                    libc.setsockopt(fd, six ? In.IPPROTO_IPV6 : In.IPPROTO_IP, option, 1));
        }
        if (!six) {
            // DF clear, as in the kernel's own replies (icmp_init()): what does not fit somewhere is fragmented there.
            Libc.check(
                    "setsockopt(IP_MTU_DISCOVER)",
                    libc.setsockopt(fd, In.IPPROTO_IP, In.IP_MTU_DISCOVER, In.IP_PMTUDISC_DONT));
        }
        libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, SOCKET_BUFFER);
        libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, SOCKET_BUFFER);
        forgetWhatCameBeforeTheFilter();
    }

    /** Receives one request; returns its length, or {@code -errno}. */
    long receive() {
        Iovec.set(vector, 0, packet, 0, LONGEST);
        Msghdr.name(message, 0, name);
        Msghdr.iov(message, 0, vector, 0);
        Msghdr.control(message, 0, control, 0, CONTROL);
        return libc.recvmsg(fd, message, 0);
    }

    /** The data of a control message that came with the request, or -1. */
    long control(int type) {
        return Cmsg.find(control, 0, Msghdr.controllen(message, 0), six ? In.IPPROTO_IPV6 : In.IPPROTO_IP, type);
    }

    /** Sends {@code length} bytes from {@code at} to where the request came from, with the given control messages. */
    long send(long at, long length, MemorySegment with, long withLength) {
        Iovec.set(vector, 0, packet, at, length);
        Msghdr.control(message, 0, with, 0, withLength);
        return libc.sendmsg(fd, message, Socket.MSG_DONTWAIT);
    }

    void attach(SockFilter filter) throws ErrnoException {
        filter.attach(new Libc(), fd);
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }

    /** A raw socket receives from socket(2) on; the kernel's own echo has answered those. */
    private void forgetWhatCameBeforeTheFilter() {
        long n;
        do {
            n = receive();
        } while (n >= 0 || n == -Errno.EINTR);
    }

    private void wantEchoRequestsOnly() throws ErrnoException {
        int type = six ? 128 : 8;
        MemorySegment unwanted = arena.allocate(six ? 32 : 4, 4).fill((byte) 0xff);
        int word = type / 32 * 4;
        unwanted.set(JAVA_INT_UNALIGNED, word, ~(1 << type % 32));
        Libc.check(
                "setsockopt(ICMP_FILTER)",
                libc.setsockopt(
                        fd, six ? In.IPPROTO_ICMPV6 : In.SOL_RAW, six ? In.ICMP6_FILTER : In.ICMP_FILTER, unwanted));
    }
}
