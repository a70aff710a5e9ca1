package nyanpong.echo;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
 * What {@link Responder} does, in a {@code byte[]}. The same checks in the same order, the same rewrite, the same director and
 * counters; only the way to the octets differs. {@link BufferPeer} is its twin.
 */
final class ArrayPeer {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
    private static final VarHandle NATIVE64 =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Director director;
    private final MemorySegment sample;
    private final RateLimits limits;
    private final LocalTable local;
    private final Identification identification = new Identification(1);
    private final FlowLabel flowLabel = new FlowLabel(1);
    private final Tally tally = new Tally();
    private final Request request = new Request();

    /** @param sample what the director may read of a session's first request */
    ArrayPeer(Director director, MemorySegment sample, RateLimits limits, LocalTable local) {
        this.director = director;
        this.sample = sample;
        this.limits = limits;
        this.local = local;
    }

    long respond(byte[] p, int at, int length, int arrival, long nanos) {
        Request r = request;
        Verdict dropped = check(p, at, length, arrival, r);
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
        return error ? error(p, r, answer) : reply(p, r);
    }

    private Verdict check(byte[] p, int at, int length, int arrival, Request r) {
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
        int type = u16(p, at + 12);
        if (type != Ethernet.IPV4 && type != Ethernet.IPV6) {
            return type == Ethernet.VLAN ? Verdict.VLAN_UNCONFIGURED : Verdict.NOT_IP;
        }
        r.arrival = arrival;
        r.network = at + Ethernet.HEADER_LENGTH;
        r.six = type == Ethernet.IPV6;
        int room = length - Ethernet.HEADER_LENGTH;
        Verdict network = r.six ? checkIpv6(p, room, r) : checkIpv4(p, room, r);
        if (network != null) {
            return network;
        }
        Verdict addresses = checkAddresses(p, at, arrival, r);
        return addresses != null ? addresses : checkIcmp(p, r);
    }

