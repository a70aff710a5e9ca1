package nyanpong.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import nyanpong.support.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
    private static final Pattern LEADING_ZERO = Pattern.compile("(^|:)0[0-9a-f]");

    /** RFC 5952: the canonical form of each rule's example, and of addresses that a careless writer gets wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8::1",
                "2001:db8::2:1",
                "2001:db8:0:1:1:1:1:1",
                "2001:0:0:1::1",
                "2001:db8::1:0:0:1",
                "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
                "2001:db8::aaaa:0:0:1",
                "::",
                "::1",
                "1::",
                "0:1::",
                "::1:0:0:0",
                "1:0:0:2::",
                "0:1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:0",
                "1:2:3:4:5:6::",
                "::3:4:5:6:7:8",
                "ff02::1:ff00:2",
                "fe80::",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            })
    void writesTheCanonicalForm(String canonical) {
        byte[] address = Host.address(canonical);
        ByteBuffer b = ByteBuffer.wrap(address);
        assertEquals(canonical, AddressText.of(b.getLong(), b.getLong()));
    }

    /** Sparse groups, so that runs of zeros of every length come up. */
    @Test
    void isReadBackAsTheSameAddress() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(5952);
        for (int i = 0; i < 50_000; i++) {
            ByteBuffer b = ByteBuffer.allocate(16);
            for (int group = 0; group < 8; group++) {
                b.putShort((short) (random.nextInt(5) < 3 ? 0 : random.nextInt() >>> random.nextInt(16, 32)));
            }
            String text = AddressText.ipv6(b.getLong(0), b.getLong(8));
            byte[] expected = b.array();
            byte[] read = InetAddress.getByName(text).getAddress();
            // InetAddress reads a mapped address as IPv4.
            assertEquals(ByteBuffer.wrap(expected, 16 - read.length, read.length), ByteBuffer.wrap(read), text);
            assertTrue(!LEADING_ZERO.matcher(text).find(), text);
            assertEquals(text.indexOf("::"), text.lastIndexOf("::"), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "127.0.0.1", "128.200.0.9"})
    void writesIpv4InDecimalEverywhere(String dotted) {
        int address = ByteBuffer.wrap(Host.address(dotted)).getInt();
        assertEquals(dotted, AddressText.ipv4(address));
        assertEquals(dotted, AddressText.of(0, AddressText.mapped(address)));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocate(5);
            Octets.u32(p, 1, address);
            assertEquals(dotted, AddressText.of(p, 1, false));
        }
    }
}
