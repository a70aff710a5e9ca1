package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plot shows what the client prints, or what its prints mean. */
class PlotTest {
    static Stream<Canvas> all() {
        return EveryCanvasTest.all();
    }

    /** Whatever the canvas: each request brings something, and none is beyond the frame. */
    @ParameterizedTest
    @MethodSource("all")
    void everyCellOfAFrameIsSomewhere(Canvas canvas) {
        Score score = canvas.compile(Drawn.art("@ ", " @"));
        boolean[] seen = new boolean[score.cellsPerFrame()];
        Plot plot = plot(canvas, score);
        for (int y = 0; y < plot.height(); y++) {
            for (int x = 0; x < plot.width(); x++) {
                seen[plot.cell(x, y)] = true;
                assertTrue(plot.ink(x, y) >= 0 && plot.ink(x, y) <= Plot.FULL);
            }
        }
        for (int cell = 0; cell < seen.length; cell++) {
            assertTrue(seen[cell], canvas.name() + " cell " + cell);
        }
    }

    @Test
    void aRoutersGlyphsAreShadesByTheirOrder() {
        Canvas canvas = new CiscoCanvas(Ink.UNREACHABLE);
        assertEquals(centred("07ff"), row(canvas, Drawn.art("!&U."), 0));
        Glyphs four = new Glyphs(List.of(
                new Glyphs.Glyph('!', Answer.REPLY),
                new Glyphs.Glyph('a', Answer.error(3, 0, 3, 0)),
                new Glyphs.Glyph('b', Answer.error(3, 9, 3, 9)),
                new Glyphs.Glyph('c', Answer.SILENCE)));
        assertEquals(centred("05af"), row(new CiscoCanvas(Ink.UNREACHABLE, four, four), Drawn.art("!abc"), 0));
    }

    @Test
    void aFloodsErrorsAreInk() {
        Canvas canvas = new FloodCanvas(12);
        assertEquals(
                canvas.predict(canvas.compile(Drawn.art("@ @")), 0, false)
                        .getFirst()
                        .replace('.', '0')
                        .replace('E', 'f'),
                row(canvas, Drawn.art("@ @"), 0));
    }

    @Test
    void aDumpsDigitsAreItsInk() {
        Canvas canvas = new HexdumpCanvas(HexdumpCanvas.Dialect.IPUTILS, 16 + 2 * 32);
        Score score = canvas.compile(Drawn.own("hexdump", Drawn.frame(" .:-=+*#%@", "@")));
        List<String> dump = canvas.predict(score, 0, false);
        for (int y = 0; y < 2; y++) {
            assertEquals(dump.get(y).replaceFirst(".*\t", "").replace(" ", ""), row(plot(canvas, score), y));
        }
    }

    @Test
    void barsStandOnTheGround() {
        Canvas canvas = new BarsCanvas(10);
        Plot plot = plot(canvas, canvas.compile(Drawn.own("bars", Drawn.frame("@         ", "@@        "))));
        assertEquals("f000000000", row(plot, 0));
        assertEquals("ff00000000", row(plot, plot.height() - 1));
        assertEquals(1, plot.cell(1, 0));
    }

    @Test
    void numbersAreRows() {
        for (Canvas canvas : List.of(new DigitsCanvas(2), new TtlCanvas())) {
            Plot plot = plot(canvas, canvas.compile(Drawn.own(canvas.name(), Drawn.frame("@ ", " @"))));
            assertEquals("f0", row(plot, 0));
            assertEquals("0f", row(plot, 1));
        }
    }

    @Test
    void aRouteGoesColumnByColumn() {
        long[] three = {1, 2, 3};
        Canvas canvas = new RouteCanvas(new Hops(three, three, three));
        Plot plot = plot(canvas, canvas.compile(Drawn.art("@".repeat(70))));
        assertEquals("f".repeat(70), row(plot, 2));
        assertEquals(4 * 69 + 2, plot.cell(69, 2));
    }

    private static String centred(String four) {
        return "0".repeat(33) + four + "0".repeat(33);
    }

    private static String row(Canvas canvas, nyanpong.art.Art art, int y) {
        return row(plot(canvas, canvas.compile(art)), y);
    }

    private static Plot plot(Canvas canvas, Score score) {
        return canvas.plot(score, 0, false, score::answer);
    }

    private static String row(Plot plot, int y) {
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < plot.width(); x++) {
            row.append(Character.forDigit(plot.ink(x, y), 16));
        }
        return row.toString();
    }
}
