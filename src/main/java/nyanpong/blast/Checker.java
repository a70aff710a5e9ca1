package nyanpong.blast;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.wire.AddressText;
import nyanpong.wire.Checksum;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Octets;

/**
 * Judges what answers our requests, octet by octet: a reply is the request with its addresses turned round, another type and
 * right checksums; an error quotes the request from its IP header on. Free are the time to live, an IPv4 identification, an IPv6
 * flow label, and who an error is from. Allocates nothing once constructed.
 */
final class Checker {
    /** What is wrong with an answer. */
    enum Fault {
        NONE,
        /** About somebody else's packets. */
        OTHERS,
        LENGTH,
        LINK,
        ADDRESS,
        IP,
        TYPE,
        CHECKSUM,
        DATA,
        /** There was no such request. */
        UNASKED
    }

    private static final int LONGEST_ERROR = 576; // RFC 1812 section 4.3.2.3
    private static final int LONGEST_ERROR_V6 = 1280; // RFC 4443 section 2.4(c)

    private final Requests requests;
    private final boolean six;
    private final int ipHeader;
    private final int greeting;
    private final MemorySegment expected;
    private long number;
    private int target;
    private boolean error;

    /** @param greeting the identifier of requests that only ask whether anybody is there */
    Checker(Arena arena, Requests requests, int greeting) {
        this.requests = requests;
        this.six = requests.isIpv6();
        this.ipHeader = requests.icmp() - Ethernet.HEADER_LENGTH;
        this.greeting = greeting;
        this.expected = arena.allocate(requests.length(), 8);
    }

    /** The request that the packet last judged answers; -1 is a greeting. Only where nothing or its content is wrong with it. */
    long number() {
        return number;
    }

    int target() {
        return target;
    }

    /** Whether it was an ICMP error. */
    boolean isError() {
        return error;
    }

    /** @param sent how many requests there were */
    Fault judge(MemorySegment p, long at, int length, long sent) {
        long ip = at + Ethernet.HEADER_LENGTH;
        long icmp = at + requests.icmp();
        if (length < requests.icmp() + Icmp.HEADER_LENGTH
                || Ethernet.type(p, at) != (six ? Ethernet.IPV6 : Ethernet.IPV4)
                || (six ? Ipv6.nextHeader(p, ip) : Ipv4.protocol(p, ip)) != (six ? Ipv6.ICMPV6 : Ipv4.ICMP)) {
            return Fault.OTHERS;
        }
        int type = Icmp.type(p, icmp);
        error = type != (six ? Icmp.V6_ECHO_REPLY : Icmp.ECHO_REPLY);
        long quoted = icmp + Icmp.HEADER_LENGTH;
        long echo = error ? quoted + ipHeader : icmp;
        if (error && (!isErrorType(type) || echo + Icmp.HEADER_LENGTH > at + length || !isRequest(p, quoted, echo))) {
            return Fault.OTHERS;
        }
        target = error ? destination(p, quoted) : source(p, ip);
        int identifier = Icmp.identifier(p, echo);
        int sequence = Icmp.sequence(p, echo);
        if (target < 0) {
            return Fault.OTHERS;
        }
        if (identifier == greeting) {
            number = -1;
            return Fault.NONE;
        }
        number = requests.number(target, identifier, sequence);
        if (number >= sent) {
            // Another program's identifier is far from ours, and its answers are its own business.
            return number - sent >= 1L << 16 ? Fault.OTHERS : Fault.UNASKED;
        }
        requests.write(expected, 0, number);
        return error ? error(p, at, length) : reply(p, at, length);
    }

    private Fault reply(MemorySegment p, long at, int length) {
        long ip = at + Ethernet.HEADER_LENGTH;
        long icmp = at + requests.icmp();
        int message = requests.length() - requests.icmp();
        if (length != requests.length()) {
            return Fault.LENGTH;
        }
        if (Ethernet.destination(p, at) != Ethernet.source(expected, 0)
                || Ethernet.source(p, at) != Ethernet.destination(expected, 0)) {
            return Fault.LINK;
        }
        if (!isToUs(p, ip) || source(p, ip) != target) {
            return Fault.ADDRESS;
        }
        if (!isHeader(p, ip, message)) {
            return Fault.IP;
        }
        if (Icmp.code(p, icmp) != 0) {
            return Fault.TYPE;
        }
        if (!Checksum.holds(p, icmp, message, seed(p, ip, message))) {
            return Fault.CHECKSUM;
        }
        return isSame(p, icmp + 4, requests.icmp() + 4, message - 4) ? Fault.NONE : Fault.DATA;
    }

