package nyanpong.ping;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import nyanpong.wire.AddressText;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * Whom to ping and how, within the bounds that IOS sets. The constructor's IllegalArgumentException says which option is out
 * of bounds and what they are.
 *
 * @param repeat how many requests: 1 to 2147483647
 * @param timeoutSeconds how long to wait for each answer: 0 to 3600
 * @param size bytes of each request, IP header included: 36 to 18024, for IPv6 from 48
 * @param intervalMillis how long to wait after an answer before the next request; 0 or more. IOS does not wait
 */
public record Options(InetAddress address, int repeat, int timeoutSeconds, int size, int intervalMillis) {
    private static final int MIN_SIZE = 36;
    private static final int MIN_SIZE_V6 = Ipv6.HEADER_LENGTH + Icmp.HEADER_LENGTH;
    private static final int MAX_SIZE = 18_024;
    private static final int MAX_TIMEOUT_SECONDS = 3600;
    private static final byte[] BROADCAST = {-1, -1, -1, -1};

    public Options {
        boolean six = address instanceof Inet6Address;
        require("--repeat", repeat, 1, Integer.MAX_VALUE, "");
        require("--timeout", timeoutSeconds, 0, MAX_TIMEOUT_SECONDS, " seconds");
        require("--size", size, six ? MIN_SIZE_V6 : MIN_SIZE, MAX_SIZE, " bytes for " + (six ? "IPv6" : "IPv4"));
        require("--interval", intervalMillis, 0, Integer.MAX_VALUE, " milliseconds");
        if (address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || Arrays.equals(address.getAddress(), BROADCAST)) {
            throw new IllegalArgumentException(address.getHostAddress() + ": want the address of one host");
        }
        if (address instanceof Inet6Address in6 && in6.isLinkLocalAddress() && in6.getScopeId() == 0) {
            String text = AddressText.of(MemorySegment.ofArray(in6.getAddress()), 0, true);
            throw new IllegalArgumentException(text + ": on which interface? " + text + "%eth0, say");
        }
    }

    boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    /** The bytes of the ICMP message: what remains of the size below the IP header. */
    int messageLength() {
        return size - (isIpv6() ? Ipv6.HEADER_LENGTH : Ipv4.HEADER_LENGTH);
    }

    private static void require(String option, int value, int least, int most, String unit) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " " + value + ": want " + least + " to " + most + unit);
        }
    }
}
