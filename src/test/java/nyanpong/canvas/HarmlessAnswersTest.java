package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import nyanpong.app.production.Arts;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DESIGN.md, "Never send": what every shipped art asks for, on every canvas. */
class HarmlessAnswersTest {
    private static final Set<String> IPV4 = Set.of("3/0", "3/1", "3/9", "3/10", "3/13", "11/0");
    private static final Set<String> IPV6 = Set.of("1/0", "1/1", "1/3", "1/4", "3/0");

    @ParameterizedTest
    @MethodSource("nyanpong.canvas.EveryCanvasTest#all")
    void errorsAreHarmless(Canvas canvas) throws Exception {
        int checked = 0;
        try (Arts arts = new Arts(Path.of("frames"))) {
            for (String name : arts.names()) {
                Art art = arts.read(name);
                Score score;
                try {
                    score = canvas.compile(art);
                } catch (IllegalArgumentException e) {
                    continue; // not drawn for this canvas
                }
                check(canvas, art, score);
                checked++;
            }
        }
        assertTrue(checked >= 4, checked + " arts");
    }

    private static void check(Canvas canvas, Art art, Score score) {
        for (int cell = 0; cell < score.cells(); cell++) {
            long four = score.answer(cell, false);
            long six = score.answer(cell, true);
            if (Answer.kind(four) == Answer.KIND_ERROR) {
                assertTrue(IPV4.contains(Answer.type(four) + "/" + Answer.code(four)), art.name() + ", cell " + cell);
            }
            if (Answer.kind(six) == Answer.KIND_ERROR) {
                assertTrue(IPV6.contains(Answer.type6(six) + "/" + Answer.code6(six)), art.name() + ", cell " + cell);
            }
            for (long answer : new long[] {four, six}) {
                assertTrue(Answer.kind(answer) <= Answer.KIND_ADDRESS, "no such kind");
                assertTrue(
                        !canvas.name().equals("flood") || Answer.kind(answer) != Answer.KIND_REPLY,
                        "a reply shears a flood's picture");
                assertTrue(Answer.delayMillis(answer) < 1000, "later than the next request");
                assertTrue(
                        Answer.kind(answer) != Answer.KIND_SHIFTED || Answer.shiftMillis(answer) < 2_147_000,
                        "more than the newest iputils shows");
            }
        }
    }
}
