package nyanpong.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/**
 * What two Linux kernels said to each other about 192.0.2.1 and 2001:db8::1 of {@link #MAC}, asked for by 192.0.2.2 and
 * 2001:db8::2 of {@link #PEER}, as tcpdump wrote it down; what RFC 5227 adds to it is written by hand.
 */
public final class NeighbourPackets {
    public static final long MAC = 0x020000000001L;
    public static final long PEER = 0x020000000002L;

    public static final byte[] ARP_REQUEST =
            hex("ffffffffffff 020000000002 0806 0001 0800 06 04 0001 020000000002 c0000202 000000000000 c0000201");
    public static final byte[] ARP_REPLY =
            hex("020000000002 020000000001 0806 0001 0800 06 04 0002 020000000001 c0000201 020000000002 c0000202");
    /** RFC 5227 section 1.1: sender protocol address zero, target hardware address zero. */
    public static final byte[] ARP_PROBE =
            hex("ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 00000000 000000000000 c0000201");
    /** Section 1.1: sender and target protocol address the same. */
    public static final byte[] ARP_ANNOUNCEMENT =
            hex("ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000201");

    public static final byte[] SOLICITATION = hex("3333ff000001 020000000002 86dd 60000000 0020 3a ff"
            + "20010db8000000000000000000000002 ff0200000000000000000001ff000001"
            + "8700 1c27 00000000 20010db8000000000000000000000001 0101 020000000002");
    public static final byte[] ADVERTISEMENT = hex("020000000002 020000000001 86dd 60000000 0020 3a ff"
            + "20010db8000000000000000000000001 20010db8000000000000000000000002"
            + "8800 8a73 60000000 20010db8000000000000000000000001 0201 020000000001");
    /** By the peer, with the nonce option of RFC 7527. */
    public static final byte[] DUPLICATE_SOLICITATION = hex("3333ff000001 020000000002 86dd 60000000 0020 3a ff"
            + "00000000000000000000000000000000 ff0200000000000000000001ff000001"
            + "8700 82b8 00000000 20010db8000000000000000000000001 0e01 b5d83f29c729");
    /** What it was answered, and what tells everybody. */
    public static final byte[] ADVERTISEMENT_TO_ALL = hex("333300000001 020000000001 86dd 60000000 0020 3a ff"
            + "20010db8000000000000000000000001 ff020000000000000000000000000001"
            + "8800 f92a 20000000 20010db8000000000000000000000001 0201 020000000001");
    /** Without an option; by hand, its checksum by Python. */
    public static final byte[] SOLICITATION_FROM_NOBODY = hex("3333ff000001 020000000001 86dd 60000000 0018 3a ff"
            + "00000000000000000000000000000000 ff0200000000000000000001ff000001"
            + "8700 4ced 00000000 20010db8000000000000000000000001");

    private NeighbourPackets() {}

    /** A copy with other octets from {@code at}. */
    public static byte[] with(byte[] packet, int at, String octets) {
        byte[] changed = packet.clone();
        byte[] other = hex(octets);
        System.arraycopy(other, 0, changed, at, other.length);
        return changed;
    }

    /** A copy of an IPv6 packet whose ICMPv6 checksum is right. */
    public static byte[] summed(byte[] packet) {
        byte[] changed = with(packet, 56, "0000");
        int length = changed.length - 54;
        int sum = length + 58;
        for (int i = 22; i < changed.length; i += 2) {
            sum += Naive.u16(changed, i);
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        sum = ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
        changed[56] = (byte) (sum >>> 8);
        changed[57] = (byte) sum;
        return changed;
    }

    /** Native memory that ends where the packet does. */
    public static MemorySegment memory(byte[] packet) {
        MemorySegment p = Arena.ofAuto().allocate(packet.length, 8);
        MemorySegment.copy(packet, 0, p, JAVA_BYTE, 0, packet.length);
        return p;
    }

    public static byte[] bytes(MemorySegment p, int length) {
        return p.asSlice(0, length).toArray(JAVA_BYTE);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
