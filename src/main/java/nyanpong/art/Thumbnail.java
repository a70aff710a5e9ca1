package nyanpong.art;

import java.util.ArrayList;
import java.util.List;

/** A frame made small enough to be looked at among others, by area. */
public final class Thumbnail {
    /** From paper to full ink, in the characters of a terminal that has them. */
    public static final String BLOCKS = " \u2591\u2592\u2593\u2588";

    /** Two by two cells of ink in one character: the bits are, from the lowest, upper left and right, lower left and right. */
    public static final String QUADRANTS =
            " \u2598\u259d\u2580\u2596\u258c\u259e\u259b\u2597\u259a\u2590\u259c\u2584\u2599\u259f\u2588";

    /** Half, less a sum's rounding. */
    private static final double INKED = 0.5 - 1e-9;

    private Thumbnail() {}

    /**
     * Its rows, without blanks at their ends.
     *
     * @param width in columns, at most
     * @param height in lines, at most
     * @param columns a cell has on the screen: 1, or 2 where it is square
     * @param inks from paper to full ink
     */
    public static List<String> of(Frame frame, int width, int height, int columns, String inks) {
        int[] characters = inks.codePoints().toArray();
        List<String> rows = new ArrayList<>();
        for (double[] inkOf : small(frame, width, height, columns)) {
            StringBuilder row = new StringBuilder();
            for (double ink : inkOf) {
                row.appendCodePoint(characters[(int) Math.round(Math.min(1, ink) * (characters.length - 1))]);
            }
            rows.add(row.toString().stripTrailing());
        }
        return rows;
    }

    /** The same of a frame without greys, four cells to a character. */
    public static List<String> quadrants(Frame frame, int width, int height) {
        double[][] small = small(frame, 2 * width, 2 * height, 1);
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < small.length; y += 2) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < small[0].length; x += 2) {
                int bits = inked(small, x, y)
                        | inked(small, x + 1, y) << 1
                        | inked(small, x, y + 1) << 2
                        | inked(small, x + 1, y + 1) << 3;
                row.append(QUADRANTS.charAt(bits));
            }
            rows.add(row.toString().stripTrailing());
        }
        return rows;
    }

    /** Whether it has paper and full ink alone. */
    public static boolean isTwoTone(Frame frame) {
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                if (frame.ink(x, y) > 0 && frame.ink(x, y) < 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double[][] small(Frame frame, int width, int height, int columns) {
        double across = (double) frame.width() * columns;
        double scale = Math.max(1, Math.max(across / width, (double) frame.height() / height));
        double[][] small = new double[Math.clamp(Math.round(frame.height() / scale), 1, height)]
                [Math.clamp(Math.round(across / scale), 1, width)];
        double wide = (double) frame.width() / small[0].length;
        double tall = (double) frame.height() / small.length;
        for (int y = 0; y < small.length; y++) {
            for (int x = 0; x < small[0].length; x++) {
                small[y][x] = frame.meanInk(x * wide, y * tall, (x + 1) * wide, (y + 1) * tall);
            }
        }
        return small;
    }

    private static int inked(double[][] ink, int x, int y) {
        return y < ink.length && x < ink[y].length && ink[y][x] >= INKED ? 1 : 0;
    }
}
