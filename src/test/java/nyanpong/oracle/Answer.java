package nyanpong.oracle;

import java.util.Arrays;
import nyanpong.support.Naive;
import nyanpong.support.Room;

/**
 * An echo reply, as far as two hosts must agree: without the IPv4 identification and the header checksum that follows from it,
 * and without the IPv6 flow label.
 */
final class Answer {
    /** The MAC address that an answer goes to is left out as well. */
    private static final boolean MIRRORED = Boolean.getBoolean("nyanpong.mirrored");

    private final byte[] packet;
    private final int tag;

    private Answer(byte[] packet, int tag) {
        this.packet = packet;
        this.tag = tag;
    }

    /** An echo reply, whole or the first fragment of one; null for any other packet. */
    static Answer of(byte[] b) {
        if (b.length < 42) {
            return null;
        }
        return switch (Naive.u16(b, 12)) {
            case 0x0800 -> v4(b);
            case 0x86dd -> v6(b);
            default -> null;
        };
    }

    /** Identifier and sequence number. */
    int tag() {
        return tag;
    }

    boolean sameAs(Answer other) {
        return Arrays.equals(packet, other.packet);
    }

    @Override
    public String toString() {
        return Room.hex(packet);
    }

    private static Answer v4(byte[] b) {
        int header = (b[14] & 0xf) * 4;
        int icmp = 14 + header;
        boolean later = (Naive.u16(b, 20) & 0x1fff) != 0;
        if (b[23] != 1 || later || icmp + 8 > b.length || b[icmp] != 0) {
            return null;
        }
        byte[] masked = masked(b);
        Naive.u16(masked, 18, 0);
        // A wrong one stays, and is a difference.
        if (Naive.checksum(b, 14, header, 0) == 0) {
            Naive.u16(masked, 24, 0);
        }
        return new Answer(masked, tag(b, icmp));
    }

    private static Answer v6(byte[] b) {
        if (b.length < 62 || b[20] != 58 || Naive.u8(b, 54) != 129) {
            return null;
        }
        byte[] masked = masked(b);
        masked[15] &= (byte) 0xf0;
        Naive.u16(masked, 16, 0);
        return new Answer(masked, tag(b, 54));
    }

    private static byte[] masked(byte[] b) {
        byte[] masked = b.clone();
        if (MIRRORED) {
            Arrays.fill(masked, 0, 6, (byte) 0);
        }
        return masked;
    }

    private static int tag(byte[] b, int icmp) {
        return Naive.u16(b, icmp + 4) << 16 | Naive.u16(b, icmp + 6);
    }
}
