package nyanpong.config;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Where to listen on TCP.
 *
 * @param address may be unspecified: all of this host's
 * @param port 1 to 65535
 */
public record Endpoint(InetAddress address, int port) {
    public Endpoint {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** {@code 127.0.0.1:9415}, {@code [::1]:9415}: RFC 3986 section 3.2.2. */
    @Override
    public String toString() {
        String text = Addresses.text(address);
        return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port;
    }
}
