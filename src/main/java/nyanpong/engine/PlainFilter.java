package nyanpong.engine;

import nyanpong.sys.IfPacket;
import nyanpong.sys.SockFilter;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * Keeps from the plain answerer what the packet engine answers anyway: whole, optionless, unicast requests on the served
 * interface. Used under load only, because no filter can tell a request that came in small fragments from a whole one.
 */
final class PlainFilter {
    private static final int ALL_BYTES = 0x40000;

    /** A jump of classic BPF reaches 256 instructions. */
    private static final int MOST_INTERFACES = 200;

    private PlainFilter() {}

    static SockFilter everything() {
        return new SockFilter().ret(ALL_BYTES);
    }

    static SockFilter nothing() {
        return new SockFilter().ret(0);
    }

    /** False where one filter cannot tell what the packet engine answers: chosen addresses, or very many VLANs. */
    static boolean canTell(Division division) {
        return division.picturesAll() && division.interfaces().size() <= MOST_INTERFACES;
    }

    static SockFilter besides(Division division, boolean six) {
        SockFilter filter = new SockFilter()
                .ld(SockFilter.SKF_AD_PKTTYPE) // broadcast and multicast have a type of their own
                .jumpEqual(IfPacket.PACKET_HOST, "unicast", "take")
                .label("unicast")
                .ld(SockFilter.SKF_AD_IFINDEX);
        int n = 0;
        for (int ifindex : division.interfaces()) {
            filter.jumpEqual(ifindex, "served", "not " + n).label("not " + n);
            n++;
        }
        filter.jump("take").label("served");
        if (six) {
            filter.ldb(SockFilter.SKF_NET_OFF + 6)
                    .jumpEqual(Ipv6.ICMPV6, "plain", "take")
                    .label("plain")
                    .ldh(SockFilter.SKF_NET_OFF + 4)
                    .jumpGreater(division.mtu() - Ipv6.HEADER_LENGTH, "take", "leave");
        } else {
            filter.ldb(SockFilter.SKF_NET_OFF)
                    .jumpEqual(0x45, "plain", "take")
                    .label("plain")
                    .ldh(SockFilter.SKF_NET_OFF + 2)
                    .jumpGreater(Math.max(division.mtu(), Ipv4.HEADER_LENGTH), "take", "leave");
        }
        return filter.label("take").ret(ALL_BYTES).label("leave").ret(0);
    }
}
