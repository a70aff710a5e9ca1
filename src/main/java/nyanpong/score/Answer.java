package nyanpong.score;

/**
 * What one request gets, packed in a {@code long} so that a score is a flat table.
 *
 * <pre>
 *           0-7   8-15    16-23   24-31   32-39   40-47   48-63
 * reply      0    TTL     -       -       -       -       delay   TTL 0: our default
 * silence    1    -       -       -       -       -       -
 * error      2    type    code    type6   code6   hop     delay   hop 0: from the address that was asked
 * shifted    3    milliseconds, 40 bits                   delay   the data's time stamp, set back
 * drawn      4    row, 32 bits                    -       delay   the data, overwritten from this row of the drawing on
 * address    5    place   pixel   -       -       -       -       a pixel of the client's own address
 * </pre>
 *
 * <p>A delay is in milliseconds, up to 65,535.
 */
public final class Answer {
    /** Kinds. */
    public static final int KIND_REPLY = 0;

    public static final int KIND_SILENCE = 1;
    public static final int KIND_ERROR = 2;
    public static final int KIND_SHIFTED = 3;
    public static final int KIND_DRAWN = 4;
    public static final int KIND_ADDRESS = 5;

    /** An echo reply with the request's data. */
    public static final long REPLY = KIND_REPLY;

    /** Nothing. */
    public static final long SILENCE = KIND_SILENCE;

    /** Destination unreachable: host (RFC 792, code 1), address (RFC 4443 section 3.1, code 3). */
    public static final long UNREACHABLE = error(3, 1, 1, 3);

    /** Time exceeded in transit: RFC 792 code 0, RFC 4443 section 3.3 code 0. */
    public static final long TIME_EXCEEDED = error(11, 0, 3, 0);

    public static final int LONGEST_DELAY_MILLIS = 0xffff;
    private static final long LONGEST_SHIFT_MILLIS = 0xff_ffff_ffffL;

    private Answer() {}

    /** An echo reply with a time to live, or hop limit, of 1 to 255. */
    public static long reply(int ttl) {
        return KIND_REPLY | (long) check("TTL", ttl, 0xff) << 8;
    }

    /** An ICMP error that quotes the request: its type and code for IPv4, then for IPv6. */
    public static long error(int type, int code, int type6, int code6) {
        return KIND_ERROR | (long) type << 8 | (long) code << 16 | (long) type6 << 24 | (long) code6 << 32;
    }

    /** The same error, from one of the score's hops, counted from 1. */
    public static long from(long error, int hop) {
        return error | (long) check("hop", hop, 0xff) << 40;
    }

    /** An echo reply whose data's time stamp is set back, so that the client takes it for that much slower. */
    public static long shifted(long millis) {
        return KIND_SHIFTED | check("shift", millis, LONGEST_SHIFT_MILLIS) << 8;
    }

    /** An echo reply with the score's drawing in its data. */
    public static long drawn(int row) {
        return KIND_DRAWN | (long) check("row", row, Integer.MAX_VALUE) << 8;
    }

    /** Ink where the client's own address, written in {@link AddressFont}, has it; else paper. */
    public static long address(int place, int pixel) {
        return KIND_ADDRESS | (long) check("place", place, 0xff) << 8 | (long) check("pixel", pixel, 0xff) << 16;
    }

    /** The same answer, later. */
    public static long late(long answer, int millis) {
        return answer | (long) check("delay", millis, LONGEST_DELAY_MILLIS) << 48;
    }

    /** The same answer, at once. */
    public static long prompt(long answer) {
        return answer & 0xffff_ffff_ffffL;
    }

    public static int kind(long answer) {
        return (int) answer & 0xff;
    }

    /** Of a reply; 0 is our default. */
    public static int ttl(long answer) {
        return octet(answer, 8);
    }

    public static int type(long answer) {
        return octet(answer, 8);
    }

    public static int code(long answer) {
        return octet(answer, 16);
    }

    public static int type6(long answer) {
        return octet(answer, 24);
    }

    public static int code6(long answer) {
        return octet(answer, 32);
    }

    /** Of an error: 0, or a hop counted from 1. */
    public static int hop(long answer) {
        return octet(answer, 40);
    }

    /** 0 where the time stamp is not set back. */
    public static long shiftMillis(long answer) {
        if (kind(answer) != KIND_SHIFTED) {
            return 0;
        }
        return answer >>> 8 & LONGEST_SHIFT_MILLIS;
    }

    public static int row(long answer) {
        return (int) (answer >>> 8);
    }

    /** Of an address: which of its characters. */
    public static int place(long answer) {
        return octet(answer, 8);
    }

    /** Of an address: which pixel of the character. */
    public static int pixel(long answer) {
        return octet(answer, 16);
    }

    public static int delayMillis(long answer) {
        return (int) (answer >>> 48);
    }

    private static int octet(long answer, int bit) {
        return (int) (answer >>> bit) & 0xff;
    }

    private static long check(String what, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " " + value + ": want 0 to " + most);
        }
        return value;
    }

    private static int check(String what, int value, int most) {
        return (int) check(what, (long) value, most);
    }
}
