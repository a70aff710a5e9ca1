package nyanpong.score;

/**
 * An art compiled for a canvas: one {@link Answer} a request, frame after frame, and then from the beginning again.
 *
 * <p>Also holds the canvas's paper, which an error too long for its request gives way to (DESIGN: never send).
 */
public final class Score {
    private final String title;
    private final long[] answers;
    private final int cellsPerFrame;
    private final long paper;

    /**
     * @param title the art's name, for logs
     * @param answers every frame's cells in order; copied
     * @param cellsPerFrame a divisor of {@code answers.length}
     * @param paper the answer of an empty cell
     */
    public Score(String title, long[] answers, int cellsPerFrame, long paper) {
        if (answers.length == 0 || cellsPerFrame <= 0 || answers.length % cellsPerFrame != 0) {
            throw new IllegalArgumentException(
                    title + ": " + answers.length + " answers are not whole frames of " + cellsPerFrame);
        }
        this.title = title;
        this.answers = answers.clone();
        this.cellsPerFrame = cellsPerFrame;
        this.paper = paper;
    }

    public String title() {
        return title;
    }

    /** Every frame's cells together. */
    public int cells() {
        return answers.length;
    }

    public int cellsPerFrame() {
        return cellsPerFrame;
    }

    public long paper() {
        return paper;
    }

    /** The cell of a position; a position before the first cell counts back from the last. */
    public int cell(long position) {
        return (int) Math.floorMod(position, (long) answers.length);
    }

    public long answer(int cell) {
        return answers[cell];
    }
}
