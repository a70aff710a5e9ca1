package nyanpong.cli;

import java.util.Locale;

/** How many cells of a canvas a picture may take, and what shape they have on the screen. */
enum CanvasShape {
    CISCO(70, 100, 1),
    FLOOD(80, 100, 1),
    /** As many rows as fit in a packet of 1500 bytes. */
    HEXDUMP(32, 43, 2),
    BARS(79, 24, 1),
    DELAY(79, 24, 1),
    DIGITS(3, 100, 1),
    TTL(2, 100, 1);

    /** A terminal's character is about twice as tall as it is wide. */
    private static final double CHARACTER_ASPECT = 0.5;

    private final int width;
    private final int height;
    private final int columns;

    CanvasShape(int width, int height, int columns) {
        this.width = width;
        this.height = height;
        this.columns = columns;
    }

    /** Cells in a row. */
    int width() {
        return width;
    }

    /** Rows, unless told otherwise. */
    int height() {
        return height;
    }

    /** Of the terminal, that a cell takes. */
    int columns() {
        return columns;
    }

    /** A cell's width by its height. */
    double cellAspect() {
        return columns * CHARACTER_ASPECT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
