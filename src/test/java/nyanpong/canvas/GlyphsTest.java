package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nyanpong.art.Frame;
import nyanpong.canvas.Glyphs.Glyph;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A router's pictures in glyphs of the user's own. */
class GlyphsTest {
    private static final long PROHIBITED = Answer.error(3, 13, 3, 13);
    private static final long NO_ROUTE = Answer.error(1, 0, 1, 0);

    private static final Glyphs FOUR = new Glyphs(List.of(
            new Glyph('!', Answer.REPLY),
            new Glyph('o', Answer.error(11, 0, 11, 0)),
            new Glyph('A', PROHIBITED),
            new Glyph('#', Answer.SILENCE)));

    private static final Glyphs SIX = new Glyphs(List.of(new Glyph('!', Answer.REPLY), new Glyph('N', NO_ROUTE)));

    private final CiscoCanvas canvas = new CiscoCanvas(Ink.UNREACHABLE, FOUR, SIX);

    @Test
    void shadesGoInThePalettesOrder() {
        String row = "          " + ".".repeat(10) + "-".repeat(10) + "+".repeat(10) + "%".repeat(10) + "@".repeat(20);
        assertEquals(
                List.of("!".repeat(20) + "o".repeat(10) + "A".repeat(10) + "#".repeat(30)), Drawn.predict(canvas, row));
    }

    /** In even steps, halves upwards. */
    @ParameterizedTest
    @CsvSource({"0, !", "0.16, !", "0.17, o", "0.49, o", "0.5, A", "0.83, A", "0.84, #", "1, #"})
    void aLevelIsTheNearestGlyph(double ink, char glyph) {
        assertEquals(glyph, FOUR.of(FOUR.level(ink), false));
    }

    @Test
    void largerArtIsShaded() {
        assertEquals(
                List.of("#".repeat(35) + "A".repeat(35)),
                Drawn.predict(
                        canvas,
                        Drawn.art(Drawn.frame("@".repeat(70) + "@ ".repeat(35), "@".repeat(70) + "@ ".repeat(35)))));
    }

    @Test
    void artWrittenInThePaletteIsLiteral() {
        String row = "!oA#".repeat(17) + "!o";
        assertEquals(List.of(row), Drawn.predict(canvas, row));
        Score score = canvas.compile(Drawn.art(row));
        assertEquals(Answer.REPLY, score.answer(0));
        assertEquals(Answer.error(11, 0, 11, 0), score.answer(1));
        assertEquals(PROHIBITED, score.answer(2));
        assertEquals(Answer.SILENCE, score.answer(3));
    }

    /** The usual glyphs keep their meaning where the palette does not give them another. */
    @Test
    void artWrittenInTheUsualGlyphsIsLiteralToo() {
        Score score = canvas.compile(Drawn.art("!U.&o".repeat(14)));
        assertEquals(Answer.REPLY, score.answer(0));
        assertEquals(Answer.UNREACHABLE, score.answer(1));
        assertEquals(Answer.SILENCE, score.answer(2));
        assertEquals(Answer.TIME_EXCEEDED, score.answer(3));
        assertEquals(Answer.error(11, 0, 11, 0), score.answer(4));
    }

    @Test
    void thePaletteGivesAGlyphAnotherMeaning() {
        Glyphs swapped = new Glyphs(List.of(new Glyph('.', Answer.REPLY), new Glyph('!', PROHIBITED)));
        Score score = new CiscoCanvas(Ink.UNREACHABLE, swapped, null).compile(Drawn.art("!.".repeat(35)));
        assertEquals(PROHIBITED, score.answer(0));
        assertEquals(Answer.REPLY, score.answer(1));
    }

    @Test
    void theIpVersionsHaveTheirOwn() {
        Frame frame = Drawn.frame("@".repeat(35) + "+".repeat(10) + "-".repeat(10) + " ".repeat(15));
        Score score = canvas.compile(Drawn.art(frame));
        assertEquals(
                List.of("#".repeat(35) + "A".repeat(10) + "o".repeat(10) + "!".repeat(15)),
                canvas.predict(score, 0, false));
        assertEquals(List.of("N".repeat(45) + "!".repeat(25)), canvas.predict(score, 0, true));
        assertEquals(Answer.SILENCE, score.answer(0, false));
        assertEquals(NO_ROUTE, score.answer(0, true));
    }

    /** The other keeps two tones, in the rule's ink. */
    @Test
    void oneIpVersionAloneMayHaveOne() {
        CiscoCanvas six = new CiscoCanvas(Ink.SILENCE, null, SIX);
        Score score = six.compile(Drawn.art("@".repeat(70)));
        assertEquals(List.of(".".repeat(70)), six.predict(score, 0, false));
        assertEquals(List.of("N".repeat(70)), six.predict(score, 0, true));
        CiscoCanvas four = new CiscoCanvas(Ink.UNREACHABLE, FOUR, null);
        Score other = four.compile(Drawn.art("@".repeat(70)));
        assertEquals(List.of("#".repeat(70)), four.predict(other, 0, false));
        assertEquals(List.of("U".repeat(70)), four.predict(other, 0, true));
    }

    @Test
    void wantsPaperAndAnInk() {
        assertThrows(IllegalArgumentException.class, () -> new Glyphs(List.of(new Glyph('!', Answer.REPLY))));
        assertThrows(IllegalArgumentException.class, () -> new Glyphs(List.of()));
    }
}
