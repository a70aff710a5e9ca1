package nyanpong.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import nyanpong.support.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MartiansTest {
    /** RFC 1122 section 3.2.1.3 and RFC 6890 by the first octet alone; subnets' ends are the local table's matter. */
    @Test
    void everyIpv4NetIsAHostsAGroupOrNobodys() {
        for (int net = 0; net < 256; net++) {
            long low = AddressText.mapped(net << 24 | 0x020304);
            boolean nobodys = net == 0 || net == 127 || net >= 240;
            boolean group = net >= 224 && net < 240;
            assertEquals(nobodys, Martians.isOffTheWire(0, low), "net " + net);
            assertEquals(group, Martians.isGroup(0, low), "net " + net);
            assertEquals(nobodys || group, Martians.isSource(0, low), "net " + net);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::, true, false",
        "::1, true, false",
        "::c000:201, true, false",
        "::1:0:0, false, false",
        "::fffe:c000:201, false, false",
        "64:ff9b::c000:201, false, false",
        "2001:db8::1, false, false",
        "fe80::1, false, false",
        "fec0::1, false, false",
        "fe00::1, false, false",
        "ff00::, false, true",
        "ff02::1, false, true",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, false, true",
    })
    void ipv6(String address, boolean offTheWire, boolean group) {
        ByteBuffer b = ByteBuffer.wrap(Host.address(address));
        long high = b.getLong();
        long low = b.getLong();
        assertEquals(offTheWire, Martians.isOffTheWire(high, low));
        assertEquals(group, Martians.isGroup(high, low));
        assertEquals(offTheWire || group, Martians.isSource(high, low));
    }
}
