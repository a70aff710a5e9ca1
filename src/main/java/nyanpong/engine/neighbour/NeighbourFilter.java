package nyanpong.engine.neighbour;

import nyanpong.sys.SockFilter;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Ndp;

/** Which packets reach the neighbours' socket: ARP, neighbor solicitations and advertisements, without a VLAN tag. */
final class NeighbourFilter {
    private static final int IP = Ethernet.HEADER_LENGTH;

    private NeighbourFilter() {}

    static SockFilter nothing() {
        return new SockFilter().ret(0);
    }

    static SockFilter neighbours() {
        return new SockFilter()
                .ld(SockFilter.SKF_AD_VLAN_TAG_PRESENT)
                .jumpEqual(0, "untagged", "leave")
                .label("untagged")
                .ldh(12)
                .jumpEqual(Ethernet.ARP, "take", "ipv6?")
                .label("ipv6?")
                .jumpEqual(Ethernet.IPV6, "ipv6", "leave")
                .label("ipv6")
                .ldb(IP + 6)
                .jumpEqual(Ipv6.ICMPV6, "type", "leave")
                .label("type")
                .ldb(IP + Ipv6.HEADER_LENGTH)
                .jumpEqual(Ndp.SOLICITATION, "take", "advertisement?")
                .label("advertisement?")
                .jumpEqual(Ndp.ADVERTISEMENT, "take", "leave")
                .label("take")
                .ret(NeighbourSocket.LONGEST)
                .label("leave")
                .ret(0);
    }
}
