package nyanpong.sys;

/**
 * {@code struct in_pktinfo} and {@code in6_pktinfo}, the control messages of {@code IP_PKTINFO} and {@code IPV6_PKTINFO}:
 * ip(7), ipv6(7).
 */
public final class Pktinfo {
    public static final int SIZE_IN = 12;
    public static final int SIZE_IN6 = 20;

    private static final int IPI_ADDR = 8;
    private static final int IPI6_ADDR = 0;

    private Pktinfo() {}

    /** Where the packet's destination address is, in a structure of its family. */
    public static int addressAt(boolean six) {
        return six ? IPI6_ADDR : IPI_ADDR;
    }
}
