package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * {@code struct in_pktinfo} and {@code in6_pktinfo}, the control messages of {@code IP_PKTINFO} and {@code IPV6_PKTINFO}:
 * ip(7), ipv6(7).
 */
public final class Pktinfo {
    public static final int SIZE_IN = 12;
    public static final int SIZE_IN6 = 20;

    private static final int IPI_SPEC_DST = 4;
    private static final int IPI_ADDR = 8;
    private static final int IPI6_ADDR = 0;
    private static final int IPI6_IFINDEX = 16;

    private static final ValueLayout.OfInt BIG_ENDIAN_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong BIG_ENDIAN_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Pktinfo() {}

    /** Where the packet's destination address is, in a structure of its family. */
    public static int addressAt(boolean six) {
        return six ? IPI6_ADDR : IPI_ADDR;
    }

    /** The interface's index; 0 lets the kernel choose one to send by. */
    public static int ifindex(MemorySegment c, long at, boolean six) {
        return c.get(JAVA_INT_UNALIGNED, six ? at + IPI6_IFINDEX : at);
    }

    /** Says where an IPv4 datagram is to be sent from, by whatever interface. */
    public static void set(MemorySegment c, long at, int source) {
        c.set(JAVA_INT_UNALIGNED, at, 0);
        c.set(BIG_ENDIAN_INT, at + IPI_SPEC_DST, source);
        c.set(JAVA_INT_UNALIGNED, at + IPI_ADDR, 0);
    }

    /** Says where an IPv6 datagram is to be sent from, all zeros for the kernel's choice, and by which interface. */
    public static void set(MemorySegment c, long at, long high, long low, int ifindex) {
        c.set(BIG_ENDIAN_LONG, at + IPI6_ADDR, high);
        c.set(BIG_ENDIAN_LONG, at + IPI6_ADDR + 8, low);
        c.set(JAVA_INT_UNALIGNED, at + IPI6_IFINDEX, ifindex);
    }
}
