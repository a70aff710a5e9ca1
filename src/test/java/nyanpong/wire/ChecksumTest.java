package nyanpong.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import nyanpong.support.Naive;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private static final int LONGEST = 65_535;

    private final Arena arena = Arena.ofAuto();

    /** The segment ends with the stretch, so that a read beyond an odd tail throws. */
    @Test
    void agreesWithOneWordAtATimeForEveryLengthAndAlignment() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length <= 3000; length++) {
            check(random, length, random.nextInt(8), random.nextInt(0x10000));
        }
        for (int at = 0; at < 8; at++) {
            for (int length = 0; length < 40; length++) {
                check(random, length, at, random.nextInt(0x10000));
            }
        }
    }

    @Test
    void theLongestStretchOfTheLargestWordsOverflowsNothing() {
        byte[] ones = new byte[LONGEST];
        Arrays.fill(ones, (byte) 0xff);
        for (int length : new int[] {LONGEST, LONGEST - 1, 8, 7}) {
            for (int seed : new int[] {0, 1, 0xfffe, 0xffff}) {
                MemorySegment p = copy(ones, 0, length);
                assertEquals(Naive.sum(ones, 0, length, seed), Checksum.sum(p, 0, length, seed));
            }
        }
    }

    /** Whichever of its two zeros a one's complement sum takes must not matter to who verifies it. */
    @Test
    void twoZerosAreTheSame() {
        byte[] zeros = new byte[64];
        assertEquals(0, Checksum.sum(copy(zeros, 0, 64), 0, 64, 0));
        assertEquals(0xffff, Checksum.of(copy(zeros, 0, 64), 0, 64, 0));
        assertFalse(Checksum.holds(copy(zeros, 0, 64), 0, 64, 0));
        byte[] withChecksum = zeros.clone();
        Naive.u16(withChecksum, 10, 0xffff);
        assertTrue(Checksum.holds(copy(withChecksum, 0, 64), 0, 64, 0));
    }

    /** The example of RFC 1071 section 3. */
    @Test
    void isThatOfTheRfc() {
        byte[] example = HexFormat.of().parseHex("0001f203f4f5f6f7");
        assertEquals(0xddf2, Checksum.sum(copy(example, 0, 8), 0, 8, 0));
    }

    @Test
    void aStretchOfEvenLengthSeedsTheNext() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            byte[] b = new byte[random.nextInt(2, 200)];
            random.nextBytes(b);
            int first = random.nextInt(b.length / 2 + 1) * 2;
            MemorySegment p = copy(b, 3, b.length);
            int sum = Checksum.sum(p, 3, first, 0);
            assertEquals(Checksum.sum(p, 3, b.length, 0), Checksum.sum(p, 3L + first, b.length - first, sum));
        }
    }

    @Test
    void aPseudoHeaderTakesTheLongestPayload() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] b = new byte[40];
        random.nextBytes(b);
        for (int length : new int[] {0, 8, 1240, 65_477, 65_478, 65_535}) {
            int expected = Naive.pseudoHeaderSum(b, 0, length);
            assertEquals(expected, Ipv6.pseudoHeaderSum(copy(b, 5, 40), 5, length, Ipv6.ICMPV6), length + " bytes");
        }
    }

    private void check(SplittableRandom random, int length, int at, int seed) {
        byte[] b = new byte[length];
        random.nextBytes(b);
        MemorySegment p = copy(b, at, length);
        String what = length + " bytes at " + at + ", seed " + seed;
        assertEquals(Naive.sum(b, 0, length, seed), Checksum.sum(p, at, length, seed), what);
        assertEquals(Naive.checksum(b, 0, length, seed), Checksum.of(p, at, length, seed), what);
        assertEquals(Naive.sum(b, 0, length, seed) == 0xffff, Checksum.holds(p, at, length, seed), what);
    }

    private MemorySegment copy(byte[] b, int at, int length) {
        MemorySegment p = arena.allocate(Math.max(1, at + length), 8).asSlice(0, (long) at + length);
        MemorySegment.copy(b, 0, p, JAVA_BYTE, at, length);
        return p;
    }
}
