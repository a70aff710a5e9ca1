package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * The Ethernet II header (RFC 894) and the IEEE 802.1Q tag that may stand before the EtherType.
 *
 * <pre>
 * +-------------------+-------------------+- - - - - - - - - - - -+-----------+
 * |  destination (6)  |    source (6)     | 0x8100 (2)  | TCI (2) | EtherType |
 * +-------------------+-------------------+- - - - - - - - - - - -+-----------+
 * </pre>
 */
public final class Ethernet {
    public static final int HEADER_LENGTH = 14;
    public static final int TAG_LENGTH = 4;

    public static final int IPV4 = 0x0800;
    public static final int ARP = 0x0806;
    public static final int IPV6 = 0x86dd;
    public static final int VLAN = 0x8100;

    public static final long BROADCAST = 0xffff_ffff_ffffL;

    private static final int SOURCE = 6;
    private static final int TYPE = 12;

    private Ethernet() {}

    /** An address as the low 48 bits. */
    public static long destination(MemorySegment p, long at) {
        return Octets.u64(p, at) >>> 16;
    }

    /** An address as the low 48 bits. */
    public static long source(MemorySegment p, long at) {
        return Octets.u64(p, at + SOURCE) >>> 16;
    }

    public static int type(MemorySegment p, long at) {
        return Octets.u16(p, at + TYPE);
    }

    public static void destination(MemorySegment p, long at, long address) {
        Octets.u32(p, at, (int) (address >>> 16));
        Octets.u16(p, at + 4, (int) address & 0xffff);
    }

    public static void source(MemorySegment p, long at, long address) {
        Octets.u16(p, at + SOURCE, (int) (address >>> 32));
        Octets.u32(p, at + SOURCE + 2, (int) address);
    }

    /** Both. */
    public static void addresses(MemorySegment p, long at, long destination, long source) {
        Octets.u64(p, at, destination << 16 | source >>> 32);
        Octets.u32(p, at + SOURCE + 2, (int) source);
    }

    public static void type(MemorySegment p, long at, int type) {
        Octets.u16(p, at + TYPE, type);
    }

    /** Writes a tag where the EtherType of an untagged header would be; the EtherType follows at {@code at + 4}. */
    public static void tag(MemorySegment p, long at, int tci) {
        Octets.u16(p, at + TYPE, VLAN);
        Octets.u16(p, at + TYPE + 2, tci);
    }

    /** True for broadcast and multicast: the group bit, IEEE 802-2014 section 8.2. */
    public static boolean isGroup(long address) {
        return (address & 0x0100_0000_0000L) != 0;
    }
}
