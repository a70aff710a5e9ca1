package nyanpong.support;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import nyanpong.echo.LocalTable;
import nyanpong.wire.Prefix;

/** The host that the packets of these tests are for, and its peer: documentation addresses of RFC 5737 and RFC 3849. */
public final class Host {
    public static final long MAC = 0x020000000002L;
    public static final long PEER_MAC = 0x020000000001L;
    public static final String ADDRESS = "192.0.2.2";
    public static final String PEER = "192.0.2.1";
    public static final String ADDRESS6 = "2001:db8::2";
    public static final String PEER6 = "2001:db8::1";

    /** On another interface: ours, but not answered on this one. */
    public static final String ELSEWHERE = "198.51.100.7";

    public static final String ELSEWHERE6 = "2001:db8:1::7";

    private Host() {}

    /** In 192.0.2.0/24, with a device for VLAN 100 and one for 4094. */
    public static LocalTable table() {
        return new LocalTable(
                prefixes(ADDRESS, ADDRESS6, ELSEWHERE, ELSEWHERE6),
                prefixes(ADDRESS, ADDRESS6),
                prefixes("192.0.2.0", "192.0.2.255"),
                List.of(100, 4094));
    }

    public static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    private static List<Prefix> prefixes(String... literals) {
        return Stream.of(literals)
                .map(Host::address)
                .map(a -> Prefix.of(a, a.length * 8))
                .toList();
    }
}
