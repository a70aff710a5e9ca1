package nyanpong.score;

/**
 * Addresses written in pixels, on the packet thread: a character is 3 x 5 pixels, an IPv4 address a dotted quad, an IPv6
 * address its eight groups, shortened as RFC 5952 has it.
 */
public final class AddressFont {
    public static final int WIDTH = 3;
    public static final int HEIGHT = 5;

    /** Characters of the longest address. */
    public static final int LONGEST = 39;

    private static final int DOT = 16;
    private static final int COLON = 17;
    private static final int BLANK = 18;

    /** 0-9, a-f, dot, colon, blank: a bit a pixel, row by row, the first in the highest of fifteen. */
    private static final int[] PIXELS = {
        0b111_101_101_101_111, 0b010_110_010_010_111, 0b111_001_111_100_111, 0b111_001_111_001_111,
        0b101_101_111_001_001, 0b111_100_111_001_111, 0b111_100_111_101_111, 0b111_001_001_010_010,
        0b111_101_111_101_111, 0b111_101_111_001_111, 0b010_101_111_101_101, 0b110_101_110_101_110,
        0b111_100_100_100_111, 0b110_101_101_101_110, 0b111_100_111_100_111, 0b111_100_111_100_100,
        0b000_000_000_000_010, 0b000_010_000_010_000, 0b000_000_000_000_000,
    };

    private AddressFont() {}

    /** True where a pixel of a character of an address is ink; beyond its end there is none. */
    static boolean isInk(long high, long low, int place, int pixel) {
        boolean ipv4 = high == 0 && low >>> 32 == 0xffff;
        int c = ipv4 ? ipv4((int) low, place) : ipv6(high, low, place);
        return (PIXELS[c] >>> (WIDTH * HEIGHT - 1 - pixel) & 1) != 0;
    }

    /** The character of a dotted quad at a place, as an index of the font. */
    private static int ipv4(int address, int place) {
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = address >>> shift & 0xff;
            int digits = octet >= 100 ? 3 : octet >= 10 ? 2 : 1;
            if (place < at + digits) {
                int behind = at + digits - 1 - place;
                return (behind == 2 ? octet / 100 : behind == 1 ? octet / 10 : octet) % 10;
            }
            at += digits;
            if (place == at && shift > 0) {
                return DOT;
            }
            at++;
        }
        return BLANK;
    }

    private static int ipv6(long high, long low, int place) {
        int run = longestRun(high, low);
        int first = run >>> 4;
        int length = run & 15;
        int at = 0;
        for (int group = 0; group < 8; group++) {
            if (length > 1 && group == first) {
                // The colons on both sides of the run; the one before it is the separator that is still owed.
                if (place < at + (group == 0 ? 2 : 1)) {
                    return COLON;
                }
                at += group == 0 ? 2 : 1;
                group += length - 1;
                continue;
            }
            int value = group(high, low, group);
            int digits = value >= 0x1000 ? 4 : value >= 0x100 ? 3 : value >= 0x10 ? 2 : 1;
            if (place < at + digits) {
                return (value >>> (4 * (at + digits - 1 - place))) & 15;
            }
            at += digits;
            if (group < 7) {
                if (place == at) {
                    return COLON;
                }
                at++;
            }
        }
        return BLANK;
    }

    /** The first of the longest runs of zero groups: where it begins, times 16, and its length; RFC 5952 section 4.2. */
    private static int longestRun(long high, long low) {
        int best = 0;
        int first = 0;
        int length = 0;
        for (int group = 0; group < 8; group++) {
            if (group(high, low, group) != 0) {
                length = 0;
                continue;
            }
            first = length == 0 ? group : first;
            length++;
            best = length > (best & 15) ? (first << 4) | length : best;
        }
        return best;
    }

    private static int group(long high, long low, int group) {
        return (int) ((group < 4 ? high : low) >>> (48 - (group & 3) * 16)) & 0xffff;
    }
}
