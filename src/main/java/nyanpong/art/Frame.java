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
        literal = isLiteral(stripped);
        rows = new int[lines.size()][];
        int widest = 0;
        for (int y = 0; y < rows.length; y++) {
            rows[y] = characters((literal ? stripped : lines).get(y));
            widest = Math.max(widest, rows[y].length);
        }
        width = widest;
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

    private static boolean isLiteral(List<String> lines) {
        boolean isEmpty = true;
        for (String line : lines) {
            for (int i = 0; i < line.length(); i++) {
                if (GLYPHS.indexOf(line.charAt(i)) < 0) {
                    return false;
                }
                isEmpty = false;
            }
        }
        return !isEmpty;
    }

    private static int[] characters(String line) {
        int[] characters = new int[line.codePointCount(0, line.length())];
        for (int i = 0, at = 0; i < characters.length; i++) {
            characters[i] = line.codePointAt(at);
            at += Character.charCount(characters[i]);
        }
        return characters;
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
        if (left == (int) left && right == left + 1 && top == (int) top && bottom == top + 1) {
            return ink((int) left, (int) top); // most often, and most of what a start draws
        }
        double sum = 0;
        int endY = (int) Math.min(height(), Math.ceil(bottom));
        int endX = (int) Math.min(width, Math.ceil(right));
        for (int y = (int) top; y < endY; y++) {
            double tall = Math.min(bottom, y + 1.0) - Math.max(top, y);
            for (int x = (int) left; x < endX; x++) {
                double wide = Math.min(right, x + 1.0) - Math.max(left, x);
                sum += ink(x, y) * wide * tall;
            }
        }
        return sum / ((right - left) * (bottom - top));
    }
}
