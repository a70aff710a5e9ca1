package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import nyanpong.art.Art;
import nyanpong.score.Answer;

/** A picture as the height of its ink in each column, one request a column, in 24 levels: how bars and delays are drawn. */
final class ColumnLevels {
    static final int LEVELS = 24;

    /** What prettyping and noping print, three times over in three colours. */
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private static final List<String> COLOURS = List.of("\u001b[0;32m", "\u001b[42;33m", "\u001b[43;31m");

    private static final String PLAIN = "\u001b[0m";
    private static final double ROUNDING = 1e-9;

    private ColumnLevels() {}

    /** What is shown of a request that got no reply. */
    static final char LOST = '!';

    /** Whether an answer is a bar, and not {@link #LOST}. */
    static boolean isShown(long answer) {
        int kind = Answer.kind(answer);
        return kind != Answer.KIND_SILENCE && kind != Answer.KIND_ERROR;
    }

    /** The bar of a level, without its colour. */
    static char bar(int level) {
        return BARS.charAt(Math.min(level, LEVELS - 1) % BARS.length());
    }

    /** Lines of bars as prettyping colours them: green, yellow on green, red on yellow. */
    static List<String> coloured(List<String> bars, IntUnaryOperator level) {
        List<String> lines = new ArrayList<>();
        int cell = 0;
        for (String line : bars) {
            StringBuilder coloured = new StringBuilder();
            for (int x = 0; x < line.length(); x++, cell++) {
                coloured.append(COLOURS.get(Math.min(level.applyAsInt(cell), LEVELS - 1) / BARS.length()))
                        .append(line.charAt(x));
            }
            lines.add(coloured.append(PLAIN).toString());
        }
        return lines;
    }

    /** The level of every column, frame after frame: 0 for a column without ink, and n for n inked rows of 24. */
    static int[] of(Art art, String canvas, int width) {
        List<Raster> rasters = Raster.of(art, canvas, width, Raster.TERMINAL);
        int height = Raster.height(rasters);
        int[] levels = new int[rasters.size() * width];
        for (int i = 0; i < levels.length; i++) {
            double ink = rasters.get(i / width).inkHeight(i % width, height);
            levels[i] = Math.min(LEVELS - 1, (int) (ink * LEVELS + ROUNDING));
        }
        return levels;
    }
}
