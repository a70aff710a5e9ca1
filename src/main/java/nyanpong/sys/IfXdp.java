package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * AF_XDP sockets of {@code <linux/if_xdp.h>}: the kernel's Documentation/networking/af_xdp.rst. Packets stand in a memory of ours,
 * the UMEM, cut into chunks; four {@link XdpRing rings} of a socket say whose each chunk is.
 */
public final class IfXdp {
    /** Of {@link Sockaddr}: what is to be sent is asked for by a system call only where the ring says so. */
    public static final int XDP_USE_NEED_WAKEUP = 1 << 3;

    public static final int SOL_XDP = 283;

    public static final int XDP_MMAP_OFFSETS = 1;
    public static final int XDP_RX_RING = 2;
    public static final int XDP_TX_RING = 3;
    public static final int XDP_UMEM_REG = 4;
    public static final int XDP_UMEM_FILL_RING = 5;
    public static final int XDP_UMEM_COMPLETION_RING = 6;
    public static final int XDP_STATISTICS = 7;
    public static final int XDP_OPTIONS = 8;

    /** Of {@link #XDP_OPTIONS}: the driver receives into the UMEM and sends from it; else the kernel copies. */
    public static final int XDP_OPTIONS_ZEROCOPY = 1;

    /** Octets that the kernel leaves before each received packet in its chunk: {@code <linux/bpf.h>}. */
    public static final int XDP_PACKET_HEADROOM = 256;

    static final long XDP_PGOFF_RX_RING = 0;
    static final long XDP_PGOFF_TX_RING = 0x80000000L;
    static final long XDP_UMEM_PGOFF_FILL_RING = 0x100000000L;
    static final long XDP_UMEM_PGOFF_COMPLETION_RING = 0x180000000L;

    private IfXdp() {}

    /** {@code struct sockaddr_xdp}. */
    public static final class Sockaddr {
        private static final int SIZE = 16;

        private Sockaddr() {}

        /** @param queue of the interface's receive queues, from 0 */
        public static MemorySegment of(Arena arena, int flags, int ifindex, int queue) {
            MemorySegment a = arena.allocate(SIZE, 4);
            a.set(JAVA_SHORT, 0, (short) Socket.AF_XDP);
            a.set(JAVA_SHORT, 2, (short) flags);
            a.set(JAVA_INT, 4, ifindex);
            a.set(JAVA_INT, 8, queue);
            return a;
        }
    }

    /** {@code struct xdp_umem_reg}. */
    public static final class UmemReg {
        private static final int SIZE = 32; // Linux 6.8 has used its last four octets, 0 being none

        private UmemReg() {}

        /**
         * @param umem whole chunks, on a page's beginning
         * @param chunk octets: 2048, or 4096 where pages are no smaller
         * @param headroom octets before each received packet, beside those that the kernel leaves anyway
         */
        public static MemorySegment of(Arena arena, MemorySegment umem, int chunk, int headroom) {
            MemorySegment r = arena.allocate(SIZE, 8);
            r.set(JAVA_LONG, 0, umem.address());
            r.set(JAVA_LONG, 8, umem.byteSize());
            r.set(JAVA_INT, 16, chunk);
            r.set(JAVA_INT, 20, headroom);
            return r;
        }
    }

    /** {@code struct xdp_mmap_offsets}: where in each ring's mapping its parts are; four {@code struct xdp_ring_offset}. */
    public static final class MmapOffsets {
        public static final int SIZE = 4 * 32;

        static final int RX = 0;
        static final int TX = 32;
        static final int FILL = 64;
        static final int COMPLETION = 96;

        static final int PRODUCER = 0;
        static final int CONSUMER = 8;
        static final int DESC = 16;
        static final int FLAGS = 24;

        private MmapOffsets() {}
    }

    /** {@code struct xdp_statistics}, since the socket was made. */
    public static final class Statistics {
        public static final int SIZE = 48;

        private Statistics() {}

        /** For want of a chunk, or longer than one. */
        public static long rxDropped(MemorySegment s) {
            return s.get(JAVA_LONG, 0);
        }

        /** For want of room in the ring. */
        public static long rxRingFull(MemorySegment s) {
            return s.get(JAVA_LONG, 24);
        }
    }
}
