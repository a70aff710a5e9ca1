package nyanpong.ping;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.In;
import nyanpong.sys.Libc;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.Socket;

/** What both kinds of socket share: the descriptor, the request and whom it is for, memory for what is received. */
final class Endpoint implements AutoCloseable {
    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofConfined();
    private final Options options;
    private final int fd;
    private final Datagram datagram;
    private final MemorySegment outgoing = arena.allocate(Msghdr.SIZE, 8);
    private EchoMessage request;

    /** @param type {@code SOCK_DGRAM} or {@code SOCK_RAW} */
    Endpoint(Options options, int type) throws ErrnoException {
        this.options = options;
        boolean six = options.isIpv6();
        int domain = six ? Socket.AF_INET6 : Socket.AF_INET;
        int protocol = six ? In.IPPROTO_ICMPV6 : In.IPPROTO_ICMP;
        fd = Libc.check(
                "socket(" + (six ? "AF_INET6" : "AF_INET") + ", "
                        + (type == Socket.SOCK_RAW ? "SOCK_RAW" : "SOCK_DGRAM") + ", "
                        + (six ? "IPPROTO_ICMPV6" : "IPPROTO_ICMP") + ")",
                libc.socket(domain, type | Socket.SOCK_CLOEXEC | Socket.SOCK_NONBLOCK, protocol));
        datagram = new Datagram(arena, libc, fd, six);
    }

    int fd() {
        return fd;
    }

    Datagram datagram() {
        return datagram;
    }

    /** Binds to an identifier, as a ping socket calls its port, on any address; 0 or {@code -errno}. */
    int bind(int id) {
        MemorySegment any = arena.allocate(options.isIpv6() ? In.SIZE_IN6 : In.SIZE_IN, 8);
        MemorySegment family = In.sockaddr(arena, options.address(), id);
        MemorySegment.copy(family, 0, any, 0, 4); // family and port; the address stays the wildcard
        return libc.bind(fd, any);
    }

    void option(String name, int level, int number, int value) throws ErrnoException {
        Libc.check("setsockopt(" + name + ")", libc.setsockopt(fd, level, number, value));
    }

    /** @param value the bytes of the option's structure */
    void option(String name, int level, int number, byte[] value) throws ErrnoException {
        MemorySegment structure = arena.allocate(value.length, 8).copyFrom(MemorySegment.ofArray(value));
        Libc.check("setsockopt(" + name + ")", libc.setsockopt(fd, level, number, structure));
    }

    /** Builds the request; from here on {@link #send} works. */
    void identify(int id) throws ErrnoException {
        if (!options.isIpv6()) {
            // IOS leaves DF clear. OMIT rather than DONT: the error queue then tells of "fragmentation needed" all the
            // same.
            option("IP_MTU_DISCOVER", In.IPPROTO_IP, In.IP_MTU_DISCOVER, In.IP_PMTUDISC_OMIT);
        }
        request = new EchoMessage(arena, options.isIpv6(), id, options.messageLength());
        MemorySegment vector = arena.allocate(Iovec.SIZE, 8);
        Iovec.set(vector, 0, request.segment(), 0, request.segment().byteSize());
        // The port must be 0: for a raw IPv6 socket it would be a protocol, raw(7).
        Msghdr.name(outgoing, 0, In.sockaddr(arena, options.address(), 0));
        Msghdr.iov(outgoing, 0, vector, 0);
    }

    int send(int sequence) {
        request.sequence(sequence);
        int n = (int) libc.sendmsg(fd, outgoing, 0);
        // An error that an earlier request met may be reported here, once, and then nothing was sent: ip(7),
        // IP_RECVERR.
        return n < 0 ? (int) libc.sendmsg(fd, outgoing, 0) : n;
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }
}
