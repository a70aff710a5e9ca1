package nyanpong.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The Internet checksum: RFC 1071.
 *
 * <p>A sum is the one's complement sum of big-endian 16-bit words, 0..0xffff, and may be passed on as the seed of the next
 * stretch where the first was of even length. The checksum of a stretch is the complement of its sum.
 */
public final class Checksum {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Checksum() {}

    /** The sum of {@code length} bytes and of {@code seed}. Over a stretch that holds its right checksum it is 0xffff. */
    public static int sum(MemorySegment p, long at, int length, int seed) {
        // RFC 1071 section 2(B): the sum does not depend on byte order, so it is taken in the processor's own,
        // eight bytes at a time as two 32-bit halves, and turned once at the end.
        long sum = LITTLE ? Short.reverseBytes((short) seed) & 0xffff : seed;
        // Four words to a turn of the loop and two sums, so that additions need not wait for one another.
        long other = 0;
        for (int turns = length >>> 5; turns > 0; turns--, at += 32) {
            long a = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
            long b = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 8);
            long c = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 16);
            long d = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 24);
            sum += (a & 0xffff_ffffL) + (a >>> 32) + (b & 0xffff_ffffL) + (b >>> 32);
            other += (c & 0xffff_ffffL) + (c >>> 32) + (d & 0xffff_ffffL) + (d >>> 32);
        }
        sum += other;
        // What is left, by its length's bits: no loop is as short as that.
        if ((length & 16) != 0) {
            long a = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
            long b = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at + 8);
            sum += (a & 0xffff_ffffL) + (a >>> 32) + (b & 0xffff_ffffL) + (b >>> 32);
            at += 16;
        }
        if ((length & 8) != 0) {
            long a = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
            sum += (a & 0xffff_ffffL) + (a >>> 32);
            at += 8;
        }
        if ((length & 4) != 0) {
            sum += p.get(ValueLayout.JAVA_INT_UNALIGNED, at) & 0xffff_ffffL;
            at += 4;
        }
        if ((length & 2) != 0) {
            sum += p.get(ValueLayout.JAVA_SHORT_UNALIGNED, at) & 0xffff;
            at += 2;
        }
        if ((length & 1) != 0) {
            // RFC 1071 section 1: an odd last byte counts as if a zero followed it.
            int last = p.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            sum += LITTLE ? last : last << 8;
        }
        sum = (sum >>> 32) + (sum & 0xffff_ffffL);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        return LITTLE ? Short.reverseBytes((short) sum) & 0xffff : (int) sum;
    }

    /** The sum of a 32-bit word's halves, as yet with its carry. */
    static int ofWord(int word) {
        return (word >>> 16) + (word & 0xffff);
    }

    /** A sum of some such, its carries added in. */
    static int fold(int sum) {
        return ofWord(ofWord(sum));
    }

    /** True where {@code length} bytes hold their right checksum. */
    public static boolean holds(MemorySegment p, long at, int length, int seed) {
        return sum(p, at, length, seed) == 0xffff;
    }

    /** The checksum of {@code length} bytes whose checksum field is zero. */
    public static int of(MemorySegment p, long at, int length, int seed) {
        return ~sum(p, at, length, seed) & 0xffff;
    }
}
