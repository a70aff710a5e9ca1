package nyanpong.art;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One still picture: rows of characters, short rows padded with paper. Where every character is one of {@code ! U . &} the
 * frame is literal: it is written in a Cisco router's own glyphs.
 */
public final class Frame {
    /** The glyphs of a literal frame: reply, unreachable, silence, time exceeded. */
    public static final String GLYPHS = "!U.&";

    private static final int LITERAL_PAPER = '!';

    private final int[][] rows;
    private final int width;
    private final boolean literal;
    private final Palette palette;
    private final AddressRoom address;

    /** @param lines at least one, one of them not empty */
    public Frame(List<String> lines, Palette palette) {
        // Blanks that an editor left at a line's end do not make a literal frame another one.
        List<String> stripped = lines.stream().map(String::stripTrailing).toList();
        literal = stripped.stream().anyMatch(line -> !line.isEmpty())
                && stripped.stream().flatMapToInt(String::codePoints).allMatch(c -> GLYPHS.indexOf(c) >= 0);
        rows = (literal ? stripped : lines)
                .stream().map(line -> line.codePoints().toArray()).toArray(int[][]::new);
        width = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
        if (width == 0) {
            throw new IllegalArgumentException("a frame without a character");
        }
        this.palette = palette;
        this.address = null;
    }

    private Frame(int[][] rows, int width, boolean literal, Palette palette, AddressRoom address) {
        this.rows = rows;
        this.width = width;
        this.literal = literal;
        this.palette = palette;
        this.address = address;
    }

    public int width() {
        return width;
    }

    public int height() {
        return rows.length;
    }

    /** Each row's characters. */
    public List<String> lines() {
        return Arrays.stream(rows).map(row -> new String(row, 0, row.length)).toList();
    }

    /** All of them, but for the blanks at the lines' ends. */
    public IntStream characters() {
        return Arrays.stream(rows)
                .map(row -> new String(row, 0, row.length).stripTrailing())
                .flatMapToInt(String::codePoints);
    }

    /**
     * Where the client's own address is to be written: which character of it, times 256, and which of its 3 x 5 pixels this
     * cell is; or -1.
     */
    public int address(int x, int y) {
        return address == null ? -1 : address.pixel(x, y);
    }

    /** Whether the client's own address is to be written somewhere in it. */
    public boolean hasAddress() {
        return address != null;
    }

    /** The same frame, with room for the client's address. */
    public Frame with(AddressRoom room) {
        return new Frame(rows, width, literal, palette, room);
    }

    public boolean isLiteral() {
        return literal;
    }

    /** One of {@link #GLYPHS}, for a literal frame. */
    public int glyph(int x, int y) {
        return x < rows[y].length ? rows[y][x] : LITERAL_PAPER;
    }

    /** 0 for paper to 1 for full ink. */
    public double ink(int x, int y) {
        if (x >= rows[y].length) {
            return 0;
        }
        return literal ? (rows[y][x] == LITERAL_PAPER ? 0 : 1) : palette.ink(rows[y][x]);
    }

    /** The mean ink of a rectangle, whose sides may cut through cells: how a larger picture is made smaller. */
    public double meanInk(double left, double top, double right, double bottom) {
        double sum = 0;
        for (int y = (int) top; y < Math.min(height(), Math.ceil(bottom)); y++) {
            double tall = Math.min(bottom, y + 1.0) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(width, Math.ceil(right)); x++) {
                double wide = Math.min(right, x + 1.0) - Math.max(left, x);
                sum += ink(x, y) * wide * tall;
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
