package nyanpong.canvas;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * Replies that really are late, for clients that keep the time themselves: fping's numbers, noping's bars, mtr's strip chart.
 * A ping is a column of the picture, its delay the height of the ink in 24 levels.
 */
public final class DelayCanvas implements Canvas {
    public static final int USUAL_WIDTH = 70;

    /** Four milliseconds a level, and all of it sooner than anybody takes a host for silent. */
    public static final int USUAL_LONGEST_MILLIS = 96;

    private static final double MILLIS_PER_SECOND = 1000;

    private final int width;
    private final int longestMillis;

    /**
     * @param width pings to a frame
     * @param longestMillis where the scale of 24 levels ends; that of noping is its interval
     */
    public DelayCanvas(int width, int longestMillis) {
        this.width = width;
        this.longestMillis = longestMillis;
    }

    @Override
    public String name() {
        return "delay";
    }

    @Override
    public Score compile(Art art) {
        long[] answers = Arrays.stream(ColumnLevels.of(art, drawnAs(art), width))
                .mapToLong(level -> Answer.late(Answer.REPLY, millis(level)))
                .toArray();
        return new Score(art.name(), answers, width, Answer.REPLY);
    }

    /** noping's bars, without their colours, at an interval as long as the longest delay. */
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
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        return Plot.columns(width, x -> level(score, frame * width + x));
    }

    @Override
    public Showing showing(Score score, int frame) {
        double seconds = longestMillis / MILLIS_PER_SECOND;
        return new Showing(
                "noping -g prettyping -i " + seconds + " HOST", width, width * seconds, "fping and mtr show it too");
    }

    private int level(Score score, int cell) {
        return Answer.delayMillis(score.answer(cell)) * ColumnLevels.LEVELS / longestMillis;
    }

    /** What is drawn as bars is the same here, if it is not drawn anew. */
    private String drawnAs(Art art) {
        return !art.byCanvas().containsKey(name()) && art.byCanvas().containsKey("bars") ? "bars" : name();
    }

    /** As early in its level as it can be, for the network only adds to it. */
    private int millis(int level) {
        return (level * longestMillis + ColumnLevels.LEVELS - 1) / ColumnLevels.LEVELS;
    }
}
