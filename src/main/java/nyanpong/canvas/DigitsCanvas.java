package nyanpong.canvas;

import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * Digits in the time that ping prints: a ping is a row of cells, each 1 for paper or 8 for ink, as whole seconds. What the
 * real round trip adds is below them.
 *
 * <p>Three digits are shown by everybody. More than three are over 2,147 s, which iputils since 20250602 refuses, and busybox
 * counts no further than 4,294 s: for older iputils and for inetutils alone.
 */
public final class DigitsCanvas implements Canvas {
    public static final int USUAL_WIDTH = 3;

    private static final int MILLIS_PER_SECOND = 1000;

    private final int width;

    /** @param width digits, 1 to 9 */
    public DigitsCanvas(int width) {
        this.width = width;
    }

    @Override
    public String name() {
        return "digits";
    }

    @Override
    public Score compile(Art art) {
        return DigitRows.compile(art, name(), width, digits -> Answer.shifted(digits * MILLIS_PER_SECOND));
    }

    /** The digits that are ours, a line a ping. */
    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        return DigitRows.predict(score, frame, answer -> Answer.shiftMillis(answer) / MILLIS_PER_SECOND);
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        return DigitRows.plot(score, frame, width, cell -> Answer.shiftMillis(cell) / MILLIS_PER_SECOND);
    }

    @Override
    public Showing showing(Score score, int frame) {
        int pings = score.cellsPerFrame();
        return new Showing("ping -c " + pings + " HOST", pings, pings - 1, "in time=, a ping a second");
    }
}
