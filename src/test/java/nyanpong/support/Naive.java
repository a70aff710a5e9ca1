package nyanpong.support;

/** The arithmetic of packets once more, as slowly as the RFCs read, sharing nothing with the main code. */
public final class Naive {
    private Naive() {}

    public static int u8(byte[] b, int at) {
        return b[at] & 0xff;
    }

    public static int u16(byte[] b, int at) {
        return u8(b, at) << 8 | u8(b, at + 1);
    }

    public static void u16(byte[] b, int at, int value) {
        b[at] = (byte) (value >>> 8);
        b[at + 1] = (byte) value;
    }

    /** RFC 1071 section 1, one 16-bit word after the other, a carry at a time. */
    public static int sum(byte[] b, int at, int length, int seed) {
        int sum = seed;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? u8(b, at + i + 1) : 0;
            sum += u8(b, at + i) << 8 | low;
            if (sum > 0xffff) {
                sum -= 0xffff;
            }
        }
        return sum;
    }

    public static int checksum(byte[] b, int at, int length, int seed) {
        return ~sum(b, at, length, seed) & 0xffff;
    }

    /** RFC 8200 section 8.1: both addresses, the upper layer's length, the next header 58. */
    public static int pseudoHeaderSum(byte[] b, int ip, int length) {
        byte[] tail = {0, (byte) (length >>> 16), (byte) (length >>> 8), (byte) length, 0, 0, 0, 58};
        return sum(tail, 0, 8, sum(b, ip + 8, 32, 0));
    }
}
