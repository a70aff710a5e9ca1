package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;

class ColouredTest {
    /** The escape sequences are those that prettyping 1.0.1 prints for its three runs of eight bars. */
    @Test
    void barsHaveThreeColours() {
        BarsCanvas canvas = new BarsCanvas(24);
        Score score = canvas.compile(Drawn.art(Drawn.frame(IntStream.range(0, 24)
                .mapToObj(row -> " ".repeat(24 - row) + "@".repeat(row))
                .toArray(String[]::new))));
        String line = canvas.predictColoured(score, 0, false).getFirst();
        assertEquals(8, line.split("\u001b\\[0;32m", -1).length - 1);
        assertEquals(8, line.split("\u001b\\[42;33m", -1).length - 1);
        assertEquals(8, line.split("\u001b\\[43;31m", -1).length - 1);
        assertEquals(canvas.predict(score, 0, false), List.of(line.replaceAll("\u001b\\[[0-9;]*m", "")));
    }

    @Test
    void othersHaveNone() {
        CiscoCanvas canvas = new CiscoCanvas(Ink.UNREACHABLE);
        Score score = canvas.compile(Drawn.art("@"));
        assertEquals(canvas.predict(score, 0, false), canvas.predictColoured(score, 0, false));
    }
}
