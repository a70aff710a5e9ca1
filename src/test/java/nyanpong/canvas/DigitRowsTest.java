package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits of the time and of the time to live: a ping a row. */
class DigitRowsTest {
    private final DigitsCanvas digits = new DigitsCanvas(3);
    private final TtlCanvas ttl = new TtlCanvas();

    @Test
    void aRowIsANumberOfOnesAndEights() {
        Score score = digits.compile(Drawn.art(" @ ", "@@@", "   "));
        assertEquals(3, score.cellsPerFrame());
        assertEquals(Answer.shifted(181_000), score.answer(0));
        assertEquals(Answer.shifted(888_000), score.answer(1));
        assertEquals(Answer.shifted(111_000), score.answer(2));
        assertEquals(List.of("181", "888", "111"), Drawn.predict(digits, " @ ", "@@@", "   "));
    }

    @Test
    void aTimeToLiveHasAHundredBefore() {
        String[] rows = {"  ", " @", "@ ", "@@"};
        Score score = ttl.compile(Drawn.art(rows));
        assertEquals(Answer.reply(111), score.answer(0));
        assertEquals(Answer.reply(118), score.answer(1));
        assertEquals(Answer.reply(181), score.answer(2));
        assertEquals(Answer.reply(188), score.answer(3));
        assertEquals(List.of("111", "118", "181", "188"), Drawn.predict(ttl, rows));
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "2, 81", "3, 181", "4, 1811", "9, 111181111"})
    void narrowerArtIsCentred(int width, String row) {
        assertEquals(List.of(row), Drawn.predict(new DigitsCanvas(width), "@"));
    }

    /** Three digits are shown by everybody, four by older clients alone. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void shiftsAreWholeSeconds(int width) {
        Score score = new DigitsCanvas(width).compile(Drawn.art("@".repeat(width)));
        long shift = Answer.shiftMillis(score.answer(0));
        assertEquals("8".repeat(width) + "000", Long.toString(shift));
        assertEquals(width <= 3, shift < 2_147_000);
    }

    /** Nothing would be left of it. */
    @Test
    void widerArtIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> digits.compile(Drawn.art("@ @ ")));
        assertTrue(e.getMessage().contains("draw it for them, in a folder digits"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ttl.compile(Drawn.art("@ @")));
    }

    @Test
    void aTimeToLiveIsNeverOurDefaultNorTooLarge() {
        Score score = ttl.compile(Drawn.art(Drawn.frame(".@", "@"), Drawn.frame("@@"), Drawn.frame("&")));
        for (int cell = 0; cell < score.cells(); cell++) {
            assertTrue(List.of(111, 118, 181, 188).contains(Answer.ttl(score.answer(cell))));
        }
    }

    @Test
    void takesASecondARow() {
        Showing showing = digits.showing(digits.compile(Drawn.art("@", "@", "@")), 0);
        assertEquals("ping -c 3 HOST   # 3 pings, 2 s; in time=, a ping a second", showing.toString());
    }
}
