package nyanpong.app.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GalleryTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.255, 192.0.2.0/24",
        "10.1.2.3, 10.1.2.0/24",
        "2001:db8:1:ffff::1, 2001:db8:1::/48",
        "2001:db8::2, 2001:db8::/48",
        "fe80::1, fe80::/48"
    })
    void tellsTheNetworkAndNotTheHost(String address, String network) {
        assertEquals(network, Gallery.network(address));
    }
}
