package nyanpong.engine.xsk;

import nyanpong.sys.IfXdp;
import nyanpong.wire.Ethernet;

/**
 * How the memory of a queue is cut, and how many packets may be where.
 *
 * @param chunk octets: 2048, or 4096 where the interface carries longer packets; the kernel takes nothing larger
 */
record XskShape(int chunk) {
    /** All chunks of a queue; some are always with the kernel, and some are spare: late answers need them. */
    static final int CHUNKS = 4096;

    /** With the kernel to receive into, or received and waiting. */
    static final int FILLED = 3072;

    /**
     * Of those, what is left with the kernel while nobody reads: a driver that receives into our memory receives all packets there,
     * those that the kernel goes on with too, and would be deaf without.
     */
    static final int RESERVED = 512;

    static final int FILL_RING = 4096;
    static final int COMPLETION_RING = 4096;
    static final int RX_RING = 2048;
    static final int TX_RING = 2048;

    /** Packets that may wait for us: the ring, but for what programs on several processors may claim at once. */
    static final int MOST_WAITING = RX_RING - 64;

    private static final int SMALL = 2048;
    private static final int LARGE = 4096;

    static XskShape of(int mtu) {
        XskShape small = new XskShape(SMALL);
        return Ethernet.HEADER_LENGTH + mtu <= small.longest() ? small : new XskShape(LARGE);
    }

    /** Octets of the longest packet that is claimed, from the Ethernet header on. */
    int longest() {
        return chunk - IfXdp.XDP_PACKET_HEADROOM;
    }

    long bytes() {
        return (long) CHUNKS * chunk;
    }

    /** The chunk that an address is in. */
    int chunkOf(long address) {
        return (int) (address / chunk);
    }

    long start(int which) {
        return (long) which * chunk;
    }

    /**
     * How many packets the program may have claimed by now.
     *
     * @param filled chunks that the kernel was ever given to receive into
     * @param taken packets that we ever took
     * @param lost packets that it claimed and the kernel did not deliver
     */
    static long limit(long filled, long taken, long lost) {
        return Math.min(taken + MOST_WAITING, filled - RESERVED) + lost;
    }
}
