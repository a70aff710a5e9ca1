package nyanpong.wire;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Big-endian, unaligned, unsigned access: the only reader of packet bytes, so that no sign is extended by accident. */
public final class Octets {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);

    private Octets() {}

    public static int u8(MemorySegment p, long at) {
        return p.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    public static int u16(MemorySegment p, long at) {
        return p.get(U16, at) & 0xffff;
    }

    /** 32 bits as an {@code int}; compare with {@link Integer#compareUnsigned}. */
    public static int u32(MemorySegment p, long at) {
        return p.get(U32, at);
    }

    /** 64 bits as a {@code long}; compare with {@link Long#compareUnsigned}. */
    public static long u64(MemorySegment p, long at) {
        return p.get(U64, at);
    }

    public static void u8(MemorySegment p, long at, int value) {
        p.set(ValueLayout.JAVA_BYTE, at, (byte) value);
    }

    public static void u16(MemorySegment p, long at, int value) {
        p.set(U16, at, (short) value);
    }

    public static void u32(MemorySegment p, long at, int value) {
        p.set(U32, at, value);
    }

    public static void u64(MemorySegment p, long at, long value) {
        p.set(U64, at, value);
    }
}
