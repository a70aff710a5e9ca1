package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.IfPacket;
import nyanpong.sys.Libc;
import nyanpong.sys.Tpacket.Stats;

/**
 * What the kernel counts of a packet socket: {@code PACKET_STATISTICS} of packet(7). It forgets the numbers when it has told
 * them; so one place asks, and adds up.
 */
final class PacketStatistics implements AutoCloseable {
    private final int fd;
    private long received;
    private long lost;
    private boolean closed;

    PacketStatistics(int fd) {
        this.fd = fd;
    }

    /** From any thread. */
    synchronized Intake read() {
        if (!closed) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment stats = arena.allocate(Stats.SIZE, 4);
                if (new Libc().getsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_STATISTICS, stats) == 0) {
                    received += Stats.packets(stats);
                    lost += Stats.drops(stats);
                }
            }
        }
        return new Intake(received, lost);
    }

    /** Before the socket's descriptor is; the sums stay. */
    @Override
    public synchronized void close() {
        read();
        closed = true;
    }
}
