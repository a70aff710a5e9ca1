package nyanpong.wire;

import java.lang.foreign.MemorySegment;

/**
 * An ARP packet for IPv4 on Ethernet: RFC 826, after the Ethernet header.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |       hardware space 1        |     protocol space 0x0800     |
 * +---------------+---------------+-------------------------------+
 * | hw. length 6  | pr. length 4  |           operation           |
 * +---------------+---------------+-------------------------------+
 * |                 sender hardware address (6)                   |
 * +                               +-------------------------------+
 * |                               |  sender protocol address (4)  |
 * +-------------------------------+-------------------------------+
 * |                               |  target hardware address (6)  |
 * +-------------------------------+                               +
 * |                                                               |
 * +---------------------------------------------------------------+
 * |                  target protocol address (4)                  |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Arp {
    public static final int LENGTH = 28;

    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    private static final int OPERATION = 6;
    private static final int SENDER_HARDWARE = 8;
    private static final int SENDER = 14;
    private static final int TARGET_HARDWARE = 18;
    private static final int TARGET = 24;

    /** Ethernet, IPv4, and the lengths of their addresses. */
    private static final long SPACES = 0x0001_0800_0604L;

    private Arp() {}

    /** True where this is about IPv4 addresses on Ethernet. */
    public static boolean isIpv4OnEthernet(MemorySegment p, long at) {
        return Octets.u64(p, at) >>> 16 == SPACES;
    }

    public static int operation(MemorySegment p, long at) {
        return Octets.u16(p, at + OPERATION);
    }

    /** An Ethernet address as the low 48 bits. */
    public static long senderHardware(MemorySegment p, long at) {
        return Octets.u64(p, at + SENDER_HARDWARE) >>> 16;
    }

    public static int sender(MemorySegment p, long at) {
        return Octets.u32(p, at + SENDER);
    }

    public static int target(MemorySegment p, long at) {
        return Octets.u32(p, at + TARGET);
    }

    /** Writes all {@value #LENGTH} octets. */
    public static void write(
            MemorySegment p, long at, int operation, long senderHardware, int sender, long targetHardware, int target) {
        Octets.u64(p, at, SPACES << 16 | operation);
        hardware(p, at + SENDER_HARDWARE, senderHardware);
        Octets.u32(p, at + SENDER, sender);
        hardware(p, at + TARGET_HARDWARE, targetHardware);
        Octets.u32(p, at + TARGET, target);
    }

    private static void hardware(MemorySegment p, long at, long address) {
        Octets.u16(p, at, (int) (address >>> 32) & 0xffff);
        Octets.u32(p, at + 2, (int) address);
    }
}
