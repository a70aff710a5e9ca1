package nyanpong.canvas;

import java.util.Arrays;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * Replies that really are late, for clients that keep the time themselves: fping's numbers, noping's bars, mtr's strip chart.
 * A ping is a column of the picture, its delay the height of the ink in 24 levels.
 */
public final class DelayCanvas implements Canvas {
    public static final int USUAL_WIDTH = 70;

    /** Under fping's 500 ms, after which it takes a host for silent. */
    public static final int USUAL_LONGEST_MILLIS = 480;

    /** noping's interval, and the end of its scale. */
    private static final int NOPING_MILLIS = 1000;

    private final int width;
    private final int longestMillis;

    /**
     * @param width pings to a frame
     * @param longestMillis where the scale of 24 levels ends; noping's is its interval, 1000 ms
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

    /** noping's bars, without their colours: it has as many levels, in a second. */
    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        return Lines.of(
                score,
                frame,
                width,
                cell -> ColumnLevels.bar(Answer.delayMillis(score.answer(cell)) * ColumnLevels.LEVELS / NOPING_MILLIS));
    }

    @Override
    public Showing showing(Score score, int frame) {
        return new Showing("noping -g prettyping HOST", width, width - 1, "a ping a second; fping and mtr show it too");
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
