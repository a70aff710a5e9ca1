package nyanpong.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Times set back in requests' data, against integers without bounds. */
class TimestampTest {
    private static final int ROUNDS = 20_000;
    private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(32);

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void close() {
        arena.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, 0",
        "TIMEVAL64_LITTLE, 16",
        "TIMEVAL64_BIG, 16",
        "TIMEVAL32_LITTLE, 8",
        "TIMEVAL32_BIG, 8",
        "TIMESPEC32_BIG, 8",
        "COUNTER32, 4",
    })
    void takesSoManyOctets(Timestamp form, int length) {
        assertEquals(length, form.length());
    }

    /** Where a second's fraction does not suffice, a second is borrowed. */
    @ParameterizedTest
    @CsvSource({
        "TIMEVAL64_LITTLE, e8030000000000000a00000000000000, 1, e703000000000000623e0f0000000000",
        "TIMEVAL64_BIG, 00000000000003e8000000000000000a, 1, 00000000000003e700000000000f3e62",
        "TIMEVAL32_LITTLE, e80300003f420f00, 2001, e6030000573e0f00",
        "TIMEVAL32_BIG, 000003e800000000, 1000, 000003e700000000",
        "TIMEVAL32_BIG, fffffffe00000000, 1, fffffffd000f3e58",
        "TIMESPEC32_BIG, 000003e800000001, 1, 000003e73b8b87c1",
        "COUNTER32, e7030000, 1, ffffffff",
    })
    void borrowsAndWraps(Timestamp form, String before, long millis, String after) {
        MemorySegment p = memory(HexFormat.of().parseHex(before), 0);
        assertTrue(form.setBack(p, 0, millis));
        assertEquals(after, HexFormat.of().formatHex(p.toArray(JAVA_BYTE)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Timestamp.class,
            names = {"NONE", "COUNTER32"},
            mode = EnumSource.Mode.EXCLUDE)
    void isSetBackByJustSoMuchWhereverItLies(Timestamp form) {
        SplittableRandom random = new SplittableRandom(form.ordinal());
        for (int round = 0; round < ROUNDS; round++) {
            int at = random.nextInt(9);
            long seconds = random.nextLong(random.nextBoolean() ? 10 : 0x1_0000_0000L);
            long perSecond = perSecond(form);
            long fraction = random.nextInt(4) == 0 ? random.nextLong(2) * (perSecond - 1) : random.nextLong(perSecond);
            long millis = random.nextLong(random.nextBoolean() ? 12_000 : 0x100_0000_0000L);
            byte[] was = bytes(form, seconds, fraction);
            MemorySegment p = memory(was, at);
            BigInteger expected = time(form, was).subtract(units(form, millis));
            boolean possible = expected.signum() >= 0;
            assertEquals(possible, form.setBack(p, at, millis), form + " " + seconds + "." + fraction + " - " + millis);
            byte[] is = p.asSlice(at, was.length).toArray(JAVA_BYTE);
            if (possible) {
                assertEquals(expected, time(form, is));
                assertTrue(form.isPlausible(p, at));
            } else {
                assertArrayEquals(was, is);
            }
            assertMarked(p, at);
        }
    }

    /** Whatever is there: a client must never see a reply to a request that it is still to send. */
    @ParameterizedTest
    @EnumSource(
            value = Timestamp.class,
            names = {"NONE", "COUNTER32"},
            mode = EnumSource.Mode.EXCLUDE)
    void isNeverSetForward(Timestamp form) {
        SplittableRandom random = new SplittableRandom(form.ordinal());
        long[] telling = {0, 1, -1, Long.MIN_VALUE, Long.MIN_VALUE + 3, Long.MAX_VALUE, 1L << 31, 1L << 32, 999_999};
        for (int round = 0; round < ROUNDS; round++) {
            long seconds = random.nextBoolean() ? random.nextLong() : telling[random.nextInt(telling.length)];
            long fraction = random.nextBoolean() ? random.nextLong() : telling[random.nextInt(telling.length)];
            long millis = random.nextLong(random.nextBoolean() ? 12_000 : 0x100_0000_0000L);
            byte[] was = bytes(form, seconds, fraction);
            MemorySegment p = memory(was, 1);
            boolean done = form.setBack(p, 1, millis);
            byte[] is = p.asSlice(1, was.length).toArray(JAVA_BYTE);
            if (done) {
                assertEquals(time(form, was).subtract(units(form, millis)), time(form, is));
                assertTrue(time(form, is).signum() >= 0);
            } else {
                assertArrayEquals(was, is);
            }
        }
    }

    @Test
    void aCounterWrapsAsItsClientDoes() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < ROUNDS; round++) {
            int at = random.nextInt(9);
            int micros = random.nextInt(4) == 0 ? random.nextInt(5000) : random.nextInt();
            long millis = random.nextLong(1 << 20);
            byte[] was = ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(micros)
                    .array();
            MemorySegment p = memory(was, at);
            assertTrue(Timestamp.COUNTER32.setBack(p, at, millis));
            byte[] is = p.asSlice(at, 4).toArray(JAVA_BYTE);
            int set = ByteBuffer.wrap(is).order(ByteOrder.LITTLE_ENDIAN).getInt();
            BigInteger seen =
                    BigInteger.valueOf(micros).subtract(BigInteger.valueOf(set)).mod(WRAP);
            assertEquals(BigInteger.valueOf(millis * 1000).mod(WRAP), seen);
            assertMarked(p, at);
        }
    }

    @Test
    void withoutATimeNothingIsSet() {
        MemorySegment p = memory(new byte[16], 0);
        assertFalse(Timestamp.NONE.setBack(p, 0, 1000));
        assertArrayEquals(new byte[16], p.toArray(JAVA_BYTE));
    }

    @Test
    void everyFormIsTested() {
        assertEquals(7, EnumSet.allOf(Timestamp.class).size());
    }

    private static boolean isLittle(Timestamp form) {
        return form.name().endsWith("LITTLE") || form == Timestamp.COUNTER32;
    }

    private static long perSecond(Timestamp form) {
        return form.name().startsWith("TIMESPEC") ? 1_000_000_000 : 1_000_000;
    }

    private static BigInteger units(Timestamp form, long millis) {
        return BigInteger.valueOf(millis).multiply(BigInteger.valueOf(perSecond(form) / 1000));
    }

    private static byte[] bytes(Timestamp form, long seconds, long fraction) {
        ByteBuffer b = ByteBuffer.allocate(form.length());
        b.order(isLittle(form) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (form.length() == 16) {
            return b.putLong(seconds).putLong(fraction).array();
        }
        return b.putInt((int) seconds).putInt((int) fraction).array();
    }

    /** In units of its own; halves of 32 bits are unsigned, of 64 signed. */
    private static BigInteger time(Timestamp form, byte[] octets) {
        if (form == Timestamp.COUNTER32) {
            return number(octets, 0, 4, true, 1);
        }
        int half = form.length() / 2;
        int sign = half == 8 ? -1 : 1;
        return number(octets, 0, half, isLittle(form), sign)
                .multiply(BigInteger.valueOf(perSecond(form)))
                .add(number(octets, half, half, isLittle(form), sign));
    }

    private static BigInteger number(byte[] octets, int from, int length, boolean little, int sign) {
        byte[] big = new byte[length];
        for (int i = 0; i < length; i++) {
            big[little ? length - 1 - i : i] = octets[from + i];
        }
        return sign < 0 ? new BigInteger(big) : new BigInteger(1, big);
    }

    /** The octets at an offset, and marks before and behind them. */
    private MemorySegment memory(byte[] octets, int at) {
        MemorySegment p = arena.allocate(at + octets.length + (at == 0 ? 0 : 8), 8);
        p.fill((byte) 0x5a);
        MemorySegment.copy(octets, 0, p, JAVA_BYTE, at, octets.length);
        return p;
    }

    private static void assertMarked(MemorySegment p, int at) {
        for (int i = 0; i < at; i++) {
            assertEquals(0x5a, p.get(JAVA_BYTE, i));
        }
        if (at > 0) {
            for (long i = p.byteSize() - 8; i < p.byteSize(); i++) {
                assertEquals(0x5a, p.get(JAVA_BYTE, i));
            }
        }
    }
}
