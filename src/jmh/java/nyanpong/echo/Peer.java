package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import nyanpong.score.Answer;
import nyanpong.wire.AddressText;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Martians;

/**
 * What {@link Responder} does, by another way to the octets: the same checks in the same order, the same rewrite, the same director
 * and counters. There is a subclass for each way, and a JVM that measures one loads no other, so that every call is inlined.
 */
abstract class Peer {
    private final Director director;
    private final MemorySegment sample;
    private final RateLimits limits;
    private final LocalTable local;
    private final Identification identification = new Identification(1);
    private final FlowLabel flowLabel = new FlowLabel(1);
    private final Tally tally = new Tally();
    private final Request request = new Request();

    /** @param sample what the director may read of a session's first request */
    Peer(Director director, MemorySegment sample, RateLimits limits, LocalTable local) {
        this.director = director;
        this.sample = sample;
        this.limits = limits;
        this.local = local;
    }

    long respond(int at, int length, int arrival, long nanos) {
        Request r = request;
        Verdict dropped = check(at, length, arrival, r);
        if (dropped != null) {
            tally.count(dropped);
            return Departure.NONE;
        }
        director.direct(sample, r, nanos);
        long answer = r.answer();
        boolean error = Answer.kind(answer) == Answer.KIND_ERROR;
        if (error && Rewrite.wouldAmplify(r)) {
            error = false;
            answer = r.paper();
        }
        if (Answer.kind(answer) == Answer.KIND_SILENCE) {
            tally.count(Verdict.SILENCE);
            return Departure.NONE;
        }
        if (!limits.admit(r, false, nanos)) {
            tally.count(Verdict.RATE_LIMITED);
            return Departure.NONE;
        }
        tally.count(error ? Verdict.ERROR : Verdict.REPLY);
        return error ? error(r, answer) : reply(r);
    }

