package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** By a big-endian direct {@link ByteBuffer}. */
final class BufferPeer extends Peer {
    private final ByteBuffer p;

    BufferPeer(Director director, MemorySegment sample, RateLimits limits, LocalTable local, ByteBuffer p) {
        super(director, sample, limits, local);
        this.p = p;
    }

    @Override
    int u8(int at) {
        return p.get(at) & 0xff;
    }

    @Override
    int u16(int at) {
        return p.getShort(at) & 0xffff;
    }

    @Override
    int u32(int at) {
        return p.getInt(at);
    }

    @Override
    long u64(int at) {
        return p.getLong(at);
    }

    @Override
    long native64(int at) {
        return Long.reverseBytes(p.getLong(at));
    }

    @Override
    void u8(int at, int value) {
        p.put(at, (byte) value);
    }

    @Override
    void u16(int at, int value) {
        p.putShort(at, (short) value);
    }

    @Override
    void u32(int at, int value) {
        p.putInt(at, value);
    }

    @Override
    void u64(int at, long value) {
        p.putLong(at, value);
    }
}
