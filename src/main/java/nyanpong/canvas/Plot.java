package nyanpong.canvas;

import java.util.function.IntUnaryOperator;

/**
 * One frame as a picture to look at from outside: how much ink is in each place, 0 for paper to {@value #FULL}, and which of
 * the frame's cells brings it, counted from 0 in the order in which requests come.
 */
public final class Plot {
    public static final int FULL = 15;

    private final int width;
    private final int height;
    private final double tall;
    private final byte[] ink;
    private final int[] cell;

    /** What is in a place. */
    @FunctionalInterface
    interface Place {
        int of(int x, int y);
    }

    /**
     * @param tall how much taller than wide a place is shown
     * @param cell which of the frame's cells brings a place
     * @param ink in a place; what is beyond the scale is brought to its end
     */
    Plot(int width, int height, double tall, Place cell, Place ink) {
        this.width = width;
        this.height = height;
        this.tall = tall;
        this.ink = new byte[width * height];
        this.cell = new int[width * height];
        for (int i = 0; i < this.cell.length; i++) {
            this.cell[i] = cell.of(i % width, i / width);
            this.ink[i] = (byte) Math.clamp(ink.of(i % width, i / width), 0, FULL);
        }
    }

    /** A cell a place, row by row, in a terminal. */
    static Plot rows(int width, int cells, IntUnaryOperator ink) {
        return new Plot(
                width,
                cells / width,
                Raster.TERMINAL,
                (x, y) -> y * width + x,
                (x, y) -> ink.applyAsInt(y * width + x));
    }

    /** A cell a column, as high as its level of {@link ColumnLevels#LEVELS}. */
    static Plot columns(int width, IntUnaryOperator level) {
        int height = ColumnLevels.LEVELS - 1; // level 0 has no ink
        return new Plot(width, height, 1, (x, y) -> x, (x, y) -> height - y <= level.applyAsInt(x) ? FULL : 0);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public double tall() {
        return tall;
    }

    public int ink(int x, int y) {
        return ink[y * width + x];
    }

    public int cell(int x, int y) {
        return cell[y * width + x];
    }
}
