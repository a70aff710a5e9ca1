package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * {@code struct sock_extended_err} of {@code <linux/errqueue.h>}, the control message of {@code IP_RECVERR} and {@code
 * IPV6_RECVERR}; after it comes the sockaddr of the node that sent the error: ip(7).
 */
public final class SockExtendedErr {
    /** Without the offender's address. */
    public static final int SIZE = 16;

    /** The error came in an ICMP message, whose type and code are given. */
    public static final int SO_EE_ORIGIN_ICMP = 2;

    public static final int SO_EE_ORIGIN_ICMP6 = 3;

    private static final int ORIGIN = 4;
    private static final int TYPE = 5;
    private static final int CODE = 6;

    private SockExtendedErr() {}

    public static int origin(MemorySegment e, long at) {
        return e.get(JAVA_BYTE, at + ORIGIN) & 0xff;
    }

    public static int type(MemorySegment e, long at) {
        return e.get(JAVA_BYTE, at + TYPE) & 0xff;
    }

    public static int code(MemorySegment e, long at) {
        return e.get(JAVA_BYTE, at + CODE) & 0xff;
    }

    /** {@code SO_EE_OFFENDER}: where the sockaddr of the node that sent the error is. */
    public static long offender(long at) {
        return at + SIZE;
    }
}
