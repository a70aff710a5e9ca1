package nyanpong.score;

import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of cells to be written into replies' data, for clients that dump data that came back changed.
 *
 * <p>The first octets of the data are left alone: clients read the time from there, and compare from there on.
 */
public final class Drawing {
    private final byte[] cells;
    private final int width;
    private final int start;

    /**
     * @param cells rows, frame after frame; copied
     * @param width cells to a row
     * @param start the data's first octet that is drawn on
     */
    public Drawing(byte[] cells, int width, int start) {
        if (width <= 0 || cells.length % width != 0) {
            throw new IllegalArgumentException(cells.length + " cells are not whole rows of " + width);
        }
        this.cells = cells.clone();
        this.width = width;
        this.start = start;
    }

    public int width() {
        return width;
    }

    /** The data's first octet that is drawn on. */
    public int start() {
        return start;
    }

    public int rows() {
        return cells.length / width;
    }

    /** The octet of a cell. */
    public byte cell(int x, int row) {
        return cells[row * width + x];
    }

    /** Whole rows that data of a length hold, one at least. */
    public int rowsIn(int dataLength) {
        return Math.max(1, (dataLength - start) / width);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Drawing d && width == d.width && start == d.start && Arrays.equals(cells, d.cells);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, start, Arrays.hashCode(cells));
    }
}
