package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ping -f} leaves on a terminal. */
class FloodCanvasTest {
    private final FloodCanvas canvas = new FloodCanvas(10);

    @Test
    void inkIsAnErrorAndPaperSilence() {
        Score score = canvas.compile(Drawn.art("@ @ @ @ @ "));
        for (int cell = 0; cell < 10; cell++) {
            assertEquals(cell % 2 == 0 ? Answer.UNREACHABLE : Answer.SILENCE, score.answer(cell));
        }
        assertEquals(Answer.SILENCE, score.paper());
    }

    /** A reply takes a dot away, and all that follows moves. */
    @Test
    void noCellIsAReply() {
        Score score = canvas.compile(Drawn.art(Drawn.frame(" .:-=+*#%@", "@"), Drawn.frame("!U.&"), Drawn.frame("@")));
        for (int cell = 0; cell < score.cells(); cell++) {
            int kind = Answer.kind(score.answer(cell));
            assertTrue(kind == Answer.KIND_SILENCE || kind == Answer.KIND_ERROR, "cell " + cell);
        }
    }

    @Test
    void isPredictedAsDrawn() {
        assertEquals(List.of("....EE....", "...E..E...", "....EE...."), Drawn.predict(canvas, " @@ ", "@  @", " @@ "));
    }

    @Test
    void larger() {
        assertEquals(
                List.of("E........E", ".EEEEEEEE."),
                Drawn.predict(canvas, Drawn.art(Drawn.large(3, "@        @", " @@@@@@@@ "))));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 80, 500})
    void breaksItsLinesWhereItIsTold(int width) {
        List<String> lines = Drawn.predict(new FloodCanvas(width), "@", "@");
        int left = (width - 1) / 2;
        String line = ".".repeat(left) + "E" + ".".repeat(width - left - 1);
        assertEquals(List.of(line, line), lines);
    }

    @Test
    void takesAHundredthOfASecondACell() {
        Showing showing = canvas.showing(canvas.compile(Drawn.art("@", "@")), 0);
        assertEquals(
                "sudo ping -f HOST   # 20 pings, 200 ms; at least, in a terminal of 10 columns; Ctrl-C ends it",
                showing.toString());
    }
}
