package nyanpong.app.production;

import java.io.IOException;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.canvas.Canvas;
import nyanpong.programme.Playing;
import nyanpong.score.Score;

/** An art that shows the time, and what is played of it. */
public record Clock(Art art, Canvas canvas, Playing playing) {
    /** From now on sessions that begin get the time that it is now. */
    public void strike() throws IOException, ArtException {
        strike(Moment.now());
    }

    /** The same for another time. */
    public void strike(Moment moment) throws ArtException {
        Score score = canvas.compile(art.with(moment.draw(art.live())));
        playing.replace(score.withCanvas(playing.now().canvas()));
    }
}
