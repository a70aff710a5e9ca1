package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    /** RFC 5952 section 4 and its corners. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "2001:db8::1",
                "2001:db8:0:1:1:1:1:1",
                "2001:0:0:1::1",
                "2001:db8::1:0:0:1",
                "fe80::1:0",
                "1:2:3:4:5:6:7:8",
                "0:1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:0",
                "::2:3:4:5:6:7",
                "10:0:0:100::",
                "192.0.2.1"
            })
    void canonicalTextReadsBack(String text) {
        assertEquals(text, Addresses.text(Addresses.parse(text)));
    }

    @Test
    void aLongTextIsNoAddress() {
        assertNull(Addresses.parse("0:".repeat(30_000)));
    }
}
