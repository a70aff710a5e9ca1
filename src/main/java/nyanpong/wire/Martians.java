package nyanpong.wire;

/** Addresses that no single host can have: RFC 1122 section 3.2.1.3, RFC 6890, RFC 4291 sections 2.5 and 2.7. */
public final class Martians {
    private Martians() {}

    /** True where an answer to this source would reach no host, every host, or a host that did not ask. */
    public static boolean isSource(long high, long low) {
        return isOffTheWire(high, low) || isGroup(high, low);
    }

    /** This host, loopback, reserved, and the IPv6 forms that stand for no address on a link. */
    public static boolean isOffTheWire(long high, long low) {
        if (AddressText.isMapped(high, low)) {
            int net = (int) (low >>> 24) & 0xff;
            return net == 0 || net == 127 || net >= 240;
        }
        // ::, ::1 and everything else under ::/96. A mapped address, too, came here only from an IPv4 header.
        return high == 0 && low >>> 32 == 0;
    }

    public static boolean isGroup(long high, long low) {
        if (AddressText.isMapped(high, low)) {
            return ((int) (low >>> 24) & 0xf0) == 224;
        }
        return high >>> 56 == 0xff;
    }

    /** ::ffff:a.b.c.d in an IPv6 header: RFC 4291 section 2.5.5.2 has it inside hosts only. */
    public static boolean isMappedOnTheWire(long high, long low) {
        return AddressText.isMapped(high, low);
    }
}
