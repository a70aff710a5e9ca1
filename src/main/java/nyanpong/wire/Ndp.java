package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * Neighbor Discovery's solicitation and advertisement, and their options: RFC 4861 sections 4.3, 4.4 and 4.6. Offsets are of
 * the ICMPv6 header; a solicitation has no flags, their bits are reserved.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |type 135 or 136|    code 0     |           checksum            |
 * +-+-+-+---------+---------------+-------------------------------+
 * |R|S|O|                       reserved                          |
 * +-+-+-+---------------------------------------------------------+
 * |                      target address (16)                      |
 * +---------------+---------------+-------------------------------+
 * |  option type  | length (of 8) |  link-layer address (6), ...  |
 * +---------------+---------------+-------------------------------+
 * </pre>
 */
public final class Ndp {
    public static final int SOLICITATION = 135;
    public static final int ADVERTISEMENT = 136;

    /** Without options. */
    public static final int HEADER_LENGTH = 24;

    /** With the one option that holds a link-layer address. */
    public static final int LONGEST_WRITTEN = HEADER_LENGTH + 8;

    /** RFC 4861 section 7.1: none that came through a router has it still. */
    public static final int HOP_LIMIT = 255;

    /** Flags of an advertisement. */
    public static final int ROUTER = 0x8000_0000;

    public static final int SOLICITED = 0x4000_0000;
    public static final int OVERRIDE = 0x2000_0000;

    public static final int SOURCE_LINK_ADDRESS = 1;
    public static final int TARGET_LINK_ADDRESS = 2;

    /** ff02::1, RFC 4291 section 2.7.1. */
    public static final long ALL_NODES_HIGH = 0xff02_0000_0000_0000L;

    public static final long ALL_NODES_LOW = 1;

    private static final int FLAGS = 4;
    private static final int TARGET = 8;
    private static final int OPTION_LENGTH = 1;

    private Ndp() {}

    public static int flags(MemorySegment p, long at) {
        return Octets.u32(p, at + FLAGS);
    }

    /** The first 64 bits of the target. */
    public static long targetHigh(MemorySegment p, long at) {
        return Octets.u64(p, at + TARGET);
    }

    public static long targetLow(MemorySegment p, long at) {
        return Octets.u64(p, at + TARGET + 8);
    }

    /** True where every option has a length, and ends where the message of {@code length} octets does, or before. */
    public static boolean hasSoundOptions(MemorySegment p, long at, int length) {
        int option = HEADER_LENGTH;
        while (option + 2 <= length) {
            int octets = Octets.u8(p, at + option + OPTION_LENGTH) * 8;
            if (octets == 0) {
                return false;
            }
            option += octets;
        }
        return option == length;
    }

    /** The Ethernet address in the first option of {@code type}, or -1; the options are sound. */
    public static long linkAddress(MemorySegment p, long at, int length, int type) {
        for (int option = HEADER_LENGTH; option < length; ) {
            int octets = Octets.u8(p, at + option + OPTION_LENGTH) * 8;
            if (Octets.u8(p, at + option) == type && octets == 8) {
                return Octets.u64(p, at + option) & 0xffff_ffff_ffffL;
            }
            option += octets;
        }
        return -1;
    }

    /**
     * Writes a message with a checksum of zero.
     *
     * @param option {@link #SOURCE_LINK_ADDRESS}, {@link #TARGET_LINK_ADDRESS}, or 0 for none
     * @return its length
     */
    public static int write(
            MemorySegment p, long at, int type, int flags, long targetHigh, long targetLow, int option, long address) {
        Octets.u32(p, at, type << 24);
        Octets.u32(p, at + FLAGS, flags);
        Octets.u64(p, at + TARGET, targetHigh);
        Octets.u64(p, at + TARGET + 8, targetLow);
        if (option == 0) {
            return HEADER_LENGTH;
        }
        Octets.u64(p, at + HEADER_LENGTH, (long) option << 56 | 1L << 48 | address);
        return LONGEST_WRITTEN;
    }

    /** The last 64 bits of an address's solicited-node group, ff02::1:ffXX:XXXX: RFC 4291 section 2.7.1. */
    public static long solicitedNodeLow(long low) {
        return 0x0000_0001_ff00_0000L | (low & 0xff_ffffL);
    }

    /** True for the solicited-node group of any address. */
    public static boolean isSolicitedNode(long high, long low) {
        return high == ALL_NODES_HIGH && low >>> 24 == 0x1ffL;
    }

    /** The Ethernet address of a group: RFC 2464 section 7. */
    public static long groupAddress(long low) {
        return 0x3333_0000_0000L | (low & 0xffff_ffffL);
    }
}
