package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.IfPacket;
import nyanpong.sys.Libc;
import nyanpong.sys.Tpacket.Stats;

/**
 * Packets that a packet socket had no room for. The kernel forgets the number when it has told it, {@code
 * PACKET_STATISTICS} of packet(7); so one place asks, and adds up.
 */
final class Drops implements AutoCloseable {
    private final int fd;
    private long total;
    private boolean closed;

    Drops(int fd) {
        this.fd = fd;
    }

    /** From any thread. */
    synchronized long total() {
        if (!closed) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment stats = arena.allocate(Stats.SIZE, 4);
                if (new Libc().getsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_STATISTICS, stats) == 0) {
                    total += Stats.drops(stats);
                }
            }
        }
        return total;
    }

    /** Before the socket's descriptor is; the sum stays. */
    @Override
    public synchronized void close() {
        total();
        closed = true;
    }
}
