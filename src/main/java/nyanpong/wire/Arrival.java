package nyanpong.wire;

/**
 * What the device and the kernel said of a received packet beside its bytes, packed in an {@code int}: the VLAN tag that
 * the kernel took out of it, for whom the link layer says it is, and the state of its checksum.
 *
 * <pre>
 * bits 0-15: tag control information   16: tagged   17: outer tag is not 802.1Q   18: checksum not filled in yet
 *      19: longer than the room for it           24-31: packet type, PACKET_HOST (0) is us: packet(7)
 * </pre>
 */
public final class Arrival {
    /** An untagged packet for us with an ordinary checksum. */
    public static final int PLAIN = 0;

    /** The tag's protocol is not 0x8100: a service tag of IEEE 802.1ad. */
    public static final int FOREIGN_TAG = 1 << 17;

    /** The sender left the checksum to hardware that it never reached: a virtual machine on this host. */
    public static final int CHECKSUM_NOT_READY = 1 << 18;

    public static final int TRUNCATED = 1 << 19;

    private static final int TAGGED = 1 << 16;

    private Arrival() {}

    public static int of(int packetType, int flags) {
        return packetType << 24 | flags;
    }

    public static int withTag(int arrival, int tci) {
        return arrival | TAGGED | (tci & 0xffff);
    }

    /** Whether the kernel took a tag out of it. */
    public static boolean isTagged(int arrival) {
        return has(arrival, TAGGED);
    }

    public static boolean has(int arrival, int flag) {
        return (arrival & flag) != 0;
    }

    /** Priority (3 bits), drop eligibility, VLAN identifier (12 bits). */
    public static int tci(int arrival) {
        return arrival & 0xffff;
    }

    /** 0 is a priority tag: no VLAN. */
    public static int vlan(int arrival) {
        return arrival & 0xfff;
    }

    public static int packetType(int arrival) {
        return arrival >>> 24;
    }
}
