package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * The IPv4 header: RFC 791 section 3.1.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |version|  IHL  |type of service|         total length          |
 * +-------+-------+---------------+-----+-------------------------+
 * |        identification         |flags|     fragment offset     |
 * +---------------+---------------+-----+-------------------------+
 * | time to live  |   protocol    |        header checksum        |
 * +---------------+---------------+-------------------------------+
 * |                        source address                         |
 * +---------------------------------------------------------------+
 * |                      destination address                      |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv4 {
    /** Without options. */
    public static final int HEADER_LENGTH = 20;

    public static final int ICMP = 1;

    private static final int TOS = 1;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FRAGMENT = 6;
    private static final int TTL = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;

    private Ipv4() {}

    public static int version(MemorySegment p, long at) {
        return Octets.u8(p, at) >>> 4;
    }

    /** The header's length in bytes: IHL times four, 0..60. */
    public static int headerLength(MemorySegment p, long at) {
        return (Octets.u8(p, at) & 0xf) << 2;
    }

    public static int tos(MemorySegment p, long at) {
        return Octets.u8(p, at + TOS);
    }

    public static int totalLength(MemorySegment p, long at) {
        return Octets.u16(p, at + TOTAL_LENGTH);
    }

    /** True for any fragment: more fragments follow, or the offset is not zero. */
    public static boolean isFragment(MemorySegment p, long at) {
        return (Octets.u16(p, at + FRAGMENT) & 0x3fff) != 0;
    }

    /** Where the data belongs in the datagram, in units of eight bytes: 0 for the first or only fragment. */
    public static int fragmentOffset(MemorySegment p, long at) {
        return Octets.u16(p, at + FRAGMENT) & 0x1fff;
    }

    public static int ttl(MemorySegment p, long at) {
        return Octets.u8(p, at + TTL);
    }

    public static int protocol(MemorySegment p, long at) {
        return Octets.u8(p, at + PROTOCOL);
    }

    public static int source(MemorySegment p, long at) {
        return Octets.u32(p, at + SOURCE);
    }

    public static int destination(MemorySegment p, long at) {
        return Octets.u32(p, at + DESTINATION);
    }

    /** Writes a header without options, DF clear as in the kernel's own replies, and its checksum. */
    public static void write(
            MemorySegment p,
            long at,
            int tos,
            int totalLength,
            int identification,
            int ttl,
            int protocol,
            int source,
            int destination) {
        Octets.u16(p, at, 0x4500 | tos);
        Octets.u16(p, at + TOTAL_LENGTH, totalLength);
        Octets.u16(p, at + IDENTIFICATION, identification);
        Octets.u16(p, at + FRAGMENT, 0);
        Octets.u8(p, at + TTL, ttl);
        Octets.u8(p, at + PROTOCOL, protocol);
        Octets.u32(p, at + SOURCE, source);
        Octets.u32(p, at + DESTINATION, destination);
        Octets.u16(p, at + CHECKSUM, 0);
        Octets.u16(p, at + CHECKSUM, Checksum.of(p, at, HEADER_LENGTH, 0));
    }
}
