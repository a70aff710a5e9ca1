package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nyanpong.art.Art;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.art.Palette;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a router prints for an art. */
class CiscoCanvasTest {
    private static final int WIDTH = CiscoCanvas.WIDTH;

    private final CiscoCanvas canvas = new CiscoCanvas(Ink.UNREACHABLE);

    @Test
    void literalFramesAreTakenCharacterForCharacter() {
        SplittableRandom random = new SplittableRandom(70);
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < 20; y++) {
            rows.add(random.ints(WIDTH, 0, 4)
                    .mapToObj(i -> Frame.GLYPHS.substring(i, i + 1))
                    .reduce("", String::concat));
        }
        for (Ink ink : Ink.values()) {
            assertEquals(rows, predict(ink, frame(rows)));
        }
    }

    @Test
    void eachGlyphHasItsAnswer() {
        Score score = canvas.compile(art(frame(List.of("!U.&" + "!".repeat(66)))));
        assertEquals(Answer.REPLY, score.answer(0));
        assertEquals(Answer.UNREACHABLE, score.answer(1));
        assertEquals(Answer.SILENCE, score.answer(2));
        assertEquals(Answer.TIME_EXCEEDED, score.answer(3));
        assertEquals(Answer.REPLY, score.paper());
        assertEquals(WIDTH, score.cellsPerFrame());
    }

    @Test
    void inkIsUnreachableOrSilence() {
        Frame frame = frame(List.of("@ ".repeat(35)));
        assertEquals(List.of("U!".repeat(35)), predict(Ink.UNREACHABLE, frame));
        assertEquals(List.of(".!".repeat(35)), predict(Ink.SILENCE, frame));
    }

    /** Half and more is ink; the palette's ten steps have none at the half. */
    @Test
    void thePalettesDarkerHalfIsInk() {
        String row = " .:-=+*#%@".repeat(7);
        assertEquals(List.of("!!!!!UUUUU".repeat(7)), predict(Ink.UNREACHABLE, frame(List.of(row))));
        Frame three = new Frame(List.of("abc".repeat(23) + "a"), new Palette("abc"));
        assertEquals(List.of("!UU".repeat(23) + "!"), predict(Ink.UNREACHABLE, three));
    }

    @ParameterizedTest
    @CsvSource({"70, 0, 0", "68, 1, 1", "69, 0, 1", "1, 34, 35", "35, 17, 18"})
    void narrowerArtIsCentred(int width, int left, int right) {
        String expected = "!".repeat(left) + "U".repeat(width) + "!".repeat(right);
        assertEquals(List.of(expected), predict(Ink.UNREACHABLE, frame(List.of("@".repeat(width)))));
        assertEquals(List.of(expected), predict(Ink.UNREACHABLE, frame(List.of("U".repeat(width)))));
    }

    @Test
    void widerArtIsAveragedByArea() {
        // Two by two to a cell: three quarters of ink, half, a quarter.
        String upper = "@@@  @".repeat(23) + "@@";
        String lower = "@    @".repeat(23) + "@@";
        List<String> lines = predict(Ink.UNREACHABLE, frame(List.of(upper, lower)));
        assertEquals(List.of("U!U".repeat(23) + "U"), lines);
    }

    /** Literal art that is too wide cannot keep its glyphs: what is not paper becomes ink. */
    @Test
    void widerLiteralArtIsInkedToo() {
        String row = "..&&!!UU".repeat(17) + "!!!!";
        assertEquals(List.of("UU!U".repeat(17) + "!!"), predict(Ink.UNREACHABLE, frame(Collections.nCopies(2, row))));
        assertEquals(List.of("..!.".repeat(17) + "!!"), predict(Ink.SILENCE, frame(Collections.nCopies(2, row))));
    }

    @ParameterizedTest
    @ValueSource(ints = {71, 100, 139, 140, 141, 350, 1000})
    void aCircleStaysRound(int size) {
        double radius = size / 2.0;
        List<String> rows = IntStream.range(0, size)
                .mapToObj(y -> IntStream.range(0, size)
                        .mapToObj(x -> Math.hypot(x + 0.5 - radius, y + 0.5 - radius) < radius - 1 ? "@" : " ")
                        .reduce("", String::concat))
                .toList();
        List<String> lines = predict(Ink.UNREACHABLE, frame(rows));
        int width = lines.stream()
                .mapToInt(line -> line.lastIndexOf('U') - line.indexOf('U') + 1)
                .max()
                .orElse(0);
        long height = lines.stream().filter(line -> line.contains("U")).count();
        assertEquals(70, lines.size(), 1);
        assertTrue(width >= 67 && width <= 70, "width " + width);
        assertTrue(Math.abs(width - height) <= 1, width + " by " + height);
        for (int y = 0; y < lines.size(); y++) {
            String mirrored = new StringBuilder(lines.get(y)).reverse().toString();
            assertEquals(mirrored, lines.get(y), "row " + y);
        }
    }

    @ParameterizedTest
    @CsvSource({"140, 1, 1", "700, 3, 1", "140, 2, 1", "140, 3, 2", "141, 40, 20", "7000, 7000, 70"})
    void theHeightFollowsTheWidth(int width, int height, int rows) {
        List<String> lines = predict(Ink.UNREACHABLE, frame(Collections.nCopies(height, "@".repeat(width))));
        assertEquals(rows, lines.size());
        assertTrue(lines.stream().allMatch("U".repeat(WIDTH)::equals));
    }

    /** The tallest tells the height, so that one frame follows the other at the same distance. */
    @Test
    void framesOfDifferentSizeAreCentredInTheTallest() {
        Frame tall = frame(Collections.nCopies(5, "@".repeat(70)));
        Frame small = frame(List.of("@@"));
        Frame wide = frame(Collections.nCopies(4, "@".repeat(140)));
        Score score = canvas.compile(art(tall, small, wide));
        assertEquals(350, score.cellsPerFrame());
        assertEquals(1050, score.cells());
        String ink = "U".repeat(70);
        String paper = "!".repeat(70);
        List<String> expected = new ArrayList<>(Collections.nCopies(5, ink));
        expected.addAll(List.of(paper, paper, "!".repeat(34) + "UU" + "!".repeat(34), paper, paper));
        expected.addAll(List.of(paper, ink, ink, paper, paper));
        List<String> lines = IntStream.range(0, score.frames())
                .mapToObj(frame -> canvas.predict(score, frame, false))
                .flatMap(List::stream)
                .toList();
        assertEquals(expected, lines);
    }

    @Test
    void framesForThisCanvasWin() {
        Frame own = frame(List.of("U".repeat(70)));
        Frame common = frame(List.of("!".repeat(70)));
        Art art = new Art("a", Credits.unknown("a"), List.of(common), Map.of("cisco", List.of(own, own)));
        assertEquals(140, canvas.compile(art).cells());
        Art others = new Art("b", Credits.unknown("b"), List.of(), Map.of("flood", List.of(own)));
        assertThrows(IllegalArgumentException.class, () -> canvas.compile(others));
    }

    @Test
    void predictionIsTheAnswersSeventyToALine() {
        Score score = canvas.compile(art(frame(List.of("U", "", "&"))));
        List<String> lines = canvas.predict(score, 0, false);
        assertEquals(3, lines.size());
        for (int cell = 0; cell < score.cells(); cell++) {
            char glyph = lines.get(cell / WIDTH).charAt(cell % WIDTH);
            assertEquals(glyph == '!', score.answer(cell) == Answer.REPLY);
        }
        assertTrue(lines.get(0).indexOf('U') == 34 && lines.get(2).indexOf('&') == 34);
    }

    private List<String> predict(Ink ink, Frame... frames) {
        CiscoCanvas inked = new CiscoCanvas(ink);
        return inked.predict(inked.compile(art(frames)), 0, false);
    }

    private static Art art(Frame... frames) {
        return new Art("test", Credits.unknown("test"), Stream.of(frames).toList(), Map.of());
    }

    private static Frame frame(List<String> rows) {
        return new Frame(rows, Palette.DEFAULT);
    }
}
