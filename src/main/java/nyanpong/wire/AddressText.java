package nyanpong.wire;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Addresses as text, from their bits alone: dotted decimal, and the canonical form of RFC 5952. */
public final class AddressText {
    private AddressText() {}

    public static String ipv4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    public static String ipv6(long high, long low) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i & 3))) & 0xffff;
        }
        int from = -1;
        int longest = 1; // RFC 5952 section 4.2.2: one group of zeros is not shortened
        for (int i = 0; i < 8; i++) {
            int n = i;
            while (n < 8 && groups[n] == 0) {
                n++;
            }
            if (n - i > longest) {
                longest = n - i;
                from = i;
            }
            i = Math.max(i, n - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** An address as a pair of longs, IPv4 as ::ffff:a.b.c.d: the form in which sessions and logs carry both. */
    public static String of(long high, long low) {
        return isMapped(high, low) ? ipv4((int) low) : ipv6(high, low);
    }

    /** Four bytes or sixteen, from {@code at}. */
    public static String of(MemorySegment p, long at, boolean six) {
        return six ? ipv6(Octets.u64(p, at), Octets.u64(p, at + 8)) : ipv4(Octets.u32(p, at));
    }

    /** An Ethernet address, the low 48 bits: {@code 02:00:5e:10:00:01}. */
    public static String ethernet(long address) {
        return HexFormat.ofDelimiter(":")
                .formatHex(ByteBuffer.allocate(8).putLong(address).array(), 2, 8);
    }

    /** The low half of ::ffff:a.b.c.d. */
    public static long mapped(int ipv4) {
        return 0xffff_0000_0000L | (ipv4 & 0xffff_ffffL);
    }

    public static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xffffL;
    }
}
