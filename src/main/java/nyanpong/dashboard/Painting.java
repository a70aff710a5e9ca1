package nyanpong.dashboard;

import java.util.ArrayList;
import java.util.List;
import nyanpong.live.Drawing;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * A picture brought to the room that a terminal has for it: four pixels a character, two by two, of at most two tones. A
 * character is taken for twice as tall as wide.
 */
final class Painting {
    /** By which of its pixels are in front: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
    private static final String QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█";

    private static final String LETTERS = " .+*#";
    private static final int CHARACTER_TALL = 2;

    private final Drawing drawing;
    private final Look look;
    private final int columns;
    private final int rows;

    private Painting(Drawing drawing, Look look, int columns, int rows) {
        this.drawing = drawing;
        this.look = look;
        this.columns = columns;
        this.rows = rows;
    }

    /** Lines, at most so many, of at most so many columns; none where there is no room or no picture. */
    static List<AttributedString> of(Drawing drawing, int columns, int rows, Look look) {
        double scale = scale(drawing, columns, rows);
        int height = drawing.picture().size();
        if (scale <= 0) {
            return List.of();
        }
        int wide = Math.clamp(Math.round(drawing.width() * scale), 1, columns);
        int high = Math.clamp(Math.round(height * drawing.tall() * scale / CHARACTER_TALL), 1, rows);
        return new Painting(drawing, look, wide, high).lines();
    }

    /** How many columns a place of the picture gets, so that it fits; one at most. */
    static double scale(Drawing drawing, int columns, int rows) {
        int height = drawing.picture().size();
        if (height == 0 || columns < 1 || rows < 1) {
            return 0;
        }
        double byHeight = rows * CHARACTER_TALL / (height * drawing.tall());
        return Math.min(Math.min(1, (double) columns / drawing.width()), byHeight);
    }

    private List<AttributedString> lines() {
        List<AttributedString> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            AttributedStringBuilder line = new AttributedStringBuilder(columns);
            for (int column = 0; column < columns; column++) {
                append(line, column, row);
            }
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    private void append(AttributedStringBuilder line, int column, int row) {
        int[] tones = new int[4];
        int[] count = new int[Look.TONE_COUNT];
        for (int i = 0; i < tones.length; i++) {
            tones[i] = tone(2 * column + (i & 1), 2 * row + (i >> 1));
            count[tones[i]]++;
        }
        if (!look.blocks()) {
            line.append(LETTERS.charAt(commonest(count, -1)));
        } else if (!look.colours()) {
            line.append(count[0] == tones.length ? '·' : QUADRANTS.charAt(dither(tones, column, row)));
        } else {
            int one = commonest(count, -1);
            int other = commonest(count, one);
            int front = Math.max(one, other);
            int back = Math.min(one, other);
            int mask = 0;
            for (int i = 0; i < tones.length; i++) {
                mask |= tones[i] - back > front - tones[i] ? 1 << i : 0;
            }
            line.append(String.valueOf(QUADRANTS.charAt(mask)), look.tones(front, back));
        }
    }

    /** The tone that most of a place's area has, where a pixel covers several; the darkest of equals. */
    private int tone(int x, int y) {
        int width = drawing.width();
        int height = drawing.picture().size();
        int[] count = new int[Look.TONE_COUNT];
        int left = x * width / (2 * columns);
        int right = Math.max(left + 1, ((x + 1) * width + 2 * columns - 1) / (2 * columns));
        int top = y * height / (2 * rows);
        int bottom = Math.max(top + 1, ((y + 1) * height + 2 * rows - 1) / (2 * rows));
        for (int v = top; v < Math.min(bottom, height); v++) {
            for (int u = left; u < Math.min(right, width); u++) {
                count[Look.tone(drawing.picture().get(v).charAt(u))]++;
            }
        }
        return commonest(count, -1);
    }

    /** Without colours: paper is off, ink on, and what is between every other pixel. */
    private static int dither(int[] tones, int column, int row) {
        int mask = 0;
        for (int i = 0; i < tones.length; i++) {
            boolean even = ((i & 1) + (i >> 1)) % 2 == 0;
            boolean on = tones[i] == 4 || (tones[i] == 3 && even) || (tones[i] == 2 && i == (column + row) % 4);
            mask |= on ? 1 << i : 0;
        }
        return mask;
    }

    /** The higher of equals; {@code but} itself where there is no other. */
    private static int commonest(int[] count, int but) {
        int best = but;
        for (int tone = 0; tone < count.length; tone++) {
            boolean more = best == but || count[tone] >= count[best];
            best = tone != but && count[tone] > 0 && more ? tone : best;
        }
        return best;
    }
}
