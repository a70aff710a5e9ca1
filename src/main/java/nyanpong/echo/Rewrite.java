package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * Turns a request into its answer in the memory that it came in.
 *
 * <p>An error's headers are written before the quoted request, which stays where it is; so up to {@link #HEADROOM} bytes
 * before the packet are used.
 */
public final class Rewrite {
    /** Bytes that an engine leaves before each packet: an IPv6 and an ICMPv6 header and a VLAN tag, rounded up to 64. */
    public static final int HEADROOM = 64;

    /** RFC 1122 section 3.2.1.7: our own default, whatever the request's was. */
    private static final int TTL = 64;

    /** RFC 1812 section 4.3.2.3; RFC 4443 section 2.4(c). */
    private static final int LONGEST_ERROR = 576;

    private static final int LONGEST_ERROR6 = 1280;

    private static final int ERROR_HEADERS = Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int ERROR_HEADERS6 = Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;

    private final Identification identification;
    private final FlowLabel flowLabel;

    /** @param seed unpredictable to a peer */
    Rewrite(long seed) {
        identification = new Identification(seed);
        flowLabel = new FlowLabel(seed);
    }

    /** Of answers to the request; for IPv6. */
    int flowLabel(Request r) {
        return flowLabel.of(r);
    }

    /** True where an error that quotes its IP header and eight octets would be longer than the request. */
    static boolean wouldAmplify(Request r) {
        // The quoted part must hold an IP header and eight octets: RFC 792, RFC 4443 section 2.4(c).
        return r.six
                ? Ipv6.HEADER_LENGTH + r.icmpLength < ERROR_HEADERS6 + Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH
                : Ipv4.HEADER_LENGTH + r.icmpLength < ERROR_HEADERS + Ipv4.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    }

    /**
     * The echo reply: RFC 792, RFC 4443 section 4.2.
     *
     * @param ttl 0 for our default
     */
    long reply(MemorySegment p, Request r, int ttl) {
        int hops = ttl == 0 ? TTL : ttl;
        if (r.six) {
            int trafficClass = Ipv6.trafficClass(p, r.network);
            Ipv6.write(p, r.network, trafficClass, flowLabel.of(r), r.icmpLength, Ipv6.ICMPV6, hops);
            addressIpv6(p, r.network, r, r.destinationHigh, r.destinationLow);
            int seed = Ipv6.pseudoHeaderSum(p, r.network, r.icmpLength, Ipv6.ICMPV6);
            Icmp.retype(p, r.icmp, Icmp.V6_ECHO_REPLY, r.icmpLength, seed);
            return link(p, r, r.network, Ipv6.HEADER_LENGTH + r.icmpLength);
        }
        int total = Ipv4.HEADER_LENGTH + r.icmpLength;
        writeIpv4(p, r.network, Ipv4.tos(p, r.network), total, hops, r, r.destinationLow);
        Icmp.retype(p, r.icmp, Icmp.ECHO_REPLY, r.icmpLength, 0);
        return link(p, r, r.network, total);
    }

    /**
     * An ICMP error as long as the request at most: RFC 792, RFC 4443 section 3.
     *
     * @param hops whom an answer that is from a hop speaks for; else may be null
     */
    long error(MemorySegment p, Request r, long answer, Hops hops) {
        int hop = Answer.hop(answer);
        long high = hop == 0 ? r.destinationHigh : hops.high(r.six, hop);
        long low = hop == 0 ? r.destinationLow : hops.low(r.six, hop);
        // The link header comes first: the others are written over the request's, which it is taken from.
        if (r.six) {
            int total = Math.min(Ipv6.HEADER_LENGTH + r.icmpLength, LONGEST_ERROR6);
            int ip = r.network - ERROR_HEADERS6;
            int icmp = ip + Ipv6.HEADER_LENGTH;
            int icmpLength = total - Ipv6.HEADER_LENGTH;
            long departure = link(p, r, ip, total);
            Ipv6.write(p, ip, 0, flowLabel.of(r), icmpLength, Ipv6.ICMPV6, TTL);
            addressIpv6(p, ip, r, high, low);
            int seed = Ipv6.pseudoHeaderSum(p, ip, icmpLength, Ipv6.ICMPV6);
            Icmp.writeError(p, icmp, Answer.type6(answer), Answer.code6(answer), icmpLength, seed);
            return departure;
        }
        int total = Math.min(Ipv4.HEADER_LENGTH + r.icmpLength, LONGEST_ERROR);
        int ip = r.network - ERROR_HEADERS;
        int icmp = ip + Ipv4.HEADER_LENGTH;
        long departure = link(p, r, ip, total);
        // RFC 1812 section 4.3.2.5: precedence internetwork control, the rest as in the request.
        int tos = (Ipv4.tos(p, r.network) & 0x1e) | 0xc0;
        writeIpv4(p, ip, tos, total, TTL, r, low);
        Icmp.writeError(p, icmp, Answer.type(answer), Answer.code(answer), total - Ipv4.HEADER_LENGTH, 0);
        return departure;
    }

    private void writeIpv4(MemorySegment p, int ip, int tos, int total, int ttl, Request r, long from) {
        Ipv4.write(p, ip, tos, total, identification.next(), ttl, Ipv4.ICMP, (int) from, (int) r.sourceLow);
    }

    private static void addressIpv6(MemorySegment p, int ip, Request r, long high, long low) {
        Ipv6.source(p, ip, high, low);
        Ipv6.destination(p, ip, r.sourceHigh, r.sourceLow);
    }

    /** Writes the link header that ends at {@code ip}: back to the sender, in the VLAN that the request came in. */
    private static long link(MemorySegment p, Request r, int ip, int ipLength) {
        long was = (long) r.network - Ethernet.HEADER_LENGTH;
        long host = Ethernet.destination(p, was);
        long peer = Ethernet.source(p, was);
        int type = r.six ? Ethernet.IPV6 : Ethernet.IPV4;
        // A priority tag (VLAN 0) is answered untagged, as the kernel does.
        boolean tagged = Arrival.vlan(r.arrival) != 0;
        int header = Ethernet.HEADER_LENGTH + (tagged ? Ethernet.TAG_LENGTH : 0);
        long at = (long) ip - header;
        Ethernet.addresses(p, at, peer, host);
        if (tagged) {
            Ethernet.tag(p, at, Arrival.tci(r.arrival));
        }
        Ethernet.type(p, at + header - Ethernet.HEADER_LENGTH, type);
        return Departure.of(at, header + ipLength);
    }
}
