package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import nyanpong.score.Score;

/** A frame's cells as lines of characters. */
final class Lines {
    private Lines() {}

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
