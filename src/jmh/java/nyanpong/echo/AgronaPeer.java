package nyanpong.echo;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.MemorySegment;
import org.agrona.concurrent.UnsafeBuffer;

/** By Agrona's {@link UnsafeBuffer} on the same memory. */
final class AgronaPeer extends Peer {
    private final UnsafeBuffer p;

    AgronaPeer(Director director, MemorySegment sample, RateLimits limits, LocalTable local, UnsafeBuffer p) {
        super(director, sample, limits, local);
        this.p = p;
    }

    @Override
    int u8(int at) {
        return p.getByte(at) & 0xff;
    }

    @Override
    int u16(int at) {
        return p.getShort(at, BIG_ENDIAN) & 0xffff;
    }

    @Override
    int u32(int at) {
        return p.getInt(at, BIG_ENDIAN);
    }

    @Override
    long u64(int at) {
        return p.getLong(at, BIG_ENDIAN);
    }

    @Override
    long native64(int at) {
        return p.getLong(at);
    }

    @Override
    void u8(int at, int value) {
        p.putByte(at, (byte) value);
    }

    @Override
    void u16(int at, int value) {
        p.putShort(at, (short) value, BIG_ENDIAN);
    }

    @Override
    void u32(int at, int value) {
        p.putInt(at, value, BIG_ENDIAN);
    }

    @Override
    void u64(int at, long value) {
        p.putLong(at, value, BIG_ENDIAN);
    }
}
