package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.art.Frame;
import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.score.Score;

/**
 * A way through routers that do not exist, for mtr and {@code traceroute -I}: each answers that the time is exceeded, and its
 * name, which the owner of its address gives it, is a line of a story. In mtr's strip chart (its display mode 2) each router
 * is a row too, and a late answer is ink.
 */
public final class RouteCanvas implements Canvas {
    /** What mtr and traceroute ask for at most is 30, and the destination is one. */
    public static final int MOST_HOPS = 29;

    public static final int WIDTH = 70;

    /** mtr's scale ends at the slowest answer in view: with two tones that is its last glyph. */
    private static final int INK_MILLIS = 320;

    private static final String NAMES = "route";
    private static final double INKED = 0.5 - 1e-9;

    private final Hops hops;

    public RouteCanvas(Hops hops) {
        this.hops = hops;
    }

    @Override
    public String name() {
        return NAMES;
    }

    /** Column by column, in each the hops from the nearest on, and then the destination. */
    @Override
    public Score compile(Art art) {
        long[] answers = draw(art, hops.count(false));
        return new Score(art.name(), answers, WIDTH * rows(), Answer.SILENCE)
                .withIpv6(draw(art, hops.count(true)))
                .withHops(hops);
    }

    /** mtr's strip chart, a line a hop, as far as it is ours: without the numbers and names before it. */
    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row <= hops.count(six); row++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < score.cellsPerFrame() / rows(); x++) {
                long answer = score.answer(frame * score.cellsPerFrame() + x * rows() + row, six);
                boolean lost = Answer.kind(answer) == Answer.KIND_SILENCE;
                line.append(lost ? '?' : Answer.delayMillis(answer) < INK_MILLIS / 2 ? '.' : '>');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The story that an art tells by its routers' names, a line a hop; empty where it has none. */
    public static List<String> names(Art art) {
        return art.byCanvas().getOrDefault(NAMES, List.of()).stream()
                .limit(1)
                .flatMap(frame -> frame.lines().stream())
                .toList();
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        int cells = score.cellsPerFrame();
        return new Plot(
                WIDTH,
                rows(),
                Raster.TERMINAL,
                (x, y) -> x * rows() + y,
                (x, y) -> Answer.delayMillis(answer.applyAsLong(frame * cells + x * rows() + y)) == 0 ? 0 : Plot.FULL);
    }

    @Override
    public Showing showing(Score score, int frame) {
        return new Showing(
                "mtr --displaymode 2 HOST",
                WIDTH * rows(),
                WIDTH,
                "a column a second; traceroute -I HOST shows the names");
    }

    private int rows() {
        return 1 + Math.max(hops.count(false), hops.count(true));
    }

    private long[] draw(Art art, int count) {
        List<Frame> frames = art.frames();
        int shown = Math.max(1, frames.size());
        long[] answers = new long[shown * WIDTH * rows()];
        for (int cell = 0; cell < answers.length; cell++) {
            int x = cell / rows() % WIDTH;
            int row = cell % rows();
            boolean ink = row < count
                    ? !frames.isEmpty() && isInk(frames.get(cell / (WIDTH * rows())), x, row, count)
                    // One slow answer of the destination's holds mtr's scale where there is no ink in view.
                    : row == count && x == 0;
            long answer = row < count ? Answer.from(Answer.TIME_EXCEEDED, row + 1) : Answer.REPLY;
            answers[cell] = ink ? Answer.late(answer, INK_MILLIS) : answer;
        }
        return answers;
    }

    /** The picture is as tall as there are hops. */
    private static boolean isInk(Frame frame, int x, int row, int hops) {
        double scaleX = Math.max(1, (double) frame.width() / WIDTH);
        double scaleY = (double) frame.height() / hops;
        int left = (WIDTH - (int) Math.round(frame.width() / scaleX)) / 2;
        double from = (x - left) * scaleX;
        return from >= 0
                && from < frame.width()
                && frame.meanInk(from, row * scaleY, from + scaleX, (row + 1) * scaleY) >= INKED;
    }
}
