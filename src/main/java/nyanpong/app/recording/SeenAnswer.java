package nyanpong.app.recording;

import java.lang.foreign.MemorySegment;
import nyanpong.score.Answer;
import nyanpong.wire.AddressText;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Octets;

/**
 * An answer as a client reads it: which of its requests it is to, and what it says.
 *
 * @param hostLow with {@code hostHigh} whom the client asked, which an error from a router quotes
 * @param answer a reply with its time to live, or an error
 * @param data where a reply's data begin; -1 for an error
 */
record SeenAnswer(
        long clientHigh,
        long clientLow,
        long hostHigh,
        long hostLow,
        int identifier,
        int sequence,
        long answer,
        long data,
        int dataLength) {
    /** Null where a packet is none. */
    static SeenAnswer of(MemorySegment p, long ethernet, int length) {
        long at = ethernet;
        int room = length - Ethernet.HEADER_LENGTH;
        if (room >= Ethernet.TAG_LENGTH && Ethernet.type(p, at) == Ethernet.VLAN) {
            at += Ethernet.TAG_LENGTH;
            room -= Ethernet.TAG_LENGTH;
        }
        if (room < Ipv4.HEADER_LENGTH) {
            return null;
        }
        long ip = at + Ethernet.HEADER_LENGTH;
        return switch (Ethernet.type(p, at)) {
            case Ethernet.IPV4 -> ipv4(p, ip, room);
            case Ethernet.IPV6 -> ipv6(p, ip, room);
            default -> null;
        };
    }

    private static SeenAnswer ipv4(MemorySegment p, long ip, int room) {
        int header = Ipv4.headerLength(p, ip);
        int length = Math.min(room, Ipv4.totalLength(p, ip)) - header;
        if (header < Ipv4.HEADER_LENGTH
                || length < Icmp.HEADER_LENGTH
                || Ipv4.protocol(p, ip) != Ipv4.ICMP
                || Ipv4.isFragment(p, ip)) {
            return null;
        }
        long icmp = ip + header;
        long client = AddressText.mapped(Ipv4.destination(p, ip));
        int type = Icmp.type(p, icmp);
        if (type == Icmp.ECHO_REPLY) {
            long host = AddressText.mapped(Ipv4.source(p, ip));
            return reply(p, icmp, length, 0, client, 0, host, Ipv4.ttl(p, ip));
        }
        long quoted = icmp + Icmp.HEADER_LENGTH;
        int rest = length - Icmp.HEADER_LENGTH;
        if ((type != Icmp.DESTINATION_UNREACHABLE && type != Icmp.TIME_EXCEEDED) || rest < Ipv4.HEADER_LENGTH) {
            return null;
        }
        int inner = Ipv4.headerLength(p, quoted);
        if (inner < Ipv4.HEADER_LENGTH || rest < inner + Icmp.HEADER_LENGTH || Ipv4.protocol(p, quoted) != Ipv4.ICMP) {
            return null;
        }
        long host = AddressText.mapped(Ipv4.destination(p, quoted));
        return error(p, icmp, quoted + inner, 0, client, 0, host, Icmp.ECHO_REQUEST);
    }

    private static SeenAnswer ipv6(MemorySegment p, long ip, int room) {
        if (room < Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH || Ipv6.nextHeader(p, ip) != Ipv6.ICMPV6) {
            return null;
        }
        int length = Math.min(room - Ipv6.HEADER_LENGTH, Ipv6.payloadLength(p, ip));
        if (length < Icmp.HEADER_LENGTH) {
            return null;
        }
        long icmp = ip + Ipv6.HEADER_LENGTH;
        long high = Ipv6.destinationHigh(p, ip);
        long low = Ipv6.destinationLow(p, ip);
        int type = Icmp.type(p, icmp);
        if (type == Icmp.V6_ECHO_REPLY) {
            return reply(
                    p, icmp, length, high, low, Ipv6.sourceHigh(p, ip), Ipv6.sourceLow(p, ip), Ipv6.hopLimit(p, ip));
        }
        long quoted = icmp + Icmp.HEADER_LENGTH;
        if ((type != Icmp.V6_DESTINATION_UNREACHABLE && type != Icmp.V6_TIME_EXCEEDED)
                || length < 2 * Icmp.HEADER_LENGTH + Ipv6.HEADER_LENGTH
                || Ipv6.nextHeader(p, quoted) != Ipv6.ICMPV6) {
            return null;
        }
        return error(
                p,
                icmp,
                quoted + Ipv6.HEADER_LENGTH,
                high,
                low,
                Ipv6.destinationHigh(p, quoted),
                Ipv6.destinationLow(p, quoted),
                Icmp.V6_ECHO_REQUEST);
    }

    private static SeenAnswer reply(
            MemorySegment p,
            long icmp,
            int length,
            long clientHigh,
            long clientLow,
            long hostHigh,
            long hostLow,
            int ttl) {
        return new SeenAnswer(
                clientHigh,
                clientLow,
                hostHigh,
                hostLow,
                Icmp.identifier(p, icmp),
                Icmp.sequence(p, icmp),
                Answer.reply(ttl),
                icmp + Icmp.HEADER_LENGTH,
                length - Icmp.HEADER_LENGTH);
    }

    private static SeenAnswer error(
            MemorySegment p,
            long icmp,
            long quoted,
            long clientHigh,
            long clientLow,
            long hostHigh,
            long hostLow,
            int request) {
        if (Octets.u8(p, quoted) != request) {
            return null;
        }
        int type = Icmp.type(p, icmp);
        int code = Icmp.code(p, icmp);
        return new SeenAnswer(
                clientHigh,
                clientLow,
                hostHigh,
                hostLow,
                Icmp.identifier(p, quoted),
                Icmp.sequence(p, quoted),
                Answer.error(type, code, type, code),
                -1,
                0);
    }
}
