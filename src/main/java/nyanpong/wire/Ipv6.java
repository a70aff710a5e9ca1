package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * The IPv6 header: RFC 8200 section 3.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+---------------+---------------------------------------+
 * |version| traffic class |              flow label               |
 * +-------+---------------+-------+---------------+---------------+
 * |        payload length         |  next header  |   hop limit   |
 * +-------------------------------+---------------+---------------+
 * |                       source address (16)                     |
 * +---------------------------------------------------------------+
 * |                     destination address (16)                  |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv6 {
    public static final int HEADER_LENGTH = 40;
    public static final int ICMPV6 = 58;

    /** Extension headers that the kernel understands: RFC 8200 section 4. */
    public static final int HOP_BY_HOP = 0;

    public static final int ROUTING = 43;
    public static final int FRAGMENT = 44;
    public static final int DESTINATION_OPTIONS = 60;

    private static final int PAYLOAD_LENGTH = 4;
    private static final int NEXT_HEADER = 6;
    private static final int HOP_LIMIT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;

    private Ipv6() {}

    public static int version(MemorySegment p, long at) {
        return Octets.u8(p, at) >>> 4;
    }

    public static int trafficClass(MemorySegment p, long at) {
        return (Octets.u16(p, at) >>> 4) & 0xff;
    }

    public static int payloadLength(MemorySegment p, long at) {
        return Octets.u16(p, at + PAYLOAD_LENGTH);
    }

    public static int nextHeader(MemorySegment p, long at) {
        return Octets.u8(p, at + NEXT_HEADER);
    }

    /** The first 64 bits of the source. */
    public static int hopLimit(MemorySegment p, long at) {
        return Octets.u8(p, at + HOP_LIMIT);
    }

    public static long sourceHigh(MemorySegment p, long at) {
        return Octets.u64(p, at + SOURCE);
    }

    public static long sourceLow(MemorySegment p, long at) {
        return Octets.u64(p, at + SOURCE + 8);
    }

    /** The first 64 bits of the destination. */
    public static long destinationHigh(MemorySegment p, long at) {
        return Octets.u64(p, at + DESTINATION);
    }

    public static long destinationLow(MemorySegment p, long at) {
        return Octets.u64(p, at + DESTINATION + 8);
    }

    public static void write(
            MemorySegment p,
            long at,
            int trafficClass,
            int flowLabel,
            int payloadLength,
            int nextHeader,
            int hopLimit) {
        Octets.u32(p, at, 6 << 28 | trafficClass << 20 | flowLabel);
        Octets.u16(p, at + PAYLOAD_LENGTH, payloadLength);
        Octets.u8(p, at + NEXT_HEADER, nextHeader);
        Octets.u8(p, at + HOP_LIMIT, hopLimit);
    }

    public static void source(MemorySegment p, long at, long high, long low) {
        Octets.u64(p, at + SOURCE, high);
        Octets.u64(p, at + SOURCE + 8, low);
    }

    public static void destination(MemorySegment p, long at, long high, long low) {
        Octets.u64(p, at + DESTINATION, high);
        Octets.u64(p, at + DESTINATION + 8, low);
    }

    /** The sum of the pseudo-header: RFC 8200 section 8.1. The addresses are those in the header at {@code at}. */
    public static int pseudoHeaderSum(MemorySegment p, long at, int length, int nextHeader) {
        int sum = length + nextHeader;
        return Checksum.sum(p, at + SOURCE, 32, (sum >>> 16) + (sum & 0xffff));
    }
}
