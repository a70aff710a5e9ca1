package nyanpong.score;

/**
 * What one request gets, packed in a {@code long} so that a score is a flat table.
 *
 * <pre>
 * bits 0-7: kind   8-15: ICMP type   16-23: ICMP code   24-31: ICMPv6 type   32-39: ICMPv6 code   40-63: zero
 * </pre>
 */
public final class Answer {
    /** Kinds. */
    public static final int KIND_REPLY = 0;

    public static final int KIND_SILENCE = 1;
    public static final int KIND_ERROR = 2;

    /** An echo reply with the request's data. */
    public static final long REPLY = KIND_REPLY;

    /** Nothing. */
    public static final long SILENCE = KIND_SILENCE;

    /** Destination unreachable: host (RFC 792, code 1), address (RFC 4443 section 3.1, code 3). */
    public static final long UNREACHABLE = error(3, 1, 1, 3);

    /** Time exceeded in transit: RFC 792 code 0, RFC 4443 section 3.3 code 0. */
    public static final long TIME_EXCEEDED = error(11, 0, 3, 0);

    private Answer() {}

    /** An ICMP error that quotes the request: its type and code for IPv4, then for IPv6. */
    public static long error(int type, int code, int type6, int code6) {
        return KIND_ERROR | (long) type << 8 | (long) code << 16 | (long) type6 << 24 | (long) code6 << 32;
    }

    public static int kind(long answer) {
        return (int) answer & 0xff;
    }

    public static int type(long answer) {
        return (int) (answer >>> 8) & 0xff;
    }

    public static int code(long answer) {
        return (int) (answer >>> 16) & 0xff;
    }

    public static int type6(long answer) {
        return (int) (answer >>> 24) & 0xff;
    }

    public static int code6(long answer) {
        return (int) (answer >>> 32) & 0xff;
    }
}
