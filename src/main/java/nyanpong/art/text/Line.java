package nyanpong.art.text;

import java.util.List;
import java.util.stream.Stream;

/** A line of text being set, letter by letter. */
final class Line {
    private final Layout layout;
    private final List<StringBuilder> rows;
    private int lastWidth;

    Line(Layout layout, int height) {
        this.layout = layout;
        rows = Stream.generate(StringBuilder::new).limit(height).toList();
    }

    /** Without the blanks after the last letter. */
    int width() {
        return rows.stream()
                .mapToInt(row -> row.length() - blanksAtEnd(row))
                .max()
                .orElse(0);
    }

    List<String> rows() {
        return rows.stream()
                .map(row -> row.toString().replace(layout.hardblank(), ' '))
                .toList();
    }

    /** Sets a letter as close to the one before as the layout allows in every row. */
    void add(List<String> letter) {
        int width = letter.getFirst().length();
        int closer = layout.isFullWidth() ? 0 : width;
        for (int y = 0; y < rows.size(); y++) {
            closer = Math.min(closer, closer(rows.get(y), letter.get(y), width));
        }
        for (int y = 0; y < rows.size(); y++) {
            StringBuilder row = rows.get(y);
            int start = Math.max(0, row.length() - closer);
            String own = letter.get(y);
            // At the start of a line there is nothing to move over: the letter loses its own blanks.
            int lost = Math.min(own.length(), Math.max(0, closer - row.length()));
            for (int x = lost; x < own.length(); x++) {
                put(row, start + x - lost, own.charAt(x));
            }
        }
        lastWidth = width;
    }

    private int closer(StringBuilder row, String own, int width) {
        int left = blanksAtEnd(row);
        int right = 0;
        while (right < own.length() && own.charAt(right) == ' ') {
            right++;
        }
        if (left == row.length() || right == own.length() || lastWidth < 2 || width < 2) {
            return left + right;
        }
        char both = layout.merged(row.charAt(row.length() - 1 - left), own.charAt(right));
        return left + right + (both == Layout.NEITHER ? 0 : 1);
    }

    private void put(StringBuilder row, int at, char c) {
        if (at >= row.length()) {
            row.append(c);
        } else if (row.charAt(at) == ' ') {
            row.setCharAt(at, c);
        } else if (c != ' ') {
            row.setCharAt(at, layout.merged(row.charAt(at), c));
        }
    }

    private static int blanksAtEnd(StringBuilder row) {
        int blanks = 0;
        while (blanks < row.length() && row.charAt(row.length() - 1 - blanks) == ' ') {
            blanks++;
        }
        return blanks;
    }
}
