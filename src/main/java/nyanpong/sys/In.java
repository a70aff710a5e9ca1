package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteOrder;

/** {@code <netinet/in.h>}, {@code <linux/icmp.h>}, {@code <linux/icmpv6.h>}: ip(7), ipv6(7), raw(7), icmp(7). */
public final class In {
    public static final int IPPROTO_IP = 0;
    public static final int IPPROTO_ICMP = 1;
    public static final int IPPROTO_IPV6 = 41;
    public static final int IPPROTO_ICMPV6 = 58;
    public static final int SOL_RAW = 255;

    public static final int IP_TOS = 1;
    /** Both asks for a request's options, reversed for the reply, and gives options to a datagram that is sent. */
    public static final int IP_RETOPTS = 7;

    public static final int IP_PKTINFO = 8;
    public static final int IP_MTU_DISCOVER = 10;
    /** Of {@link #IP_MTU_DISCOVER}: never set DF. */
    public static final int IP_PMTUDISC_DONT = 0;

    /** Of {@link #IP_MTU_DISCOVER}: never set DF, and fragment by the interface's MTU alone. Linux 3.14. */
    public static final int IP_PMTUDISC_OMIT = 5;

    public static final int IP_RECVERR = 11;
    /** The largest fragment that a datagram came in; absent where it came whole. Linux 4.1. */
    public static final int IP_RECVFRAGSIZE = 25;

    /** A mask of the ICMP types that a raw socket does not want. */
    public static final int ICMP_FILTER = 1;

    /** Joins a group, for as long as the socket is open: the kernel tells routers and switches by MLD. */
    public static final int IPV6_JOIN_GROUP = 20;

    public static final int IPV6_RECVERR = 25;
    public static final int IPV6_RECVPKTINFO = 49;
    public static final int IPV6_PKTINFO = 50;
    public static final int IPV6_RECVTCLASS = 66;
    public static final int IPV6_TCLASS = 67;
    public static final int IPV6_RECVHOPOPTS = 53;
    public static final int IPV6_HOPOPTS = 54;
    public static final int IPV6_RECVRTHDR = 56;
    public static final int IPV6_RTHDR = 57;
    public static final int IPV6_RECVDSTOPTS = 58;
    public static final int IPV6_DSTOPTS = 59;
    public static final int IPV6_RECVFRAGSIZE = 77;

    /** 256 bits, one set for each ICMPv6 type that a raw socket does not want. */
    public static final int ICMP6_FILTER = 1;

    public static final int SIZE_IN = 16;
    public static final int SIZE_IN6 = 28;

    private static final int IN_ADDR = 4;
    private static final int IN6_ADDR = 8;
    private static final int IN6_SCOPE = 24;

    private In() {}

    /** A {@code struct sockaddr_in} or {@code sockaddr_in6}. */
    public static MemorySegment sockaddr(Arena arena, InetAddress address, int port) {
        byte[] bytes = address.getAddress();
        boolean six = address instanceof Inet6Address;
        MemorySegment a = arena.allocate(six ? SIZE_IN6 : SIZE_IN, 8);
        a.set(JAVA_SHORT_UNALIGNED, 0, (short) (six ? Socket.AF_INET6 : Socket.AF_INET));
        a.set(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, a, addressAt(six), bytes.length);
        if (address instanceof Inet6Address in6) {
            a.set(JAVA_INT_UNALIGNED, IN6_SCOPE, in6.getScopeId());
        }
        return a;
    }

    /** A {@code struct ipv6_mreq}, of {@link #IPV6_JOIN_GROUP}. */
    public static MemorySegment ipv6Mreq(Arena arena, long groupHigh, long groupLow, int ifindex) {
        MemorySegment m = arena.allocate(20, 8);
        m.set(JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 0, groupHigh);
        m.set(JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 8, groupLow);
        m.set(JAVA_INT_UNALIGNED, 16, ifindex);
        return m;
    }

    /** Where the address is in a sockaddr of its family. */
    public static int addressAt(boolean six) {
        return six ? IN6_ADDR : IN_ADDR;
    }
}
