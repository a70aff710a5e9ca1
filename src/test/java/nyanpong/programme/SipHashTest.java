package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values printed by src/test/packets/siphash.py, which proves itself on the vector of SipHash's paper. */
class SipHashTest {
    @ParameterizedTest
    @CsvSource({
        "0706050403020100, 0f0e0d0c0b0a0908, 0706050403020100, 0f0e0d0c0b0a0908, 1716151413121110, 1f1e1d1c1b1a1918,"
                + " 2726252423222120, 0e3ea96b5304a7d0",
        "0, 0, 0, 0, 0, 0, 0, b0c3d7189593ea91",
        "ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, ffffffffffffffff,"
                + " ffffffffffffffff, 561768bb51570215",
        "0706050403020100, 0f0e0d0c0b0a0908, 20010db800000000, 1, 20010db800000000, 2, 1234, 8ad5198f0a75cd87",
        "0706050403020100, 0f0e0d0c0b0a0908, 0, ffffc0000201, 0, ffffc0000202, 1234, c4a5c33604c8258e",
    })
    void isSipHash24OfFiveWords(
            String k0, String k1, String a, String b, String c, String d, String e, String expected) {
        SipHash hash = new SipHash(word(k0), word(k1));
        assertEquals(word(expected), hash.of(word(a), word(b), word(c), word(d), word(e)));
    }

    private static long word(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }
}
