package nyanpong.art;

/**
 * Where a frame has room for an address that is known only when somebody asks: three lines of characters of 3 x 5 pixels, each
 * with a blank column and row behind it. An IPv4 address takes the first line.
 *
 * @param left the column of the first pixel
 * @param top its row
 */
public record AddressRoom(int left, int top) {
    public static final int WIDTH = 67;
    public static final int HEIGHT = 17;

    private static final int PLACES = 17;
    private static final int LONGEST = 39;
    private static final int GLYPH_WIDTH = 3;
    private static final int GLYPH_HEIGHT = 5;

    /** Which character of the address, times 256, and which pixel of it; or -1. */
    int pixel(int x, int y) {
        int column = Math.floorMod(x - left, GLYPH_WIDTH + 1);
        int row = Math.floorMod(y - top, GLYPH_HEIGHT + 1);
        boolean inside = x >= left && x < left + WIDTH && y >= top && y < top + HEIGHT;
        if (!inside || column == GLYPH_WIDTH || row == GLYPH_HEIGHT) {
            return -1;
        }
        int place = (y - top) / (GLYPH_HEIGHT + 1) * PLACES + (x - left) / (GLYPH_WIDTH + 1);
        return place < LONGEST ? place << 8 | (row * GLYPH_WIDTH + column) : -1;
    }
}
