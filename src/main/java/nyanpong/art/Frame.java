package nyanpong.art;

import java.util.Arrays;
import java.util.List;

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
    }

    public int width() {
        return width;
    }

    public int height() {
        return rows.length;
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
