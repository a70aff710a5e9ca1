package nyanpong.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * prettyping's bars, and gping's curve: both show the time that ping prints, which is told by the time stamp that the reply
 * brings back. Set back, it shows any time, at once: 24 levels of 10 ms.
 *
 * <p>What is shown is that much more than the true round trip, which so may take up to 10 ms without changing a bar.
 */
public final class BarsCanvas implements Canvas {
    /** prettyping breaks its lines one column before the terminal's last. */
    public static final int USUAL_WIDTH = 79;

    private static final int MILLIS_PER_LEVEL = 10;

    private final int width;

    /** @param width bars to a line */
    public BarsCanvas(int width) {
        this.width = width;
    }

    @Override
    public String name() {
        return "bars";
    }

    @Override
    public Score compile(Art art) {
        long[] answers = Arrays.stream(ColumnLevels.of(art, name(), width))
                .mapToLong(level -> Answer.shifted((long) level * MILLIS_PER_LEVEL))
                .toArray();
        return new Score(art.name(), answers, width, Answer.REPLY);
    }

    /** Without the colours, which tell the three runs of eight bars apart: green, yellow, red. */
    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        return Lines.of(
                score,
                frame,
                width,
                cell -> ColumnLevels.isShown(score.answer(cell))
                        ? ColumnLevels.bar(level(score, cell))
                        : ColumnLevels.LOST);
    }

    @Override
    public List<String> predictColoured(Score score, int frame, boolean six) {
        return ColumnLevels.coloured(
                predict(score, frame, six), cell -> level(score, frame * score.cellsPerFrame() + cell));
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        return Plot.columns(width, x -> level(score, frame * width + x));
    }

    @Override
    public Showing showing(Score score, int frame) {
        int pings = score.cellsPerFrame();
        return new Showing("prettyping HOST", pings, pings - 1, "a ping a second; with -i 0.2 five times as fast");
    }

    private static int level(Score score, int cell) {
        return (int) Answer.shiftMillis(score.answer(cell)) / MILLIS_PER_LEVEL;
    }
}
