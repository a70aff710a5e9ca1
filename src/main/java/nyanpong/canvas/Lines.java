package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import nyanpong.score.Score;

/** A frame's cells as lines of characters. */
final class Lines {
    private Lines() {}

    /** A row of characters as a terminal of a width breaks it. */
    static List<String> of(CharSequence row, int width) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < row.length(); from += width) {
            lines.add(
                    row.subSequence(from, Math.min(from + width, row.length())).toString());
        }
        return lines;
    }

    /**
     * @param width characters to a line
     * @param character a cell's
     */
    static List<String> of(Score score, int frame, int width, IntUnaryOperator character) {
        int cells = score.cellsPerFrame();
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < cells; row += width) {
            StringBuilder line = new StringBuilder();
            for (int cell = row; cell < Math.min(row + width, cells); cell++) {
                line.appendCodePoint(character.applyAsInt(frame * cells + cell));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
