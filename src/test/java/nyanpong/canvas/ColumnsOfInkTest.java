package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nyanpong.art.Art;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bars and delays: a ping a column, the height of its ink in 24 levels. */
class ColumnsOfInkTest {
    /** iputils since 20250602 shows no round trip from 2,147 s on. */
    private static final long LONGEST_MILLIS = 2_147_000;

    private static final String EIGHT = "▁▂▃▄▅▆▇█";

    /** 24 columns, each one cell higher than the one before, the first empty. */
    private static final Frame STAIRS = Drawn.frame(IntStream.range(0, 24)
            .mapToObj(row -> " ".repeat(24 - row) + "@".repeat(row))
            .toArray(String[]::new));

    @Test
    void stairsAreEveryLevelOfBars() {
        Score score = new BarsCanvas(24).compile(Drawn.art(STAIRS));
        for (int level = 0; level < 24; level++) {
            assertEquals(Answer.shifted(level * 10L), score.answer(level));
        }
        assertEquals(List.of(EIGHT.repeat(3)), Drawn.predict(new BarsCanvas(24), Drawn.art(STAIRS)));
    }

    @Test
    void stairsAreEveryLevelOfDelays() {
        Score score = new DelayCanvas(24, 480).compile(Drawn.art(STAIRS));
        for (int level = 0; level < 24; level++) {
            assertEquals(level * 20, Answer.delayMillis(score.answer(level)));
            assertEquals(Answer.KIND_REPLY, Answer.kind(score.answer(level)));
        }
    }

    /** noping's scale is its interval, so a delay at the beginning of its level has that level's bar. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 480, 24, 1})
    void delaysGrowAndKeepToTheLongest(int longest) {
        Score score = new DelayCanvas(24, longest).compile(Drawn.art(STAIRS));
        assertEquals(0, Answer.delayMillis(score.answer(0)));
        for (int level = 1; level < 24; level++) {
            int delay = Answer.delayMillis(score.answer(level));
            assertTrue(delay >= Answer.delayMillis(score.answer(level - 1)) && delay <= longest, delay + " ms");
        }
        if (longest == 1000) {
            assertEquals(List.of(EIGHT.repeat(3)), Drawn.predict(new DelayCanvas(24, longest), Drawn.art(STAIRS)));
        }
    }

    /** The top of the ink counts, what hangs below it does not. */
    @Test
    void aColumnIsAsHighAsItsTopmostInk() {
        String[] rows = {"   @@     ", "  @       ", " @        ", "@         "};
        assertEquals(List.of("▇▅▃██▁▁▁▁▁"), Drawn.predict(new BarsCanvas(10), rows));
        assertEquals(List.of(60L, 120L, 180L, 230L, 230L, 0L), shifts(new BarsCanvas(10).compile(Drawn.art(rows)), 6));
    }

    /** Frames for bars are columns too, and nearer to it than a picture is. */
    @Test
    void delaysTakeTheFramesOfBarsBeforeAPicture() {
        DelayCanvas delays = new DelayCanvas(24, 480);
        assertEquals(Drawn.predict(delays, Drawn.art(STAIRS)), Drawn.predict(delays, Drawn.own("bars", STAIRS)));
        Map<String, List<Frame>> both = Map.of("bars", List.of(Drawn.frame("@")), "delay", List.of(STAIRS));
        Art own = new Art("own", Credits.unknown("own"), List.of(), both);
        assertEquals(Drawn.predict(delays, Drawn.art(STAIRS)), Drawn.predict(delays, own));
    }

    @Test
    void anEmptyPictureIsFlat() {
        assertEquals(List.of("▁".repeat(10)), Drawn.predict(new BarsCanvas(10), "!!!"));
        assertEquals(List.of("▁".repeat(10)), Drawn.predict(new DelayCanvas(10, 480), "!!!"));
    }

    @ParameterizedTest
    @CsvSource({"10", "79", "500"})
    void narrowerArtIsCentred(int width) {
        int left = (width - 3) / 2;
        String line = "▁".repeat(left) + "█▁█" + "▁".repeat(width - left - 3);
        assertEquals(List.of(line), Drawn.predict(new BarsCanvas(width), "@ @"));
        Score score = new DelayCanvas(width, 480).compile(Drawn.art("@ @"));
        assertEquals(width, score.cellsPerFrame());
        assertEquals(460, Answer.delayMillis(score.answer(left)));
        assertEquals(0, Answer.delayMillis(score.answer(left + 1)));
        assertEquals(460, Answer.delayMillis(score.answer(left + 2)));
    }

    @Test
    void largerArtIsAveragedByArea() {
        Frame small = Drawn.frame("@ @       ", "@@@       ", "          ");
        Frame large = Drawn.large(7, "@ @       ", "@@@       ", "          ");
        BarsCanvas bars = new BarsCanvas(10);
        assertEquals(Drawn.predict(bars, Drawn.art(small)), Drawn.predict(bars, Drawn.art(large)));
        DelayCanvas delays = new DelayCanvas(10, 480);
        assertEquals(Drawn.predict(delays, Drawn.art(small)), Drawn.predict(delays, Drawn.art(large)));
    }

    /** Every shift is below what the newest iputils still shows. */
    @Test
    void shiftsAreTensUpToTwoHundredAndThirty() {
        Frame tall =
                Drawn.frame(Collections.nCopies(500, " .:-=+*#%@".repeat(50)).toArray(String[]::new));
        Score score = new BarsCanvas(500).compile(Drawn.art(tall, STAIRS));
        for (long shift : shifts(score, score.cells())) {
            assertTrue(shift % 10 == 0 && shift <= 230 && shift < LONGEST_MILLIS, shift + " ms");
        }
    }

    private static List<Long> shifts(Score score, int cells) {
        return IntStream.range(0, cells)
                .mapToObj(cell -> Answer.shiftMillis(score.answer(cell)))
                .toList();
    }
}
