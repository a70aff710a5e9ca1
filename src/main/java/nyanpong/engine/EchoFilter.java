package nyanpong.engine;

import nyanpong.sys.SockFilter;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * Which packets of an interface reach a packet socket: ICMP and ICMPv6 echo requests, whole or the first of their fragments; or
 * what answers them.
 * The kernel has taken an outer VLAN tag out of the packet before it runs.
 */
final class EchoFilter {
    private static final int ALL_BYTES = 0x40000;
    private static final int IP = Ethernet.HEADER_LENGTH;

    private EchoFilter() {}

    static SockFilter nothing() {
        return new SockFilter().ret(0);
    }

    static SockFilter echoRequests() {
        return new SockFilter()
                .ldh(12)
                .jumpEqual(Ethernet.IPV4, "ipv4", "ipv6?")
                .label("ipv6?")
                .jumpEqual(Ethernet.IPV6, "ipv6", "leave")
                // IPv4: protocol, no later fragment, then the type after a header of any length.
                .label("ipv4")
                .ldb(IP + 9)
                .jumpEqual(Ipv4.ICMP, "first", "leave")
                .label("first")
                .ldh(IP + 6)
                .jumpSet(0x1fff, "leave", "type")
                .label("type")
                .ldxHeaderLength(IP)
                .ldbIndexed(IP)
                .jumpEqual(Icmp.ECHO_REQUEST, "take", "leave")
                // IPv6: at once, or after the fragment header of a first fragment.
                .label("ipv6")
                .ldb(IP + 6)
                .jumpEqual(Ipv6.ICMPV6, "type6", "fragment6?")
                .label("fragment6?")
                .jumpEqual(Ipv6.FRAGMENT, "fragment6", "leave")
                .label("fragment6")
                .ldh(IP + Ipv6.HEADER_LENGTH + 2)
                .jumpSet(0xfff8, "leave", "next6")
                .label("next6")
                .ldb(IP + Ipv6.HEADER_LENGTH)
                .jumpEqual(Ipv6.ICMPV6, "fragment type6", "leave")
                .label("fragment type6")
                .ldb(IP + Ipv6.HEADER_LENGTH + 8)
                .jumpEqual(Icmp.V6_ECHO_REQUEST, "take", "leave")
                .label("type6")
                .ldb(IP + Ipv6.HEADER_LENGTH)
                .jumpEqual(Icmp.V6_ECHO_REQUEST, "take", "leave")
                .label("take")
                .ret(ALL_BYTES)
                .label("leave")
                .ret(0);
    }

    /** Echo replies and the errors that answer echo requests, whole. */
    static SockFilter answers() {
        return new SockFilter()
                .ldh(12)
                .jumpEqual(Ethernet.IPV4, "ipv4", "ipv6?")
                .label("ipv6?")
                .jumpEqual(Ethernet.IPV6, "ipv6", "leave")
                .label("ipv4")
                .ldb(IP + 9)
                .jumpEqual(Ipv4.ICMP, "whole", "leave")
                .label("whole")
                .ldh(IP + 6)
                .jumpSet(0x3fff, "leave", "type")
                .label("type")
                .ldxHeaderLength(IP)
                .ldbIndexed(IP)
                .jumpEqual(Icmp.ECHO_REPLY, "take", "unreachable?")
                .label("unreachable?")
                .jumpEqual(Icmp.DESTINATION_UNREACHABLE, "take", "exceeded?")
                .label("exceeded?")
                .jumpEqual(Icmp.TIME_EXCEEDED, "take", "leave")
                .label("ipv6")
                .ldb(IP + 6)
                .jumpEqual(Ipv6.ICMPV6, "type6", "leave")
                .label("type6")
                .ldb(IP + Ipv6.HEADER_LENGTH)
                .jumpEqual(Icmp.V6_ECHO_REPLY, "take", "unreachable6?")
                .label("unreachable6?")
                .jumpEqual(Icmp.V6_DESTINATION_UNREACHABLE, "take", "exceeded6?")
                .label("exceeded6?")
                .jumpEqual(Icmp.V6_TIME_EXCEEDED, "take", "leave")
                .label("take")
                .ret(ALL_BYTES)
                .label("leave")
                .ret(0);
    }
}
