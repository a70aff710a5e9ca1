package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import nyanpong.wire.AddressText;
import nyanpong.wire.Arrival;
import nyanpong.wire.Checksum;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Martians;
import nyanpong.wire.Timestamp;

/**
 * Decides whether a packet is an echo request that is ours to answer, in the order in which the kernel would look: link,
 * network, addresses, ICMP. Reads nothing beyond the packet's length and writes nothing into it.
 */
final class Validation {
    private static final int PACKET_HOST = 0;
    private static final int PACKET_MULTICAST = 2;
    private static final int PACKET_OTHERHOST = 3;

    private Validation() {}

    /** Fills {@code r} and returns null, or returns why the packet is not answered. */
    static Verdict check(MemorySegment p, long at, int length, int arrival, LocalTable local, Request r) {
        Verdict link = checkLink(p, at, length, arrival, local);
        if (link != null) {
            return link;
        }
        r.network = (int) at + Ethernet.HEADER_LENGTH;
        int room = length - Ethernet.HEADER_LENGTH;
        r.six = Ethernet.type(p, at) == Ethernet.IPV6;
        Verdict network = r.six ? checkIpv6(p, room, r) : checkIpv4(p, room, r);
        if (network != null) {
            return network;
        }
        Verdict addresses = checkAddresses(p, at, arrival, local, r);
        return addresses != null ? addresses : checkIcmp(p, r);
    }

