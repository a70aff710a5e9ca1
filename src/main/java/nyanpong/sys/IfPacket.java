package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** {@code <linux/if_packet.h>} and {@code <linux/if_ether.h>}: packet(7). */
public final class IfPacket {
    public static final int ETH_P_ALL = 0x0003;

    public static final int SOL_PACKET = 263;
    public static final int PACKET_ADD_MEMBERSHIP = 1;
    public static final int PACKET_RX_RING = 5;
    public static final int PACKET_STATISTICS = 6;
    /** Queues what is longer than a ring's slot on the socket, whole, beside what the slot holds of it. */
    public static final int PACKET_COPY_THRESH = 7;

    public static final int PACKET_AUXDATA = 8;
    public static final int PACKET_VERSION = 10;
    /** Bytes left free before each packet of a ring. */
    public static final int PACKET_RESERVE = 12;

    /** Puts a bound socket into a group, each of whose packets goes to one of its sockets; it cannot be bound anew then. */
    public static final int PACKET_FANOUT = 18;

    /** The program of a group of {@link #PACKET_FANOUT_CBPF}; Linux 4.3. */
    public static final int PACKET_FANOUT_DATA = 22;

    /** A program says which socket: what it returns, modulo their number, in the order in which they came. */
    public static final int PACKET_FANOUT_CBPF = 6;

    /** For the first socket of a group: gives it a number that no other group of the namespace has; Linux 4.12. */
    public static final int PACKET_FANOUT_FLAG_UNIQUEID = 0x2000;

    /** Linux 4.20, for a group instead of a socket. */
    public static final int PACKET_FANOUT_FLAG_IGNORE_OUTGOING = 0x4000;

    /** Linux 4.20. */
    public static final int PACKET_IGNORE_OUTGOING = 23;

    public static final int PACKET_HOST = 0;

    /** {@code mr_type} of {@link PacketMreq}: one more multicast or unicast address that the device lets in. */
    public static final int PACKET_MR_MULTICAST = 0;

    public static final int PACKET_MR_UNICAST = 3;

    /** {@code ARPHRD_ETHER} of {@code <linux/if_arp.h>}. */
    public static final int ARPHRD_ETHER = 1;

    public static final int TP_STATUS_CSUMNOTREADY = 0x8;
    public static final int TP_STATUS_VLAN_VALID = 0x10;
    public static final int TP_STATUS_VLAN_TPID_VALID = 0x40;

    private IfPacket() {}

    /** {@code struct sockaddr_ll}. */
    public static final class SockaddrLl {
        public static final int SIZE = 20;

        private static final int PROTOCOL = 2;
        private static final int IFINDEX = 4;
        private static final int PKTTYPE = 10;

        private SockaddrLl() {}

        /** The address to bind to: {@code protocol} of {@code ETH_P_*} in host order, on one interface. */
        public static MemorySegment of(Arena arena, int protocol, int ifindex) {
            MemorySegment a = arena.allocate(SIZE, 8);
            a.set(JAVA_SHORT_UNALIGNED, 0, (short) Socket.AF_PACKET);
            a.set(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), PROTOCOL, (short) protocol);
            a.set(JAVA_INT_UNALIGNED, IFINDEX, ifindex);
            return a;
        }

        /** In host order. */
        public static int protocol(MemorySegment a) {
            return a.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), PROTOCOL) & 0xffff;
        }

        public static int pkttype(MemorySegment p, long at) {
            return p.get(JAVA_BYTE, at + PKTTYPE) & 0xff;
        }
    }

    /** {@code struct tpacket_auxdata}, the control message of {@link #PACKET_AUXDATA}. */
    public static final class Auxdata {
        public static final int SIZE = 20;

        private static final int VLAN_TCI = 16;
        private static final int VLAN_TPID = 18;

        private Auxdata() {}

        public static int status(MemorySegment p, long at) {
            return p.get(JAVA_INT_UNALIGNED, at);
        }

        public static int vlanTci(MemorySegment p, long at) {
            return p.get(JAVA_SHORT_UNALIGNED, at + VLAN_TCI) & 0xffff;
        }

        public static int vlanTpid(MemorySegment p, long at) {
            return p.get(JAVA_SHORT_UNALIGNED, at + VLAN_TPID) & 0xffff;
        }
    }

    /** {@code struct packet_mreq}, of {@link #PACKET_ADD_MEMBERSHIP}. It holds until the socket is closed. */
    public static final class PacketMreq {
        private static final int SIZE = 16;
        private static final int TYPE = 4;
        private static final int ALEN = 6;
        private static final int ADDRESS = 8;

        private PacketMreq() {}

        /** @param ethernet an address as the low 48 bits */
        public static MemorySegment of(Arena arena, int ifindex, int type, long ethernet) {
            MemorySegment m = arena.allocate(SIZE, 8);
            m.set(JAVA_INT_UNALIGNED, 0, ifindex);
            m.set(JAVA_SHORT_UNALIGNED, TYPE, (short) type);
            m.set(JAVA_SHORT_UNALIGNED, ALEN, (short) 6);
            m.set(JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), ADDRESS, ethernet << 16);
            return m;
        }
    }
}
