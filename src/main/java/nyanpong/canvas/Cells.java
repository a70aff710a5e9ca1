package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;

/** The answers of frames of the same size, row by row. */
final class Cells {
    /** What a cell is answered with. */
    @FunctionalInterface
    interface Cell {
        long answer(int x, int y);
    }

    private final int width;
    private final int height;
    private final List<Cell> frames = new ArrayList<>();

    Cells(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The next frame. */
    void add(Cell frame) {
        frames.add(frame);
    }

    long[] answers() {
        long[] answers = new long[frames.size() * width * height];
        int i = 0;
        for (Cell frame : frames) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    answers[i++] = frame.answer(x, y);
                }
            }
        }
        return answers;
    }
}
