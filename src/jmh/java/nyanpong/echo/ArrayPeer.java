package nyanpong.echo;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** By a {@code byte[]}, which may be another for each packet, and VarHandles on it. */
final class ArrayPeer extends Peer {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);
    private static final VarHandle NATIVE64 =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    byte[] p;

    ArrayPeer(Director director, MemorySegment sample, RateLimits limits, LocalTable local) {
        super(director, sample, limits, local);
    }

    @Override
    int u8(int at) {
        return p[at] & 0xff;
    }

    @Override
    int u16(int at) {
        return (short) U16.get(p, at) & 0xffff;
    }

    @Override
    int u32(int at) {
        return (int) U32.get(p, at);
    }

    @Override
    long u64(int at) {
        return (long) U64.get(p, at);
    }

    @Override
    long native64(int at) {
        return (long) NATIVE64.get(p, at);
    }

    @Override
    void u8(int at, int value) {
        p[at] = (byte) value;
    }

    @Override
    void u16(int at, int value) {
        U16.set(p, at, (short) value);
    }

    @Override
    void u32(int at, int value) {
        U32.set(p, at, value);
    }

    @Override
    void u64(int at, long value) {
        U64.set(p, at, value);
    }
}