    private static Verdict checkIpv4(byte[] p, int room, Request r) {
        int ip = r.network;
        if (room < Ipv4.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (u8(p, ip) >>> 4 != 4) {
            return Verdict.BAD_VERSION;
        }
        int header = (u8(p, ip) & 0xf) << 2;
        if (header < Ipv4.HEADER_LENGTH || header > room) {
            return Verdict.BAD_IHL;
        }
        int total = u16(p, ip + 2);
        if (total < header || total > room) {
            return Verdict.BAD_LEN;
        }
        if (sum(p, ip, header, 0) != 0xffff) {
            return Verdict.IP_CSUM;
        }
        if (u8(p, ip + 9) != Ipv4.ICMP) {
            return Verdict.NOT_ECHO_REQUEST;
        }
        if ((u16(p, ip + 6) & 0x3fff) != 0) {
            return Verdict.FRAGMENT;
        }
        if (header != Ipv4.HEADER_LENGTH) {
            return Verdict.IP_OPTIONS;
        }
        r.icmp = ip + header;
        r.icmpLength = total - header;
        r.sourceHigh = 0;
        r.sourceLow = AddressText.mapped(u32(p, ip + 12));
        r.destinationHigh = 0;
        r.destinationLow = AddressText.mapped(u32(p, ip + 16));
        return null;
    }

    private static Verdict checkIpv6(byte[] p, int room, Request r) {
        int ip = r.network;
        if (room < Ipv6.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (u8(p, ip) >>> 4 != 6) {
            return Verdict.BAD_VERSION;
        }
        int payload = u16(p, ip + 4);
        if (payload > room - Ipv6.HEADER_LENGTH) {
            return Verdict.BAD_LEN;
        }
        switch (u8(p, ip + 6)) {
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
        r.sourceHigh = u64(p, ip + 8);
        r.sourceLow = u64(p, ip + 16);
        r.destinationHigh = u64(p, ip + 24);
        r.destinationLow = u64(p, ip + 32);
        if (Martians.isMappedOnTheWire(r.sourceHigh, r.sourceLow)) {
            return Verdict.MARTIAN_SRC;
        }
        return Martians.isMappedOnTheWire(r.destinationHigh, r.destinationLow) ? Verdict.MARTIAN_DST : null;
    }

    private Verdict checkAddresses(byte[] p, int at, int arrival, Request r) {
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
        long mac = u64(p, at + 6) >>> 16;
        return mac == 0 || Ethernet.isGroup(mac) || mac == u64(p, at) >>> 16 ? Verdict.BAD_SRC_MAC : null;
    }

    private static Verdict checkIcmp(byte[] p, Request r) {
        if (r.icmpLength < Icmp.HEADER_LENGTH) {
            return Verdict.ICMP_SHORT;
        }
        if (u8(p, r.icmp) != (r.six ? Icmp.V6_ECHO_REQUEST : Icmp.ECHO_REQUEST)) {
            return Verdict.NOT_ECHO_REQUEST;
        }
        int seed = r.six ? pseudoHeaderSum(p, r.network, r.icmpLength) : 0;
        if (!Arrival.has(r.arrival, Arrival.CHECKSUM_NOT_READY) && sum(p, r.icmp, r.icmpLength, seed) != 0xffff) {
            return Verdict.ICMP_CSUM;
        }
        r.identifier = u16(p, r.icmp + 4);
        r.sequence = u16(p, r.icmp + 6);
        return null;
    }

    private long reply(byte[] p, Request r) {
        if (r.six) {
            int trafficClass = (u16(p, r.network) >>> 4) & 0xff;
            writeIpv6(p, r.network, trafficClass, r.icmpLength, r);
            u8(p, r.icmp, Icmp.V6_ECHO_REPLY);
            fillChecksum(p, r.icmp, r.icmpLength, pseudoHeaderSum(p, r.network, r.icmpLength));
            return link(p, r, r.network, Ipv6.HEADER_LENGTH + r.icmpLength);
        }
        int total = Ipv4.HEADER_LENGTH + r.icmpLength;
        writeIpv4(p, r.network, u8(p, r.network + 1), total, r);
        u8(p, r.icmp, Icmp.ECHO_REPLY);
        fillChecksum(p, r.icmp, r.icmpLength, 0);
        return link(p, r, r.network, total);
    }

    private long error(byte[] p, Request r, long answer) {
        if (r.six) {
            int total = Math.min(Ipv6.HEADER_LENGTH + r.icmpLength, 1280);
            int ip = r.network - Ipv6.HEADER_LENGTH - Icmp.HEADER_LENGTH;
            int icmp = ip + Ipv6.HEADER_LENGTH;
            int icmpLength = total - Ipv6.HEADER_LENGTH;
            long departure = link(p, r, ip, total);
            writeIpv6(p, ip, 0, icmpLength, r);
            u32(p, icmp, Answer.type6(answer) << 24 | Answer.code6(answer) << 16);
            u32(p, icmp + 4, 0);
            fillChecksum(p, icmp, icmpLength, pseudoHeaderSum(p, ip, icmpLength));
            return departure;
        }
        int total = Math.min(Ipv4.HEADER_LENGTH + r.icmpLength, 576);
        int ip = r.network - Ipv4.HEADER_LENGTH - Icmp.HEADER_LENGTH;
        int icmp = ip + Ipv4.HEADER_LENGTH;
        long departure = link(p, r, ip, total);
        writeIpv4(p, ip, (u8(p, r.network + 1) & 0x1e) | 0xc0, total, r);
        u32(p, icmp, Answer.type(answer) << 24 | Answer.code(answer) << 16);
        u32(p, icmp + 4, 0);
        fillChecksum(p, icmp, total - Ipv4.HEADER_LENGTH, 0);
        return departure;
    }

    private void writeIpv4(byte[] p, int ip, int tos, int total, Request r) {
        u16(p, ip, 0x4500 | tos);
        u16(p, ip + 2, total);
        u16(p, ip + 4, identification.next());
        u16(p, ip + 6, 0);
        u8(p, ip + 8, 64);
        u8(p, ip + 9, Ipv4.ICMP);
        u32(p, ip + 12, (int) r.destinationLow);
        u32(p, ip + 16, (int) r.sourceLow);
        fillChecksum(p, ip + 8, ip, Ipv4.HEADER_LENGTH, 0);
    }

    private void writeIpv6(byte[] p, int ip, int trafficClass, int payload, Request r) {
        u32(p, ip, 6 << 28 | trafficClass << 20 | flowLabel.of(r));
        u16(p, ip + 4, payload);
        u8(p, ip + 6, Ipv6.ICMPV6);
        u8(p, ip + 7, 64);
        u64(p, ip + 8, r.destinationHigh);
        u64(p, ip + 16, r.destinationLow);
        u64(p, ip + 24, r.sourceHigh);
        u64(p, ip + 32, r.sourceLow);
    }

    private static long link(byte[] p, Request r, int ip, int ipLength) {
        int was = r.network - Ethernet.HEADER_LENGTH;
        long host = u64(p, was) >>> 16;
        long peer = u64(p, was + 6) >>> 16;
        boolean tagged = Arrival.vlan(r.arrival) != 0;
        int header = Ethernet.HEADER_LENGTH + (tagged ? Ethernet.TAG_LENGTH : 0);
        int at = ip - header;
        u32(p, at, (int) (peer >>> 16));
        u16(p, at + 4, (int) peer);
        u16(p, at + 6, (int) (host >>> 32));
        u32(p, at + 8, (int) host);
        if (tagged) {
            u32(p, at + 12, Ethernet.VLAN << 16 | Arrival.tci(r.arrival));
        }
        u16(p, at + header - 2, r.six ? Ethernet.IPV6 : Ethernet.IPV4);
        return Departure.of(at, header + ipLength);
    }

    private static int pseudoHeaderSum(byte[] p, int ip, int length) {
        int sum = length + Ipv6.ICMPV6;
        return sum(p, ip + 8, 32, (sum >>> 16) + (sum & 0xffff));
    }

    private static void fillChecksum(byte[] p, int icmp, int length, int seed) {
        fillChecksum(p, icmp, icmp, length, seed);
    }

    /** @param head the header whose checksum is two octets in */
    private static void fillChecksum(byte[] p, int head, int from, int length, int seed) {
        u16(p, head + 2, 0);
        u16(p, head + 2, ~sum(p, from, length, seed));
    }

    private static int sum(byte[] p, int at, int length, int seed) {
        long sum = Short.reverseBytes((short) seed) & 0xffff;
        int end = at + length;
        for (; at + 8 <= end; at += 8) {
            long eight = native64(p, at);
            sum += (eight & 0xffff_ffffL) + (eight >>> 32);
        }
        for (; at + 2 <= end; at += 2) {
            sum += Short.reverseBytes((short) u16(p, at)) & 0xffff;
        }
        if (at < end) {
            sum += u8(p, at);
        }
        sum = (sum >>> 32) + (sum & 0xffff_ffffL);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        return Short.reverseBytes((short) sum) & 0xffff;
    }

    private static int u8(byte[] p, int at) {
        return p[at] & 0xff;
    }

    private static int u16(byte[] p, int at) {
        return (short) U16.get(p, at) & 0xffff;
    }

    private static int u32(byte[] p, int at) {
        return (int) U32.get(p, at);
    }

    private static long u64(byte[] p, int at) {
        return (long) U64.get(p, at);
    }

    private static long native64(byte[] p, int at) {
        return (long) NATIVE64.get(p, at);
    }

    private static void u8(byte[] p, int at, int value) {
        p[at] = (byte) value;
    }

    private static void u16(byte[] p, int at, int value) {
        U16.set(p, at, (short) value);
    }

    private static void u32(byte[] p, int at, int value) {
        U32.set(p, at, value);
    }

    private static void u64(byte[] p, int at, long value) {
        U64.set(p, at, value);
    }
}
