package nyanpong.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses from literals only, never from names, and only in the forms that every reader takes for the same address.
 */
public final class Addresses {
    private static final String OCTET = "(?:0|[1-9][0-9]{0,2})";
    private static final String QUAD = OCTET + "(?:\\." + OCTET + "){3}";
    private static final Pattern IPV4 = Pattern.compile(QUAD);
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:(?:[0-9a-fA-F]*|" + QUAD + ")");

    private Addresses() {}

    /**
     * Null where {@code text} is not an IPv4 dotted quad without leading zeros (inet_aton takes {@code 010} for 8) or
     * an IPv6 address without scope.
     */
    static InetAddress parse(String text) {
        boolean six = text.indexOf(':') >= 0;
        if (text.length() > 45 || !(six ? IPV6 : IPV4).matcher(text).matches()) {
            return null;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            // The JDK turns ::ffff:a.b.c.d into IPv4, which is not what was written.
            return six && address instanceof Inet4Address ? null : address;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** One that a host can have and answer from. */
    static boolean isUnicast(InetAddress address) {
        boolean broadcast = address instanceof Inet4Address && address.equals(cut(address, 0, 0xff));
        return !address.isAnyLocalAddress() && !address.isMulticastAddress() && !broadcast;
    }

    /** One that others can reach: not of this host alone, not reserved, RFC 6890; nor under ::/96, RFC 4291 section 2.5. */
    static boolean isOnWires(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            int net = bytes[0] & 0xff;
            return net != 0 && net != 127 && net < 240;
        }
        return !cut(address, 96).equals(cut(address, 0));
    }

    /** The bits beyond {@code length} cleared. */
    static InetAddress cut(InetAddress address, int length) {
        return cut(address, length, 0);
    }

    /** RFC 5952 for IPv6, which {@link InetAddress#getHostAddress} is not. */
    public static String text(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        String groups = address.getHostAddress().replaceFirst("%.*", "");
        String longest = "";
        // Section 4.2.2: one zero group is not shortened; 4.2.3: of equally long runs the first is.
        for (String run = "0:0:0:0:0:0:0:0"; run.length() > 1 && longest.isEmpty(); run = run.substring(2)) {
            longest = (":" + groups + ":").contains(":" + run + ":") ? run : "";
        }
        return longest.isEmpty()
                ? groups
                : (":" + groups + ":")
                        .replaceFirst(":" + longest + ":", "::")
                        .replaceFirst("^:(?!:)", "")
                        .replaceFirst("(?<!:):$", "");
    }

    private static InetAddress cut(InetAddress address, int length, int fill) {
        byte[] bytes = address.getAddress();
        for (int bit = length; bit < bytes.length * 8; bit++) {
            int mask = 0x80 >> bit % 8;
            bytes[bit / 8] = (byte) ((bytes[bit / 8] & ~mask) | (fill & mask));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