    private Verdict check(int at, int length, int arrival, Request r) {
        if (length < Ethernet.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (Arrival.has(arrival, Arrival.TRUNCATED)) {
            return Verdict.TRUNCATED;
        }
        if (Arrival.packetType(arrival) > 2) {
            return Verdict.OTHER_HOST;
        }
        if (Arrival.has(arrival, Arrival.FOREIGN_TAG)
                || (Arrival.vlan(arrival) != 0 && !local.hasVlan(Arrival.vlan(arrival)))) {
            return Verdict.VLAN_UNCONFIGURED;
        }
        int type = u16(at + 12);
        if (type != Ethernet.IPV4 && type != Ethernet.IPV6) {
            return type == Ethernet.VLAN ? Verdict.VLAN_UNCONFIGURED : Verdict.NOT_IP;
        }
        r.arrival = arrival;
        r.network = at + Ethernet.HEADER_LENGTH;
        r.six = type == Ethernet.IPV6;
        int room = length - Ethernet.HEADER_LENGTH;
        Verdict network = r.six ? checkIpv6(room, r) : checkIpv4(room, r);
        if (network != null) {
            return network;
        }
        Verdict addresses = checkAddresses(at, arrival, r);
        return addresses != null ? addresses : checkIcmp(r);
    }

    private Verdict checkIpv4(int room, Request r) {
        int ip = r.network;
        if (room < Ipv4.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (u8(ip) >>> 4 != 4) {
            return Verdict.BAD_VERSION;
        }
        int header = (u8(ip) & 0xf) << 2;
        if (header < Ipv4.HEADER_LENGTH || header > room) {
            return Verdict.BAD_IHL;
        }
        int total = u16(ip + 2);
        if (total < header || total > room) {
            return Verdict.BAD_LEN;
        }
        if (!holds(ip, header)) {
            return Verdict.IP_CSUM;
        }
        if (u8(ip + 9) != Ipv4.ICMP) {
            return Verdict.NOT_ECHO_REQUEST;
        }
        if ((u16(ip + 6) & 0x3fff) != 0) {
            return Verdict.FRAGMENT;
        }
        if (header != Ipv4.HEADER_LENGTH) {
            return Verdict.IP_OPTIONS;
        }
        r.icmp = ip + header;
        r.icmpLength = total - header;
        r.sourceHigh = 0;
        r.sourceLow = AddressText.mapped(u32(ip + 12));
        r.destinationHigh = 0;
        r.destinationLow = AddressText.mapped(u32(ip + 16));
        return null;
    }

    private Verdict checkIpv6(int room, Request r) {
        int ip = r.network;
        if (room < Ipv6.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (u8(ip) >>> 4 != 6) {
            return Verdict.BAD_VERSION;
        }
        int payload = u16(ip + 4);
        if (payload > room - Ipv6.HEADER_LENGTH) {
            return Verdict.BAD_LEN;
        }
        switch (u8(ip + 6)) {
            case Ipv6.ICMPV6:
                break;
            case Ipv6.FRAGMENT:
                return Verdict.FRAGMENT;
            case Ipv6.HOP_BY_HOP, Ipv6.ROUTING, Ipv6.DESTINATION_OPTIONS:
                return Verdict.IP_OPTIONS;
            default:
                return Verdict.NOT_ECHO_REQUEST;
        }
        r.icmp = ip + Ipv6.HEADER_LENGTH;
        r.icmpLength = payload;
        r.sourceHigh = u64(ip + 8);
        r.sourceLow = u64(ip + 16);
        r.destinationHigh = u64(ip + 24);
        r.destinationLow = u64(ip + 32);
        if (Martians.isMappedOnTheWire(r.sourceHigh, r.sourceLow)) {
            return Verdict.MARTIAN_SRC;
        }
        return Martians.isMappedOnTheWire(r.destinationHigh, r.destinationLow) ? Verdict.MARTIAN_DST : null;
    }

    private Verdict checkAddresses(int at, int arrival, Request r) {
        if (Martians.isSource(r.sourceHigh, r.sourceLow) || local.isSubnetEnd(r.sourceHigh, r.sourceLow)) {
            return Verdict.MARTIAN_SRC;
        }
        if (local.isLocal(r.sourceHigh, r.sourceLow)) {
            return Verdict.LAND;
        }
        if (Martians.isGroup(r.destinationHigh, r.destinationLow)
                || local.isSubnetEnd(r.destinationHigh, r.destinationLow)
                || (!r.six && (int) r.destinationLow == -1)) {
            return Verdict.GROUP_DST;
        }
        if (Martians.isOffTheWire(r.destinationHigh, r.destinationLow)) {
            return Verdict.MARTIAN_DST;
        }
        if (!local.isAnswered(r.destinationHigh, r.destinationLow)) {
            return Verdict.NOT_OWNED;
        }
        if (Arrival.packetType(arrival) != 0) {
            return Verdict.L2_BCAST_UNICAST_IP;
        }
        long mac = u64(at + 6) >>> 16;
        return mac == 0 || Ethernet.isGroup(mac) || mac == u64(at) >>> 16 ? Verdict.BAD_SRC_MAC : null;
    }

    private Verdict checkIcmp(Request r) {
        if (r.icmpLength < Icmp.HEADER_LENGTH) {
            return Verdict.ICMP_SHORT;
        }
        if (u8(r.icmp) != (r.six ? Icmp.V6_ECHO_REQUEST : Icmp.ECHO_REQUEST)) {
            return Verdict.NOT_ECHO_REQUEST;
        }
        int seed = r.six ? pseudoHeaderSum(r.network, r.icmpLength) : 0;
        if (!Arrival.has(r.arrival, Arrival.CHECKSUM_NOT_READY) && sum(r.icmp, r.icmpLength, seed) != 0xffff) {
            return Verdict.ICMP_CSUM;
        }
        r.identifier = u16(r.icmp + 4);
        r.sequence = u16(r.icmp + 6);
        return null;
    }

    private long reply(Request r) {
        if (r.six) {
            int trafficClass = (u16(r.network) >>> 4) & 0xff;
            writeIpv6(r.network, trafficClass, r.icmpLength, r);
            retype(r.icmp, Icmp.V6_ECHO_REPLY, r.icmpLength, pseudoHeaderSum(r.network, r.icmpLength));
            return link(r, r.network, Ipv6.HEADER_LENGTH + r.icmpLength);
        }
        int total = Ipv4.HEADER_LENGTH + r.icmpLength;
        writeIpv4(r.network, u8(r.network + 1), total, r);
        retype(r.icmp, Icmp.ECHO_REPLY, r.icmpLength, 0);
        return link(r, r.network, total);
    }

    private long error(Request r, long answer) {
        if (r.six) {
            int total = Math.min(Ipv6.HEADER_LENGTH + r.icmpLength, 1280);
            int ip = r.network - Ipv6.HEADER_LENGTH - Icmp.HEADER_LENGTH;
            int icmp = ip + Ipv6.HEADER_LENGTH;
            int icmpLength = total - Ipv6.HEADER_LENGTH;
            long departure = link(r, ip, total);
            writeIpv6(ip, 0, icmpLength, r);
            int head = Answer.type6(answer) << 8 | Answer.code6(answer);
            writeHead(icmp, head, 0, icmpLength, pseudoHeaderSum(ip, icmpLength));
            return departure;
        }
        int total = Math.min(Ipv4.HEADER_LENGTH + r.icmpLength, 576);
        int ip = r.network - Ipv4.HEADER_LENGTH - Icmp.HEADER_LENGTH;
        int icmp = ip + Ipv4.HEADER_LENGTH;
        long departure = link(r, ip, total);
        writeIpv4(ip, (u8(r.network + 1) & 0x1e) | 0xc0, total, r);
        writeHead(icmp, Answer.type(answer) << 8 | Answer.code(answer), 0, total - Ipv4.HEADER_LENGTH, 0);
        return departure;
    }

    private void writeIpv4(int ip, int tos, int total, Request r) {
        int first = 0x4500 | tos;
        int id = identification.next();
        int fifth = 64 << 8 | Ipv4.ICMP;
        int from = (int) r.destinationLow;
        int to = (int) r.sourceLow;
        int checksum = ~fold(first + total + id + fifth + ofWord(from) + ofWord(to)) & 0xffff;
        u64(ip, (long) first << 48 | (long) total << 32 | (long) id << 16);
        u64(ip + 8, (long) fifth << 48 | (long) checksum << 32 | (from & 0xffff_ffffL));
        u32(ip + 16, to);
    }

    private void writeIpv6(int ip, int trafficClass, int payload, Request r) {
        u32(ip, 6 << 28 | trafficClass << 20 | flowLabel.of(r));
        u16(ip + 4, payload);
        u8(ip + 6, Ipv6.ICMPV6);
        u8(ip + 7, 64);
        u64(ip + 8, r.destinationHigh);
        u64(ip + 16, r.destinationLow);
        u64(ip + 24, r.sourceHigh);
        u64(ip + 32, r.sourceLow);
    }

    private long link(Request r, int ip, int ipLength) {
        int was = r.network - Ethernet.HEADER_LENGTH;
        long host = u64(was) >>> 16;
        long peer = u64(was + 6) >>> 16;
        boolean tagged = Arrival.vlan(r.arrival) != 0;
        int header = Ethernet.HEADER_LENGTH + (tagged ? Ethernet.TAG_LENGTH : 0);
        int at = ip - header;
        u64(at, peer << 16 | host >>> 32);
        u32(at + 8, (int) host);
        if (tagged) {
            u32(at + 12, Ethernet.VLAN << 16 | Arrival.tci(r.arrival));
        }
        u16(at + header - 2, r.six ? Ethernet.IPV6 : Ethernet.IPV4);
        return Departure.of(at, header + ipLength);
    }

    private int pseudoHeaderSum(int ip, int length) {
        int sum = length + Ipv6.ICMPV6;
        return sum(ip + 8, 32, (sum >>> 16) + (sum & 0xffff));
    }

    /** As {@link Icmp} and {@link Ipv4} do these. */
    private void retype(int icmp, int type, int length, int seed) {
        long head = u64(icmp);
        writeHead(icmp, type << 8 | ((int) (head >>> 48) & 0xff), (int) head, length, seed);
    }

    private void writeHead(int icmp, int typeAndCode, int rest, int length, int seed) {
        int checksum = ~sum(icmp + 8, length - 8, fold(seed + typeAndCode + ofWord(rest))) & 0xffff;
        u64(icmp, (long) typeAndCode << 48 | (long) checksum << 32 | (rest & 0xffff_ffffL));
    }

    private boolean holds(int ip, int header) {
        if (header != Ipv4.HEADER_LENGTH) {
            return sum(ip, header, 0) == 0xffff;
        }
        long a = u64(ip);
        long b = u64(ip + 8);
        long sum = (a >>> 32) + (a & 0xffff_ffffL) + (b >>> 32) + (b & 0xffff_ffffL) + (u32(ip + 16) & 0xffff_ffffL);
        return fold(ofWord((int) (sum >>> 32)) + ofWord((int) sum)) == 0xffff;
    }

    private static int ofWord(int word) {
        return (word >>> 16) + (word & 0xffff);
    }

    private static int fold(int sum) {
        return ofWord(ofWord(sum));
    }

    /** As {@link nyanpong.wire.Checksum}. */
    private int sum(int at, int length, int seed) {
        long sum = Short.reverseBytes((short) seed) & 0xffff;
        long other = 0;
        for (int turns = length >>> 5; turns > 0; turns--, at += 32) {
            long a = native64(at);
            long b = native64(at + 8);
            long c = native64(at + 16);
            long d = native64(at + 24);
            sum += (a & 0xffff_ffffL) + (a >>> 32) + (b & 0xffff_ffffL) + (b >>> 32);
            other += (c & 0xffff_ffffL) + (c >>> 32) + (d & 0xffff_ffffL) + (d >>> 32);
        }
        sum += other;
        if ((length & 16) != 0) {
            long a = native64(at);
            long b = native64(at + 8);
            sum += (a & 0xffff_ffffL) + (a >>> 32) + (b & 0xffff_ffffL) + (b >>> 32);
            at += 16;
        }
        if ((length & 8) != 0) {
            long a = native64(at);
            sum += (a & 0xffff_ffffL) + (a >>> 32);
            at += 8;
        }
        if ((length & 4) != 0) {
            sum += Integer.reverseBytes(u32(at)) & 0xffff_ffffL;
            at += 4;
        }
        if ((length & 2) != 0) {
            sum += Short.reverseBytes((short) u16(at)) & 0xffff;
            at += 2;
        }
        if ((length & 1) != 0) {
            sum += u8(at);
        }
        sum = (sum >>> 32) + (sum & 0xffff_ffffL);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        return Short.reverseBytes((short) sum) & 0xffff;
    }

    abstract int u8(int at);

    abstract int u16(int at);

    abstract int u32(int at);

    abstract long u64(int at);

    /** In the processor's own order. */
    abstract long native64(int at);

    abstract void u8(int at, int value);

    abstract void u16(int at, int value);

    abstract void u32(int at, int value);

    abstract void u64(int at, long value);
}