    private Fault error(MemorySegment p, long at, int length) {
        long ip = at + Ethernet.HEADER_LENGTH;
        long icmp = at + requests.icmp();
        int message = length - requests.icmp();
        int quote = message - Icmp.HEADER_LENGTH;
        // As much as is asked for, or more than the least that RFC 792 wants; never more than was asked.
        if (quote < ipHeader + Icmp.HEADER_LENGTH
                || quote > requests.length() - Ethernet.HEADER_LENGTH
                || ipHeader + message > (six ? LONGEST_ERROR_V6 : LONGEST_ERROR)) {
            return Fault.LENGTH;
        }
        if (Ethernet.destination(p, at) != Ethernet.source(expected, 0)) {
            return Fault.LINK;
        }
        if (!isToUs(p, ip)) {
            return Fault.ADDRESS;
        }
        if (!isHeader(p, ip, message)) {
            return Fault.IP;
        }
        if (!Checksum.holds(p, icmp, message, seed(p, ip, message))) {
            return Fault.CHECKSUM;
        }
        return isSame(p, icmp + Icmp.HEADER_LENGTH, Ethernet.HEADER_LENGTH, quote) ? Fault.NONE : Fault.DATA;
    }

    private boolean isErrorType(int type) {
        return six
                ? type == Icmp.V6_DESTINATION_UNREACHABLE || type == Icmp.V6_TIME_EXCEEDED
                : type == Icmp.DESTINATION_UNREACHABLE || type == Icmp.TIME_EXCEEDED;
    }

    private boolean isRequest(MemorySegment p, long ip, long echo) {
        return six
                ? Ipv6.nextHeader(p, ip) == Ipv6.ICMPV6 && Icmp.type(p, echo) == Icmp.V6_ECHO_REQUEST
                : Ipv4.protocol(p, ip) == Ipv4.ICMP && Icmp.type(p, echo) == Icmp.ECHO_REQUEST;
    }

    private int source(MemorySegment p, long ip) {
        return six
                ? requests.target(Ipv6.sourceHigh(p, ip), Ipv6.sourceLow(p, ip))
                : requests.target(0, AddressText.mapped(Ipv4.source(p, ip)));
    }

    private int destination(MemorySegment p, long ip) {
        return six
                ? requests.target(Ipv6.destinationHigh(p, ip), Ipv6.destinationLow(p, ip))
                : requests.target(0, AddressText.mapped(Ipv4.destination(p, ip)));
    }

    private boolean isToUs(MemorySegment p, long ip) {
        long ours = Ethernet.HEADER_LENGTH;
        return six
                ? Ipv6.destinationHigh(p, ip) == Ipv6.sourceHigh(expected, ours)
                        && Ipv6.destinationLow(p, ip) == Ipv6.sourceLow(expected, ours)
                : Ipv4.destination(p, ip) == Ipv4.source(expected, ours);
    }

    /** No options, no fragment, the right lengths and sum. */
    private boolean isHeader(MemorySegment p, long ip, int message) {
        if (six) {
            return Ipv6.version(p, ip) == 6 && Ipv6.payloadLength(p, ip) == message && Ipv6.hopLimit(p, ip) > 0;
        }
        return Octets.u8(p, ip) == 0x45
                && Ipv4.totalLength(p, ip) == Ipv4.HEADER_LENGTH + message
                && !Ipv4.isFragment(p, ip)
                && Ipv4.ttl(p, ip) > 0
                && Checksum.holds(p, ip, Ipv4.HEADER_LENGTH, 0);
    }

    private int seed(MemorySegment p, long ip, int message) {
        return six ? Ipv6.pseudoHeaderSum(p, ip, message, Ipv6.ICMPV6) : 0;
    }

    private boolean isSame(MemorySegment p, long at, long from, int length) {
        return MemorySegment.mismatch(p, at, at + length, expected, from, from + length) < 0;
    }
}
