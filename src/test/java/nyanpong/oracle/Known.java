package nyanpong.oracle;

import nyanpong.echo.Verdict;
import nyanpong.support.Host;
import nyanpong.support.Naive;

/** Where the kernel answers and we knowingly do not. There is no case of the reverse. */
enum Known {
    /** Left to the kernel and to the sockets above it, which answer as it would: docs/verdicts.md. */
    LEFT("left to the kernel"),
    /** RFC 1122 section 3.2.1.3(b): this host on this network, but for 0.0.0.0, which the kernel drops, too. */
    SOURCE_THIS_NETWORK("source in 0.0.0.0/8"),
    /** RFC 6890: reserved. */
    SOURCE_RESERVED("source in 240.0.0.0/4"),
    /** RFC 1122 section 3.2.1.3(d): the kernel's answer is a broadcast, unless rp_filter is on. */
    SOURCE_SUBNET_BROADCAST("source a subnet's broadcast address"),
    /** RFC 1122 section 3.2.1.3(b): a subnet's own address; the kernel took it for a broadcast until Linux 5.14. */
    SOURCE_SUBNET("source a subnet's network address"),
    /** RFC 4291 section 2.5.2: the kernel answers to :: on the wire. */
    SOURCE_UNSPECIFIED("source ::"),
    /** RFC 4291 section 2.5.5: addresses with an IPv4 address in them are no addresses of a link. */
    SOURCE_WITH_IPV4("source in ::/96 or ::ffff:0:0/96"),
    /** RFC 1122 section 3.3.6 would have the kernel discard it; drop_unicast_in_l2_multicast is off by default. */
    BROADCAST_FRAME("unicast address in a broadcast frame"),
    /** The kernel does not look at it; an answer that goes back where the request came from would be reflected. */
    SOURCE_MAC("source MAC address that is no host's");

    private final String label;

    Known(String label) {
        this.label = label;
    }

    /** Why we do not answer a packet that the kernel does answer, or null where that is a fault. */
    static Known of(Verdict verdict, byte[] onTheWire) {
        return switch (verdict) {
            case L2_BCAST_UNICAST_IP -> BROADCAST_FRAME;
            case BAD_SRC_MAC -> SOURCE_MAC;
            case MARTIAN_SRC -> source(onTheWire);
            default -> verdict.fate() == Verdict.Fate.LEFT ? LEFT : null;
        };
    }

    private static Known source(byte[] onTheWire) {
        // Only a priority tag gets this far.
        int ip = Naive.u16(onTheWire, 12) == 0x8100 ? 18 : 14;
        if (onTheWire[ip] >>> 4 == 6) {
            return source6(onTheWire, ip + 8);
        }
        int first = Naive.u8(onTheWire, ip + 12);
        int network = Naive.u16(onTheWire, ip + 12) << 8 | Naive.u8(onTheWire, ip + 14);
        int host = Naive.u8(onTheWire, ip + 15);
        if (first == 0 && (network | host) != 0) {
            return SOURCE_THIS_NETWORK;
        }
        if (first >= 240 && !(network == 0xffffff && host == 0xff)) {
            return SOURCE_RESERVED;
        }
        byte[] ours = Host.address(Host.ADDRESS);
        if (network == (Naive.u16(ours, 0) << 8 | Naive.u8(ours, 2))) {
            return switch (host) {
                case 0 -> SOURCE_SUBNET;
                case 255 -> SOURCE_SUBNET_BROADCAST;
                default -> null;
            };
        }
        return null;
    }

    private static Known source6(byte[] b, int at) {
        for (int i = 0; i < 10; i++) {
            if (b[at + i] != 0) {
                return null;
            }
        }
        int word = Naive.u16(b, at + 10);
        long low = (long) Naive.u16(b, at + 12) << 16 | Naive.u16(b, at + 14);
        if (word == 0 && low == 0) {
            return SOURCE_UNSPECIFIED;
        }
        return word == 0xffff || (word == 0 && low != 1) ? SOURCE_WITH_IPV4 : null;
    }

    @Override
    public String toString() {
        return label;
    }
}
