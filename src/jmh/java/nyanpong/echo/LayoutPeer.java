package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** By VarHandles of big-endian layouts on a {@link MemorySegment}. */
final class LayoutPeer extends Peer {
    private static final VarHandle U8 = JAVA_BYTE.varHandle();
    private static final VarHandle U16 =
            JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN).varHandle();
    private static final VarHandle U32 =
            JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN).varHandle();
    private static final VarHandle U64 =
            JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN).varHandle();
    private static final VarHandle NATIVE64 = JAVA_LONG_UNALIGNED.varHandle();

    private final MemorySegment p;

    LayoutPeer(Director director, MemorySegment sample, RateLimits limits, LocalTable local, MemorySegment p) {
        super(director, sample, limits, local);
        this.p = p;
    }

    @Override
    int u8(int at) {
        return (byte) U8.get(p, (long) at) & 0xff;
    }

    @Override
    int u16(int at) {
        return (short) U16.get(p, (long) at) & 0xffff;
    }

    @Override
    int u32(int at) {
        return (int) U32.get(p, (long) at);
    }

    @Override
    long u64(int at) {
        return (long) U64.get(p, (long) at);
    }

    @Override
    long native64(int at) {
        return (long) NATIVE64.get(p, (long) at);
    }

    @Override
    void u8(int at, int value) {
        U8.set(p, (long) at, (byte) value);
    }

    @Override
    void u16(int at, int value) {
        U16.set(p, (long) at, (short) value);
    }

    @Override
    void u32(int at, int value) {
        U32.set(p, (long) at, value);
    }

    @Override
    void u64(int at, long value) {
        U64.set(p, (long) at, value);
    }
}
