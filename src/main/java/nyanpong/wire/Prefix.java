package nyanpong.wire;

/**
 * An address prefix of 0 to 128 bits; IPv4 as its mapped form, {@code ::ffff:a.b.c.d} with 96 bits more.
 *
 * @param high the first 64 bits, those beyond the prefix zero
 * @param low the last 64 bits, those beyond the prefix zero
 */
public record Prefix(long high, long low, int length) {
    public Prefix {
        if (length < 0 || length > 128) {
            throw new IllegalArgumentException("prefix length " + length + ": want 0 to 128");
        }
        high &= mask(length);
        low &= mask(length - 64);
    }

    public static Prefix ofIpv4(int address, int length) {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length + ": want 0 to 32");
        }
        return new Prefix(0, AddressText.mapped(address), length + 96);
    }

    /** @param address 4 or 16 bytes, as of {@link java.net.InetAddress#getAddress} */
    public static Prefix of(byte[] address, int length) {
        long[] halves = new long[2];
        for (int i = 0; i < address.length; i++) {
            int bit = address.length == 4 ? i + 12 : i;
            halves[bit / 8] = halves[bit / 8] << 8 | (address[i] & 0xff);
        }
        return address.length == 4 ? ofIpv4((int) halves[1], length) : new Prefix(halves[0], halves[1], length);
    }

    public boolean contains(long otherHigh, long otherLow) {
        return (otherHigh & mask(length)) == high && (otherLow & mask(length - 64)) == low;
    }

    /** The last address's first 64 bits. */
    long lastHigh() {
        return high | ~mask(length);
    }

    long lastLow() {
        return low | ~mask(length - 64);
    }

    @Override
    public String toString() {
        return AddressText.of(high, low) + "/" + (AddressText.isMapped(high, low) ? length - 96 : length);
    }

    /** The first {@code bits} of 64 set; below 0 is 0, above 64 is 64. */
    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
    }
}
