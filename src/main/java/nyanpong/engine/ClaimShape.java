package nyanpong.engine;

import nyanpong.wire.Ethernet;

/**
 * How large the ring of claimed packets and its records are: records of two sizes, for packets of up to {@link #SHORT} octets,
 * as most pings are, and for those of up to {@code longest}.
 *
 * @param longest octets of a packet that is claimed, from the Ethernet header on; longer ones are the kernel's
 * @param ring octets; a power of two
 */
public record ClaimShape(int longest, int ring) {
    public static final int SHORT = 248;

    private static final int SMALLEST = 2048;
    private static final int LARGEST = 16 << 10;
    private static final int RING = 4 << 20;

    /** What an interface may carry, and at least what Ethernet usually does. */
    public static ClaimShape of(int mtu) {
        int longest = Ethernet.HEADER_LENGTH + mtu + 7 & ~7;
        return new ClaimShape(Math.clamp(longest, SMALLEST, LARGEST), RING);
    }
}
