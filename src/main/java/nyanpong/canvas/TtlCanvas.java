package nyanpong.canvas;

import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * The time to live that nearly every client prints of a reply: a ping is a row of two cells, the last digits of a number of
 * three, each 1 for paper or 8 for ink. Each router on the way takes one off.
 */
public final class TtlCanvas implements Canvas {
    private static final int WIDTH = 2;
    private static final int HUNDRED = 100;

    @Override
    public String name() {
        return "ttl";
    }

    @Override
    public Score compile(Art art) {
        return DigitRows.compile(art, name(), WIDTH, digits -> Answer.reply(HUNDRED + (int) digits));
    }

    /** The times to live of an immediate neighbour's pings, a line a ping. */
    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        return DigitRows.predict(score, frame, Answer::ttl);
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        return DigitRows.plot(score, frame, WIDTH, Answer::ttl);
    }

    @Override
    public Showing showing(Score score, int frame) {
        int pings = score.cellsPerFrame();
        return new Showing("ping -c " + pings + " HOST", pings, pings - 1, "in ttl=, a ping a second");
    }
}
