package nyanpong.app.production;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nyanpong.art.Art;
import nyanpong.art.Credits;
import nyanpong.art.text.Figlet;
import nyanpong.art.text.LiveText;
import nyanpong.canvas.FloodCanvas;
import nyanpong.programme.Playing;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;

class ClockTest {
    @Test
    void strikesTheTimeThatItIs() throws Exception {
        LiveText text = LiveText.of("{clock}", Figlet.shipped("block"));
        FloodCanvas canvas = new FloodCanvas(80);
        // No clock shows this.
        Art art = new Art("clock", Credits.unknown("clock"), List.of(text.frame("88:88", "host")), Map.of(), text);
        Score old = canvas.compile(art);
        Playing playing = new Playing(old);
        Score before;
        Score after;
        do { // a minute may end meanwhile
            before = canvas.compile(art.with(Moment.now().draw(text)));
            new Clock(art, canvas, playing).strike();
            after = canvas.compile(art.with(Moment.now().draw(text)));
        } while (!Arrays.equals(answers(before), answers(after)));
        assertNotSame(old, playing.now());
        assertArrayEquals(answers(after), answers(playing.now()));
    }

    private static long[] answers(Score score) {
        return IntStream.range(0, score.cells()).mapToLong(score::answer).toArray();
    }
}
