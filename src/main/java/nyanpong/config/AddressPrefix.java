package nyanpong.config;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Addresses that share their first bits.
 *
 * @param address the bits beyond {@code length} are zero
 * @param length bits: 0 to 32 (IPv4) or 128 (IPv6)
 */
public record AddressPrefix(InetAddress address, int length) {
    public AddressPrefix {
        if (length < 0 || length > address.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix length " + length);
        }
        if (!Addresses.cut(address, length).equals(address)) {
            throw new IllegalArgumentException(Addresses.text(address) + " has bits beyond /" + length);
        }
    }

    boolean contains(AddressPrefix other) {
        return other.length >= length
                && sameVersion(other)
                && Addresses.cut(other.address, length).equals(address);
    }

    boolean sameVersion(AddressPrefix other) {
        return other.address.getClass() == address.getClass();
    }

    /** One network at most: /24 or longer (IPv4), /64 or longer (IPv6). */
    boolean isNarrow() {
        return length >= (address instanceof Inet4Address ? 24 : 64);
    }

    /** As config.yaml writes it: {@code 203.0.113.0/24}. */
    @Override
    public String toString() {
        return Addresses.text(address) + "/" + length;
    }
}
