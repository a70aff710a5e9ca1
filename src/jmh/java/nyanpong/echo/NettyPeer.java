package nyanpong.echo;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;

/** By Netty's {@link ByteBuf} on the same memory. */
final class NettyPeer extends Peer {
    private final ByteBuf p;

    NettyPeer(Director director, MemorySegment sample, RateLimits limits, LocalTable local, ByteBuf p) {
        super(director, sample, limits, local);
        this.p = p;
    }

    @Override
    int u8(int at) {
        return p.getUnsignedByte(at);
    }

    @Override
    int u16(int at) {
        return p.getUnsignedShort(at);
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
        return p.getLongLE(at);
    }

    @Override
    void u8(int at, int value) {
        p.setByte(at, value);
    }

    @Override
    void u16(int at, int value) {
        p.setShort(at, value);
    }

    @Override
    void u32(int at, int value) {
        p.setInt(at, value);
    }

    @Override
    void u64(int at, long value) {
        p.setLong(at, value);
    }
}
