package nyanpong.ping;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ThreadLocalRandom;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.In;
import nyanpong.sys.Libc;
import nyanpong.sys.Pktinfo;
import nyanpong.sys.SockExtendedErr;
import nyanpong.sys.Socket;

/**
 * A ping socket, icmp(7): needs no privilege, only a group within {@code net.ipv4.ping_group_range}, for IPv6 too. Its port
 * is the identifier. Replies come as datagrams, errors in the error queue with the ICMP header of the request that they
 * quote. Time exceeded in reassembly (type 11, code 1) the kernel keeps to itself: a timeout here, {@code &} by a raw socket.
 */
final class PingSocket implements EchoSocket {
    private static final int ATTEMPTS = 64;

    private final Endpoint endpoint;
    private final Datagram datagram;
    private final Match match;
    private final boolean six;

    private PingSocket(Endpoint endpoint, Options options) throws ErrnoException {
        this.endpoint = endpoint;
        this.datagram = endpoint.datagram();
        this.six = options.isIpv6();
        if (six) {
            endpoint.option("IPV6_RECVERR", In.IPPROTO_IPV6, In.IPV6_RECVERR, 1);
            endpoint.option("IPV6_RECVPKTINFO", In.IPPROTO_IPV6, In.IPV6_RECVPKTINFO, 1);
        } else {
            endpoint.option("IP_RECVERR", In.IPPROTO_IP, In.IP_RECVERR, 1);
            endpoint.option("IP_PKTINFO", In.IPPROTO_IP, In.IP_PKTINFO, 1);
        }
        int id = bind();
        endpoint.identify(id);
        match = new Match(options.address(), id);
    }

    static PingSocket open(Options options) throws ErrnoException {
        Endpoint endpoint = new Endpoint(options, Socket.SOCK_DGRAM);
        try {
            return new PingSocket(endpoint, options);
        } catch (ErrnoException e) {
            endpoint.close();
            throw e;
        }
    }

    @Override
    public int fd() {
        return endpoint.fd();
    }

    @Override
    public int send(int sequence) {
        return endpoint.send(sequence);
    }

    @Override
    public Glyph receive(int sequence) {
        Glyph glyph = null;
        for (int n; glyph == null && (n = datagram.receive(Socket.MSG_ERRQUEUE)) >= 0; ) {
            glyph = error(n, sequence);
        }
        for (int n; glyph == null && (n = datagram.receive(0)) >= 0; ) {
            glyph = match.message(datagram.data(), 0, n, datagram.name(), datagram.nameAt(), sequence);
        }
        return glyph;
    }

    @Override
    public void close() {
        endpoint.close();
    }

    /** A random identifier that no other ping socket has; those that the kernel gives out follow one another. */
    private int bind() throws ErrnoException {
        int result = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            int id = ThreadLocalRandom.current().nextInt(1, 1 << 16);
            result = endpoint.bind(id);
            if (result != -Errno.EADDRINUSE) {
                Libc.check("bind(id=" + id + ")", result);
                return id;
            }
        }
        throw new ErrnoException("bind(a random id)", -result);
    }

    /** What the error queue holds: {@code length} bytes of the quoted request, its destination, and who says what of it. */
    private Glyph error(int length, int sequence) {
        MemorySegment control = datagram.control();
        long error = six
                ? datagram.find(In.IPPROTO_IPV6, In.IPV6_RECVERR, SockExtendedErr.SIZE + In.SIZE_IN6)
                : datagram.find(In.IPPROTO_IP, In.IP_RECVERR, SockExtendedErr.SIZE + In.SIZE_IN);
        int origin = six ? SockExtendedErr.SO_EE_ORIGIN_ICMP6 : SockExtendedErr.SO_EE_ORIGIN_ICMP;
        if (error < 0
                || SockExtendedErr.origin(control, error) != origin
                || !match.isTarget(datagram.name(), datagram.nameAt())
                || !match.isRequest(datagram.data(), 0, length, sequence)) {
            return null;
        }
        long info = six
                ? datagram.find(In.IPPROTO_IPV6, In.IPV6_PKTINFO, Pktinfo.SIZE_IN6)
                : datagram.find(In.IPPROTO_IP, In.IP_PKTINFO, Pktinfo.SIZE_IN);
        long offender = SockExtendedErr.offender(error) + In.addressAt(six);
        if (info >= 0 && match.isOwn(control, offender, control, info + Pktinfo.addressAt(six))) {
            return null;
        }
        return match.error(SockExtendedErr.type(control, error), SockExtendedErr.code(control, error));
    }
}
