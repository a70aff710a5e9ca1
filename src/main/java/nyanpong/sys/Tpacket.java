package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/** Packet rings of {@code <linux/if_packet.h>}: the kernel's Documentation/networking/packet_mmap.rst. */
public final class Tpacket {
    public static final int TPACKET_V2 = 1;

    /** The slot is the kernel's; with any other bit it is ours. */
    public static final int TP_STATUS_KERNEL = 0;

    public static final int TP_STATUS_USER = 0x1;
    /** The packet is longer than the slot, and whole on the socket's queue. */
    public static final int TP_STATUS_COPY = 0x2;

    private Tpacket() {}

    /** {@code struct tpacket_req}. */
    public static final class Req {
        private static final int SIZE = 16;

        private Req() {}

        public static MemorySegment of(Arena arena, int blockSize, int blocks, int frameSize, int frames) {
            MemorySegment r = arena.allocate(SIZE, 4);
            r.set(JAVA_INT, 0, blockSize);
            r.set(JAVA_INT, 4, blocks);
            r.set(JAVA_INT, 8, frameSize);
            r.set(JAVA_INT, 12, frames);
            return r;
        }
    }

    /** {@code struct tpacket_stats}. */
    public static final class Stats {
        public static final int SIZE = 8;

        private Stats() {}

        /** Packets that passed the filter since the last reading, those that found no room among them. */
        public static long packets(MemorySegment s) {
            return s.get(JAVA_INT, 0) & 0xffff_ffffL;
        }

        /** Packets that found no room, since the last reading. */
        public static long drops(MemorySegment s) {
            return s.get(JAVA_INT, 4) & 0xffff_ffffL;
        }
    }

    /** {@code struct tpacket2_hdr}, at the start of each slot; a {@code sockaddr_ll} follows it. */
    public static final class Hdr2 {
        /** {@code TPACKET2_HDRLEN}: both of them. */
        public static final int HDRLEN = 32 + IfPacket.SockaddrLl.SIZE;

        private static final VarHandle STATUS = JAVA_INT.varHandle();
        private static final int LEN = 4;
        private static final int SNAPLEN = 8;
        private static final int MAC = 12;
        private static final int VLAN_TCI = 24;
        private static final int VLAN_TPID = 26;
        private static final int SOCKADDR = 32;

        private Hdr2() {}

        /** What the kernel wrote before the status is seen after it. */
        public static int status(MemorySegment p, long at) {
            return (int) STATUS.getAcquire(p, at);
        }

        /** Gives the slot back; nothing of it may be touched any more. */
        public static void release(MemorySegment p, long at) {
            STATUS.setRelease(p, at, TP_STATUS_KERNEL);
        }

        /** The packet's length. */
        public static int len(MemorySegment p, long at) {
            return p.get(JAVA_INT, at + LEN);
        }

        /** How much of it the slot holds. */
        public static int snaplen(MemorySegment p, long at) {
            return p.get(JAVA_INT, at + SNAPLEN);
        }

        /** From the slot's start to the packet's link header. */
        public static int mac(MemorySegment p, long at) {
            return p.get(JAVA_SHORT, at + MAC) & 0xffff;
        }

        public static int vlanTci(MemorySegment p, long at) {
            return p.get(JAVA_SHORT, at + VLAN_TCI) & 0xffff;
        }

        public static int vlanTpid(MemorySegment p, long at) {
            return p.get(JAVA_SHORT, at + VLAN_TPID) & 0xffff;
        }

        /** Where the {@code sockaddr_ll} is. */
        public static long sockaddr(long at) {
            return at + SOCKADDR;
        }
    }
}