    private static Verdict checkLink(MemorySegment p, long at, int length, int arrival, LocalTable local) {
        if (length < Ethernet.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (Arrival.has(arrival, Arrival.TRUNCATED)) {
            return Verdict.TRUNCATED;
        }
        // Broadcast (1) and multicast (2) wait for the destination address, which may be a group itself.
        int type = Arrival.packetType(arrival);
        if (type > PACKET_MULTICAST && !isToOurs(p, at, type, local)) {
            return Verdict.OTHER_HOST;
        }
        if (Arrival.has(arrival, Arrival.FOREIGN_TAG)
                || (Arrival.vlan(arrival) != 0 && !local.hasVlan(Arrival.vlan(arrival)))) {
            return Verdict.VLAN_UNCONFIGURED;
        }
        return switch (Ethernet.type(p, at)) {
            case Ethernet.IPV4, Ethernet.IPV6 -> null;
            case Ethernet.VLAN ->
                Verdict.VLAN_UNCONFIGURED; // a tag in the packet is the second: the kernel took the first
            default -> Verdict.NOT_IP;
        };
    }

    /** The kernel's word, but where our addresses have another Ethernet address than the interface. */
    private static boolean isToOurs(MemorySegment p, long at, int packetType, LocalTable local) {
        long ours = local.linkAddress();
        return ours == 0
                ? packetType == PACKET_HOST
                : (packetType == PACKET_HOST || packetType == PACKET_OTHERHOST) && Ethernet.destination(p, at) == ours;
    }

    private static Verdict checkIpv4(MemorySegment p, int room, Request r) {
        int ip = r.network;
        if (room < Ipv4.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (Ipv4.version(p, ip) != 4) {
            return Verdict.BAD_VERSION;
        }
        int header = Ipv4.headerLength(p, ip);
        if (header < Ipv4.HEADER_LENGTH || header > room) {
            return Verdict.BAD_IHL;
        }
        // Bytes beyond the total length are Ethernet's padding, RFC 894: not the datagram's.
        int total = Ipv4.totalLength(p, ip);
        if (total < header || total > room) {
            return Verdict.BAD_LEN;
        }
        if (!Ipv4.holds(p, ip, header)) {
            return Verdict.IP_CSUM;
        }
        if (Ipv4.protocol(p, ip) != Ipv4.ICMP) {
            return Verdict.NOT_ECHO_REQUEST;
        }
        if (Ipv4.isFragment(p, ip)) {
            return Verdict.FRAGMENT;
        }
        if (header != Ipv4.HEADER_LENGTH) {
            return Verdict.IP_OPTIONS;
        }
        r.icmp = ip + header;
        r.icmpLength = total - header;
        r.ttl = Ipv4.ttl(p, ip);
        r.tos = Ipv4.tos(p, ip);
        r.sourceHigh = 0;
        r.sourceLow = AddressText.mapped(Ipv4.source(p, ip));
        r.destinationHigh = 0;
        r.destinationLow = AddressText.mapped(Ipv4.destination(p, ip));
        return null;
    }

    private static Verdict checkIpv6(MemorySegment p, int room, Request r) {
        int ip = r.network;
        if (room < Ipv6.HEADER_LENGTH) {
            return Verdict.SHORT_FRAME;
        }
        if (Ipv6.version(p, ip) != 6) {
            return Verdict.BAD_VERSION;
        }
        int payload = Ipv6.payloadLength(p, ip);
        if (payload > room - Ipv6.HEADER_LENGTH) {
            return Verdict.BAD_LEN;
        }
        Verdict next = checkNextHeader(Ipv6.nextHeader(p, ip));
        if (next != null) {
            return next;
        }
        r.icmp = ip + Ipv6.HEADER_LENGTH;
        r.icmpLength = payload;
        r.ttl = Ipv6.hopLimit(p, ip);
        r.tos = Ipv6.trafficClass(p, ip);
        r.sourceHigh = Ipv6.sourceHigh(p, ip);
        r.sourceLow = Ipv6.sourceLow(p, ip);
        r.destinationHigh = Ipv6.destinationHigh(p, ip);
        r.destinationLow = Ipv6.destinationLow(p, ip);
        if (Martians.isMappedOnTheWire(r.sourceHigh, r.sourceLow)) {
            return Verdict.MARTIAN_SRC;
        }
        if (Martians.isMappedOnTheWire(r.destinationHigh, r.destinationLow)) {
            return Verdict.MARTIAN_DST;
        }
        return null;
    }

    private static Verdict checkNextHeader(int next) {
        return switch (next) {
            case Ipv6.ICMPV6 -> null;
            case Ipv6.FRAGMENT -> Verdict.FRAGMENT;
            case Ipv6.HOP_BY_HOP, Ipv6.ROUTING, Ipv6.DESTINATION_OPTIONS -> Verdict.IP_OPTIONS;
            default -> Verdict.NOT_ECHO_REQUEST;
        };
    }

    private static Verdict checkAddresses(MemorySegment p, long at, int arrival, LocalTable local, Request r) {
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
        int type = Arrival.packetType(arrival);
        if (!isToOurs(p, at, type, local)) {
            return type == PACKET_HOST ? Verdict.OTHER_HOST : Verdict.L2_BCAST_UNICAST_IP;
        }
        long mac = Ethernet.source(p, at);
        if (mac == 0 || Ethernet.isGroup(mac) || mac == Ethernet.destination(p, at)) {
            return Verdict.BAD_SRC_MAC;
        }
        return null;
    }

    private static Verdict checkIcmp(MemorySegment p, Request r) {
        if (r.icmpLength < Icmp.HEADER_LENGTH) {
            return Verdict.ICMP_SHORT;
        }
        if (Icmp.type(p, r.icmp) != (r.six ? Icmp.V6_ECHO_REQUEST : Icmp.ECHO_REQUEST)) {
            return Verdict.NOT_ECHO_REQUEST;
        }
        int seed = r.six ? Ipv6.pseudoHeaderSum(p, r.network, r.icmpLength, Ipv6.ICMPV6) : 0;
        if (!Arrival.has(r.arrival, Arrival.CHECKSUM_NOT_READY) && !Checksum.holds(p, r.icmp, r.icmpLength, seed)) {
            return Verdict.ICMP_CSUM;
        }
        r.identifier = Icmp.identifier(p, r.icmp);
        r.sequence = Icmp.sequence(p, r.icmp);
        r.timestamp = Timestamp.NONE;
        r.lead = 0;
        return null;
    }
}
