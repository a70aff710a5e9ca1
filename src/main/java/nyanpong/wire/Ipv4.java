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
    private static final int FRAGMENT = 6;
    private static final int TTL = 8;
    private static final int PROTOCOL = 9;
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

    /** True where a header of so many bytes holds its right checksum. */
    public static boolean holds(MemorySegment p, long at, int headerLength) {
        if (headerLength != HEADER_LENGTH) {
            return Checksum.holds(p, at, headerLength, 0);
        }
        // Without options, as nearly all are: five words, and nothing to decide.
        long a = Octets.u64(p, at);
        long b = Octets.u64(p, at + TTL);
        long sum =
                (a >>> 32) + (a & 0xffff_ffffL) + (b >>> 32) + (b & 0xffff_ffffL) + (destination(p, at) & 0xffff_ffffL);
        return Checksum.fold(Checksum.ofWord((int) (sum >>> 32)) + Checksum.ofWord((int) sum)) == 0xffff;
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
        // By whole words, and summed before they are written: a word that was just written in pieces is slow to read
        // back.
        int first = 0x4500 | tos;
        int fifth = ttl << 8 | protocol;
        int addresses = Checksum.ofWord(source) + Checksum.ofWord(destination);
        int checksum = ~Checksum.fold(first + totalLength + identification + fifth + addresses) & 0xffff;
        Octets.u64(p, at, (long) first << 48 | (long) totalLength << 32 | (long) identification << 16);
        Octets.u64(p, at + TTL, (long) fifth << 48 | (long) checksum << 32 | (source & 0xffff_ffffL));
        Octets.u32(p, at + DESTINATION, destination);
    }
}
