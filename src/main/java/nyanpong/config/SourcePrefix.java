package nyanpong.config;

import java.net.InetAddress;

/**
 * Source addresses that share their first bits.
 *
 * @param address the bits beyond {@code length} are zero
 * @param length bits: 0 to 32 (IPv4) or 128 (IPv6)
 */
public record SourcePrefix(InetAddress address, int length) {
    public SourcePrefix {
        if (length < 0 || length > address.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix length " + length);
        }
        if (!Addresses.cut(address, length).equals(address)) {
            throw new IllegalArgumentException(Addresses.text(address) + " has bits beyond /" + length);
        }
    }

    boolean contains(SourcePrefix other) {
        return other.length >= length
                && other.address.getClass() == address.getClass()
                && Addresses.cut(other.address, length).equals(address);
    }

    /** As config.yaml writes it: {@code 203.0.113.0/24}. */
    @Override
    public String toString() {
        return Addresses.text(address) + "/" + length;
    }
}
