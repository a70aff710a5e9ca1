package nyanpong.ping;

import java.util.concurrent.ThreadLocalRandom;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.In;
import nyanpong.sys.Socket;
import nyanpong.wire.Icmp;

/**
 * A raw socket, raw(7): needs CAP_NET_RAW. It sees every ICMP message that this host gets, for IPv4 with its IP header and
 * unverified, so {@link Match} checks all of it; the kernel verifies ICMPv6, RFC 3542 section 3.1.
 */
final class RawSocket implements EchoSocket {
    private final Endpoint endpoint;
    private final Datagram datagram;
    private final Match match;
    private final boolean six;

    private RawSocket(Endpoint endpoint, Options options) throws ErrnoException {
        this.endpoint = endpoint;
        this.datagram = endpoint.datagram();
        this.six = options.isIpv6();
        if (six) {
            endpoint.option("ICMP6_FILTER", In.IPPROTO_ICMPV6, In.ICMP6_FILTER, repliesAndErrorsV6());
        } else {
            endpoint.option("ICMP_FILTER", In.SOL_RAW, In.ICMP_FILTER, ~repliesAndErrors());
        }
        int id = ThreadLocalRandom.current().nextInt(1, 1 << 16);
        endpoint.identify(id);
        match = new Match(options.address(), id);
    }

    static RawSocket open(Options options) throws ErrnoException {
        Endpoint endpoint = new Endpoint(options, Socket.SOCK_RAW);
        try {
            return new RawSocket(endpoint, options);
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
        for (int n; glyph == null && (n = datagram.receive(0)) >= 0; ) {
            glyph = six
                    ? match.message(datagram.data(), 0, n, datagram.name(), datagram.nameAt(), sequence)
                    : match.ipv4(datagram.data(), n, sequence);
        }
        return glyph;
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private static int repliesAndErrors() {
        return 1 << Icmp.ECHO_REPLY
                | 1 << Icmp.DESTINATION_UNREACHABLE
                | 1 << Icmp.SOURCE_QUENCH
                | 1 << Icmp.TIME_EXCEEDED
                | 1 << Icmp.PARAMETER_PROBLEM;
    }

    /** {@code struct icmp6_filter}: a set bit blocks its type; 32-bit words in host order, here little-endian. */
    private static byte[] repliesAndErrorsV6() {
        byte[] filter = new byte[32];
        for (int type = Icmp.V6_INFORMATIONAL; type < 256; type++) {
            if (type != Icmp.V6_ECHO_REPLY) {
                filter[type / 8] |= (byte) (1 << type % 8);
            }
        }
        return filter;
    }
}
