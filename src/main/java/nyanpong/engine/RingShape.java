package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.Tpacket;
import nyanpong.sys.Tpacket.Hdr2;
import nyanpong.wire.Ethernet;

/**
 * How a receive ring is cut: slots of one size, each with a header, room and a packet; powers of two, so that no slot crosses
 * a block and slot {@code i} is at {@code i * size}.
 *
 * @param size of a slot in bytes
 * @param slots how many there are
 */
record RingShape(int size, int slots) {
    private static final int BLOCK = 128 << 10;
    private static final int SMALLEST = 2048;
    private static final int LARGEST = 16 << 10;
    private static final int MOST_SLOTS = 4096;
    private static final int MOST_BYTES = 16 << 20;
    /** The kernel keeps 16 bytes for a link header, longer ones as they are, and ends it on a multiple of 16. */
    private static final int LINK_ROOM = 16;

    /**
     * Slots that hold what an interface may carry, as far as they may grow.
     *
     * @param headroom bytes before each packet beyond what the kernel puts there
     */
    static RingShape of(int mtu, int headroom) {
        long longest = (long) packetAt(headroom) + Ethernet.HEADER_LENGTH + Ethernet.TAG_LENGTH + mtu;
        int size = SMALLEST;
        while (size < longest && size < LARGEST) {
            size *= 2;
        }
        return new RingShape(size, Math.min(MOST_SLOTS, MOST_BYTES / size));
    }

    /**
     * Where in a slot a packet with a plain Ethernet header starts: {@code tpacket_rcv()}. One with a longer header starts
     * later, or earlier by less than 16; never before {@code HDRLEN + headroom}.
     */
    static int packetAt(int headroom) {
        return (Hdr2.HDRLEN + LINK_ROOM + 15 & ~15) + headroom - Ethernet.HEADER_LENGTH;
    }

    long bytes() {
        return (long) size * slots;
    }

    MemorySegment request(Arena arena) {
        return Tpacket.Req.of(arena, BLOCK, (int) (bytes() / BLOCK), size, slots);
    }
}
