package nyanpong.art;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void inkStepsEvenlyThroughThePalette() {
        String characters = " .:-=+*#%@";
        for (int i = 0; i < 10; i++) {
            assertEquals(i / 9.0, Palette.DEFAULT.ink(characters.charAt(i)), 1e-12);
        }
        assertEquals(1, Palette.DEFAULT.ink('X'), "a character of no palette is full ink");
    }

    @Test
    void aPaletteMayLieBeyondTheBasicPlane() {
        Palette cats = new Palette("\ud83d\udc31\ud83d\udc08\ud83d\ude3a");
        assertEquals(0, cats.ink(0x1f431));
        assertEquals(0.5, cats.ink(0x1f408));
        assertEquals(1, cats.ink(0x1f63a));
    }

    @Test
    void aPaletteHasPaperAndInk() {
        assertThrows(IllegalArgumentException.class, () -> new Palette(""));
        assertThrows(IllegalArgumentException.class, () -> new Palette("@"));
        assertThrows(IllegalArgumentException.class, () -> new Palette("\ud83d\udc31"));
    }

    @Test
    void aFrameOfFourGlyphsIsLiteral() {
        assertTrue(frame("!U.&").isLiteral());
        assertTrue(frame("....").isLiteral());
        assertTrue(frame("!!", "", "U").isLiteral());
        assertTrue(frame("!U.& ").isLiteral());
        assertFalse(frame("! U").isLiteral());
        assertFalse(frame("!?").isLiteral());
    }

    @Test
    void shortRowsArePaddedWithPaper() {
        Frame literal = frame("UUU", "U");
        assertEquals('!', literal.glyph(2, 1));
        assertEquals(0, literal.ink(2, 1));
        Frame levels = frame("@@@", "@");
        assertEquals(3, levels.width());
        assertEquals(1, levels.ink(0, 1));
        assertEquals(0, levels.ink(2, 1));
    }

    /** On other canvases a literal "!" is paper and the rest full ink. */
    @Test
    void literalGlyphsAreInkElsewhere() {
        Frame frame = frame("!U.&");
        assertEquals(0, frame.ink(0, 0));
        assertEquals(1, frame.ink(1, 0));
        assertEquals(1, frame.ink(2, 0));
        assertEquals(1, frame.ink(3, 0));
    }

    @Test
    void theMeanIsByArea() {
        Frame frame = frame("@ ", "  ");
        assertEquals(0.25, frame.meanInk(0, 0, 2, 2), 1e-12);
        assertEquals(1, frame.meanInk(0, 0, 1, 1), 1e-12);
        assertEquals(1, frame.meanInk(0.25, 0.25, 0.75, 0.75), 1e-12);
        assertEquals(0.5, frame.meanInk(0.5, 0, 1.5, 1), 1e-12);
        assertEquals(0.25, frame.meanInk(0.5, 0.5, 1.5, 1.5), 1e-12);
        assertEquals(0, frame.meanInk(1, 1, 2, 2), 1e-12);
    }

    @Test
    void refusesAFrameWithoutACell() {
        assertThrows(IllegalArgumentException.class, FrameTest::frame);
        assertThrows(IllegalArgumentException.class, () -> frame("", ""));
    }

    private static Frame frame(String... lines) {
        return new Frame(List.of(lines), Palette.DEFAULT);
    }
}
