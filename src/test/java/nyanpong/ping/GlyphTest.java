package nyanpong.ping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlyphTest {
    @ParameterizedTest
    @CsvSource({
        "3,0,U", "3,1,U", "3,3,U", "3,4,M", "3,13,U", "4,0,Q", "11,0,&", "11,1,&", "12,0,?", "0,0,", "5,1,", "8,0,"
    })
    void icmpErrors(int type, int code, Character expected) {
        assertEquals(expected, character(Glyph.ofError(type, code)));
    }

    @ParameterizedTest
    @CsvSource({"1,0,U", "1,3,U", "2,0,M", "3,0,&", "4,1,?", "100,0,?", "128,0,", "129,0,", "136,0,"})
    void icmpv6Errors(int type, int code, Character expected) {
        assertEquals(expected, character(Glyph.ofErrorV6(type)), () -> type + "/" + code);
    }

    private static Character character(Glyph glyph) {
        return glyph == null ? null : glyph.character();
    }
}
