package nyanpong.canvas;

import java.util.stream.LongStream;

/** The answers of frames of the same size, row by row. */
final class Cells {
    /** What a cell is answered with. */
    @FunctionalInterface
    interface Cell {
        long answer(int x, int y);
    }

    private final int width;
    private final int height;
    private LongStream answers = LongStream.empty();

    Cells(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** The next frame. */
    void add(Cell frame) {
        LongStream next =
                LongStream.range(0, (long) width * height).map(i -> frame.answer((int) (i % width), (int) (i / width)));
        answers = LongStream.concat(answers, next);
    }

    long[] answers() {
        return answers.toArray();
    }
}
