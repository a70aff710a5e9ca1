package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * What an IP packet is, in a few words for people: {@code 192.0.2.2 > 192.0.2.1 echo request id 7 seq 0, 64 octets, TTL 64}.
 * Reads nothing beyond the length given, and prints numbers only, never a packet's own octets. Allocates: not for the packet path.
 */
public final class PacketText {
    private PacketText() {}

    /**
     * Of a whole Ethernet packet.
     *
     * @param at of the Ethernet header
     * @param length from there on
     */
    public static String of(MemorySegment p, long at, int length) {
        if (length < Ethernet.HEADER_LENGTH) {
            return length + " octets";
        }
        int type = Ethernet.type(p, at);
        long next = at + Ethernet.HEADER_LENGTH;
        int room = length - Ethernet.HEADER_LENGTH;
        String tag = "";
        if (type == Ethernet.VLAN && room >= Ethernet.TAG_LENGTH) {
            tag = "VLAN " + (Octets.u16(p, next) & 0xfff) + " ";
            type = Octets.u16(p, next + 2);
            next += Ethernet.TAG_LENGTH;
            room -= Ethernet.TAG_LENGTH;
        }
        return tag
                + switch (type) {
                    case Ethernet.IPV4 -> ipv4(p, next, room);
                    case Ethernet.IPV6 -> ipv6(p, next, room);
                    default -> "EtherType 0x%04x".formatted(type);
                };
    }

    private static String ipv4(MemorySegment p, long ip, int room) {
        if (room < Ipv4.HEADER_LENGTH) {
            return "IPv4 cut short";
        }
        String who = AddressText.ipv4(Ipv4.source(p, ip)) + " > " + AddressText.ipv4(Ipv4.destination(p, ip)) + " ";
        int header = Ipv4.headerLength(p, ip);
        int length = Math.min(room, Ipv4.totalLength(p, ip)) - header;
        if (Ipv4.isFragment(p, ip)) {
            return who + "fragment at " + 8 * Ipv4.fragmentOffset(p, ip) + ", protocol " + Ipv4.protocol(p, ip);
        }
        if (Ipv4.protocol(p, ip) != Ipv4.ICMP) {
            return who + "protocol " + Ipv4.protocol(p, ip);
        }
        return who + icmp(p, ip + header, length, false) + ", TTL " + Ipv4.ttl(p, ip)
                + (header > Ipv4.HEADER_LENGTH ? ", options" : "");
    }

    private static String ipv6(MemorySegment p, long ip, int room) {
        if (room < Ipv6.HEADER_LENGTH) {
            return "IPv6 cut short";
        }
        String who = AddressText.ipv6(Ipv6.sourceHigh(p, ip), Ipv6.sourceLow(p, ip)) + " > "
                + AddressText.ipv6(Ipv6.destinationHigh(p, ip), Ipv6.destinationLow(p, ip)) + " ";
        int next = Ipv6.nextHeader(p, ip);
        if (next != Ipv6.ICMPV6) {
            return who + "next header " + next;
        }
        int length = Math.min(room - Ipv6.HEADER_LENGTH, Ipv6.payloadLength(p, ip));
        return who + icmp(p, ip + Ipv6.HEADER_LENGTH, length, true) + ", hop limit " + Ipv6.hopLimit(p, ip);
    }

    private static String icmp(MemorySegment p, long icmp, int length, boolean six) {
        if (length < Icmp.HEADER_LENGTH) {
            return "ICMP cut short";
        }
        int type = Icmp.type(p, icmp);
        String data = " id " + Icmp.identifier(p, icmp) + " seq " + Icmp.sequence(p, icmp) + ", "
                + (length - Icmp.HEADER_LENGTH) + " octets";
        if (type == (six ? Icmp.V6_ECHO_REQUEST : Icmp.ECHO_REQUEST)) {
            return "echo request" + data;
        }
        if (type == (six ? Icmp.V6_ECHO_REPLY : Icmp.ECHO_REPLY)) {
            return "echo reply" + data;
        }
        String name = name(type, six);
        return (six ? "ICMPv6 " : "ICMP ") + type + "/" + Icmp.code(p, icmp) + (name.isEmpty() ? "" : " " + name);
    }

    private static String name(int type, boolean six) {
        if (type == (six ? Icmp.V6_DESTINATION_UNREACHABLE : Icmp.DESTINATION_UNREACHABLE)) {
            return "destination unreachable";
        }
        return type == (six ? Icmp.V6_TIME_EXCEEDED : Icmp.TIME_EXCEEDED) ? "time exceeded" : "";
    }
}
