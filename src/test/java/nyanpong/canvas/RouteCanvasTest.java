package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routers that do not exist, and what mtr makes of them. */
class RouteCanvasTest {
    @Test
    void hopsAreRowsFromTheNearestOn() {
        String[] rows = {"@ @", " @ ", "@@@"};
        String left = ".".repeat(33);
        String right = ".".repeat(34);
        assertEquals(
                List.of(left + ">.>" + right, left + ".>." + right, left + ">>>" + right, ">" + ".".repeat(69)),
                Drawn.predict(new RouteCanvas(hops(3, 3)), rows));
    }

    /** A column of time exceeded, each from its hop, and the reply of the destination. */
    @Test
    void eachHopAnswersForItself() {
        Score score = new RouteCanvas(hops(2, 2)).compile(Drawn.art("@".repeat(70), " ".repeat(70)));
        assertEquals(3, score.hopRows());
        assertEquals(210, score.cellsPerFrame());
        for (int column = 0; column < 70; column++) {
            long nearest = score.answer(column * 3);
            assertEquals(Answer.from(Answer.TIME_EXCEEDED, 1), Answer.prompt(nearest));
            assertTrue(Answer.delayMillis(nearest) > 0);
            assertEquals(Answer.from(Answer.TIME_EXCEEDED, 2), score.answer(column * 3 + 1));
            assertEquals(Answer.REPLY, Answer.prompt(score.answer(column * 3 + 2)));
        }
        assertEquals(Answer.SILENCE, score.paper());
    }

    /** The picture is as tall as there are hops, and so another for the other IP version. */
    @Test
    void theIpVersionsHaveTheirOwnHops() {
        RouteCanvas canvas = new RouteCanvas(hops(4, 2));
        Score score = canvas.compile(Drawn.art("@".repeat(70), " ".repeat(70)));
        String ink = ">".repeat(70);
        String paper = ".".repeat(70);
        String last = ">" + ".".repeat(69);
        assertEquals(List.of(ink, ink, paper, paper, last), canvas.predict(score, 0, false));
        assertEquals(List.of(ink, paper, last), canvas.predict(score, 0, true));
    }

    @Test
    void withoutHopsTheDestinationAnswersAlone() {
        RouteCanvas canvas = new RouteCanvas(hops(2, 0));
        Score score = canvas.compile(Drawn.art("@"));
        assertEquals(1, canvas.predict(score, 0, true).size());
        for (int cell = 0; cell < score.cells(); cell++) {
            assertEquals(Answer.REPLY, Answer.prompt(score.answer(cell, true)));
        }
    }

    @Test
    void largerArtIsAveragedByArea() {
        RouteCanvas canvas = new RouteCanvas(hops(2, 2));
        String[] small = {"@@  ".repeat(17) + "@@", "  @@".repeat(17) + "  "};
        assertEquals(Drawn.predict(canvas, small), Drawn.predict(canvas, Drawn.art(Drawn.large(4, small))));
    }

    /** Frames under route/ are no pictures but a story. */
    @Test
    void itsOwnFramesAreNames() {
        Art story = Drawn.own("route", Drawn.frame("once.upon.example", "a.time.example"), Drawn.frame("other"));
        assertEquals(List.of("once.upon.example", "a.time.example"), RouteCanvas.names(story));
        assertEquals(List.of(), RouteCanvas.names(Drawn.art("@")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, RouteCanvas.MOST_HOPS})
    void fromOneHopToTheMost(int count) {
        List<String> lines = Drawn.predict(new RouteCanvas(hops(count, count)), "@");
        assertEquals(count + 1, lines.size());
        String ink = ".".repeat(34) + ">" + ".".repeat(35);
        assertTrue(lines.subList(0, count).stream().allMatch(ink::equals));
    }

    private static Hops hops(int four, int six) {
        long[] low = LongStream.rangeClosed(1, six).toArray();
        return new Hops(LongStream.rangeClosed(1, four).toArray(), low, low);
    }
}
