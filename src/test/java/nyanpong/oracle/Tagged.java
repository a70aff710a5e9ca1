package nyanpong.oracle;

import nyanpong.support.Naive;

/** A packet whose ICMP identifier and sequence number are a number of ours, by which its answer is known. */
final class Tagged {
    private static final int NOWHERE = -1;

    private final byte[] original;
    private final int icmp;

    Tagged(byte[] packet) {
        original = packet.clone();
        icmp = icmp(packet);
    }

    /** The checksum stays as right or wrong as it was: RFC 1624 equation 3. */
    byte[] with(int tag) {
        byte[] b = original.clone();
        if (icmp != NOWHERE) {
            int sum = ~Naive.u16(b, icmp + 2) & 0xffff;
            sum += (~Naive.u16(b, icmp + 4) & 0xffff) + (~Naive.u16(b, icmp + 6) & 0xffff);
            sum += (tag >>> 16) + (tag & 0xffff);
            sum = (sum & 0xffff) + (sum >>> 16);
            sum = (sum & 0xffff) + (sum >>> 16);
            Naive.u16(b, icmp + 2, ~sum & 0xffff);
            Naive.u16(b, icmp + 4, tag >>> 16);
            Naive.u16(b, icmp + 6, tag & 0xffff);
        }
        return b;
    }

    private static int icmp(byte[] b) {
        int at = NOWHERE;
        if (b.length >= 34 && Naive.u16(b, 12) == 0x0800) {
            at = 14 + (b[14] & 0xf) * 4;
        } else if (b.length >= 54 && Naive.u16(b, 12) == 0x86dd) {
            at = afterExtensions(b);
        }
        return at + 8 <= b.length ? at : NOWHERE;
    }

    private static int afterExtensions(byte[] b) {
        int next = b[20];
        int at = 54;
        while ((next == 0 || next == 43 || next == 44 || next == 60) && at + 8 <= b.length) {
            int units = next == 44 ? 0 : Naive.u8(b, at + 1);
            next = b[at];
            at += 8 + units * 8;
        }
        return at;
    }
}
