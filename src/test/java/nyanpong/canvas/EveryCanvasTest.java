package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nyanpong.art.Art;
import nyanpong.art.Credits;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of all canvases. */
class EveryCanvasTest {
    private static final long[] THREE = {1, 2, 3};

    /** All of them, as wide as they are by themselves. */
    static Stream<Canvas> all() {
        return Stream.concat(pictures(), Stream.of(new RouteCanvas(new Hops(THREE, THREE, THREE))));
    }

    /** Those that an art may have frames of its own for. */
    static Stream<Canvas> pictures() {
        return Stream.of(
                new CiscoCanvas(Ink.UNREACHABLE),
                new FloodCanvas(FloodCanvas.USUAL_WIDTH),
                new HexdumpCanvas(HexdumpCanvas.Dialect.IPUTILS, HexdumpCanvas.USUAL_SIZE),
                new HexdumpCanvas(HexdumpCanvas.Dialect.BSD, HexdumpCanvas.USUAL_SIZE),
                new BarsCanvas(BarsCanvas.USUAL_WIDTH),
                new DigitsCanvas(DigitsCanvas.USUAL_WIDTH),
                new TtlCanvas(),
                new DelayCanvas(DelayCanvas.USUAL_WIDTH, DelayCanvas.USUAL_LONGEST_MILLIS));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void anArtWithoutAFrameForItIsAnErrorThatNamesBoth(Canvas canvas) {
        Art others =
                new Art("lonely", Credits.unknown("lonely"), List.of(), Map.of("other", List.of(Drawn.frame("@"))));
        String message = assertThrows(IllegalArgumentException.class, () -> canvas.compile(others))
                .getMessage();
        assertEquals("lonely: no frame for canvas " + canvas.name(), message);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void framesOfItsOwnWin(Canvas canvas) {
        Art own = Drawn.own(canvas.name(), Drawn.frame("@ "), Drawn.frame(" @"));
        assertEquals(2, canvas.compile(own).frames());
        assertEquals(
                1,
                canvas.compile(Drawn.own("other", Drawn.frame("@ "), Drawn.frame(" @")))
                        .frames());
        assertNotEquals(Drawn.predict(canvas, Drawn.art("@")), Drawn.predict(canvas, own));
    }

    /** Each frame's lines are those that it would have alone. */
    @ParameterizedTest
    @MethodSource("all")
    void framesFollowEachOther(Canvas canvas) {
        Score score = canvas.compile(Drawn.art(Drawn.frame("@ "), Drawn.frame(" @"), Drawn.frame("@@")));
        assertEquals(3, score.frames());
        assertEquals(3 * score.cellsPerFrame(), score.cells());
        List<String> alone = Stream.of("@ ", " @", "@@")
                .flatMap(row -> Drawn.predict(canvas, row).stream())
                .toList();
        List<String> together = Stream.of(0, 1, 2)
                .flatMap(frame -> canvas.predict(score, frame, false).stream())
                .toList();
        assertEquals(alone, together);
    }

    /** In an art that is written for a router, all but paper is full ink elsewhere. */
    @ParameterizedTest
    @MethodSource("all")
    void glyphsOfARouterAreInkElsewhere(Canvas canvas) {
        List<String> predicted = Drawn.predict(canvas, "!U", "&.", "U!");
        if (canvas instanceof CiscoCanvas) {
            assertEquals("!".repeat(34) + "!U" + "!".repeat(34), predicted.getFirst());
            assertEquals("!".repeat(34) + "&." + "!".repeat(34), predicted.get(1));
        } else {
            assertEquals(Drawn.predict(canvas, " @", "@@", "@ "), predicted);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutAPaletteBothIpVersionsSeeTheSame(Canvas canvas) {
        Score score = canvas.compile(Drawn.art("@ ", " @"));
        assertEquals(canvas.predict(score, 0, false), canvas.predict(score, 0, true));
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhatToTypeForIt(Canvas canvas) {
        Showing showing = canvas.showing(canvas.compile(Drawn.art("@", "@", "@")), 0);
        assertTrue(showing.command().contains(" HOST"), showing.command());
        assertTrue(showing.pings() > 0 && showing.seconds() > 0);
        assertTrue(showing.toString().startsWith(showing.command() + "   # " + showing.pings() + " ping"));
    }
}
