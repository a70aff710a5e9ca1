package nyanpong.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 1, 0, 36, 0, 16",
        "192.0.2.1, 2147483647, 3600, 18024, 2147483647, 18004",
        "2001:db8::1, 5, 2, 48, 0, 8",
        "fe80::1%1, 5, 2, 100, 0, 60",
        "127.0.0.1, 5, 2, 100, 0, 80"
    })
    void boundsAreThoseOfIos(String address, int repeat, int timeout, int size, int interval, int message)
            throws UnknownHostException {
        Options options = new Options(InetAddress.getByName(address), repeat, timeout, size, interval);
        assertEquals(message, options.messageLength());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 0, 2, 100, 0, --repeat 0",
        "192.0.2.1, 5, -1, 100, 0, --timeout -1",
        "192.0.2.1, 5, 3601, 100, 0, --timeout 3601",
        "192.0.2.1, 5, 2, 35, 0, --size 35: want 36 to 18024 bytes for IPv4",
        "192.0.2.1, 5, 2, 18025, 0, --size 18025",
        "2001:db8::1, 5, 2, 47, 0, --size 47: want 48 to 18024 bytes for IPv6",
        "192.0.2.1, 5, 2, 100, -1, --interval -1",
        "224.0.0.1, 5, 2, 100, 0, 224.0.0.1",
        "ff02::1, 5, 2, 100, 0, ff02",
        "255.255.255.255, 5, 2, 100, 0, 255.255.255.255",
        "0.0.0.0, 5, 2, 100, 0, 0.0.0.0",
        "fe80::1, 5, 2, 100, 0, fe80::1: on which interface?"
    })
    void whatIsOutOfBoundsIsNamed(String address, int repeat, int timeout, int size, int interval, String message)
            throws UnknownHostException {
        InetAddress resolved = InetAddress.getByName(address);
        var e = assertThrows(
                IllegalArgumentException.class, () -> new Options(resolved, repeat, timeout, size, interval));
        assertTrue(e.getMessage().startsWith(message), e::getMessage);
    }

    /** The golden bytes are Python's; the pattern starts with the data. */
    @Test
    void requestsAreBuiltAsIosBuildsThem() {
        assertEquals("0800369012340005abcdabcdabcdabcd", request(false, 16));
        assertEquals("08003ac612340005ab", request(false, 9));
        assertEquals("8000000012340005abcdabcdabcdabcd", request(true, 16)); // the kernel adds ICMPv6's checksum
    }

    private static String request(boolean six, int length) {
        try (Arena arena = Arena.ofConfined()) {
            EchoMessage message = new EchoMessage(arena, six, 0x1234, length);
            message.sequence(4);
            message.sequence(5);
            MemorySegment p = message.segment();
            return HexFormat.of().formatHex(p.toArray(ValueLayout.JAVA_BYTE));
        }
    }
}
