package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * The echo header that ICMP (RFC 792, "Echo or Echo Reply Message") and ICMPv6 (RFC 4443 section 4.1) share. In an ICMP
 * error the last four octets are unused, and the packet that caused it follows.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |     type      |     code      |           checksum            |
 * +---------------+---------------+-------------------------------+
 * |          identifier           |        sequence number        |
 * +-------------------------------+-------------------------------+
 * </pre>
 */
public final class Icmp {
    public static final int HEADER_LENGTH = 8;

    public static final int ECHO_REPLY = 0;
    public static final int DESTINATION_UNREACHABLE = 3;
    public static final int SOURCE_QUENCH = 4;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;
    public static final int PARAMETER_PROBLEM = 12;

    /** A code of {@link #DESTINATION_UNREACHABLE}: RFC 1191 section 4. */
    public static final int FRAGMENTATION_NEEDED = 4;

    public static final int V6_DESTINATION_UNREACHABLE = 1;
    public static final int V6_PACKET_TOO_BIG = 2;
    public static final int V6_TIME_EXCEEDED = 3;
    /** RFC 4443 section 2.1: types from here on inform, those below are errors. */
    public static final int V6_INFORMATIONAL = 128;

    public static final int V6_ECHO_REQUEST = 128;
    public static final int V6_ECHO_REPLY = 129;

    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;

    private Icmp() {}

    public static int type(MemorySegment p, long at) {
        return Octets.u8(p, at);
    }

    public static int code(MemorySegment p, long at) {
        return Octets.u8(p, at + CODE);
    }

    public static int identifier(MemorySegment p, long at) {
        return Octets.u16(p, at + IDENTIFIER);
    }

    public static int sequence(MemorySegment p, long at) {
        return Octets.u16(p, at + SEQUENCE);
    }

    public static void type(MemorySegment p, long at, int type) {
        Octets.u8(p, at, type);
    }

    public static void identifier(MemorySegment p, long at, int identifier) {
        Octets.u16(p, at + IDENTIFIER, identifier);
    }

    public static void sequence(MemorySegment p, long at, int sequence) {
        Octets.u16(p, at + SEQUENCE, sequence);
    }

    /** Writes the head of an error: type, code, the checksum of {@code length} bytes, four unused octets. */
    public static void writeError(MemorySegment p, long at, int type, int code, int length, int seed) {
        writeHead(p, at, type << 8 | code, 0, length, seed);
    }

    /** Makes a message one of another type, whose checksum is computed anew. */
    public static void retype(MemorySegment p, long at, int type, int length, int seed) {
        long head = Octets.u64(p, at);
        writeHead(p, at, type << 8 | ((int) (head >>> 48) & 0xff), (int) head, length, seed);
    }

    /** In one piece, and summed before it is written: what was just written in pieces is slow to read back. */
    private static void writeHead(MemorySegment p, long at, int typeAndCode, int rest, int length, int seed) {
        int sum = Checksum.fold(seed + typeAndCode + Checksum.ofWord(rest));
        int checksum = Checksum.of(p, at + HEADER_LENGTH, length - HEADER_LENGTH, sum);
        Octets.u64(p, at, (long) typeAndCode << 48 | (long) checksum << 32 | (rest & 0xffff_ffffL));
    }

    /** Recomputes the checksum of {@code length} bytes; {@code seed} is 0 for IPv4, the pseudo-header sum for IPv6. */
    public static void fillChecksum(MemorySegment p, long at, int length, int seed) {
        Octets.u16(p, at + CHECKSUM, 0);
        Octets.u16(p, at + CHECKSUM, Checksum.of(p, at, length, seed));
    }
}
