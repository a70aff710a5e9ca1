package nyanpong.art.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nyanpong.art.ArtException;
import nyanpong.art.FrameReader;
import nyanpong.art.Printable;

/**
 * A font of FIGlet's format, and text drawn by it. Letters stand at their full width or, where the font says so, closed up
 * till they touch; a font that would let them overlap has them touch.
 */
public final class Figlet {
    /** Characters of a text. */
    public static final int MOST_TEXT = 1000;

    static final int MOST_BYTES = 1 << 20;

    private final String name;
    private final int height;
    private final char hardblank;
    private final boolean closedUp;
    private final Map<Integer, List<String>> letters;

    Figlet(String name, int height, char hardblank, boolean closedUp, Map<Integer, List<String>> letters) {
        this.name = name;
        this.height = height;
        this.hardblank = hardblank;
        this.closedUp = closedUp;
        this.letters = Map.copyOf(letters);
    }

    /** One of ours: {@code block} or {@code small}. */
    public static Figlet shipped(String font) throws IOException, ArtException {
        String resource = "/fonts/" + font + ".flf";
        try (InputStream in = font.matches("[a-z]+") ? Figlet.class.getResourceAsStream(resource) : null) {
            if (in == null) {
                throw new ArtException("'" + Printable.of(font) + "': no such font; there are block, small,"
                        + " and whatever FILE.flf you have");
            }
            return read(font, in.readNBytes(MOST_BYTES));
        }
    }

    /** @param file at most 1 MiB */
    public static Figlet read(Path file) throws IOException, ArtException {
        return read(Printable.of(file), FrameReader.readBytes(file, MOST_BYTES));
    }

    /** @param name how errors call it */
    public static Figlet read(String name, byte[] font) throws ArtException {
        return new FigletReader(name, font).read();
    }

    public int height() {
        return height;
    }

    /**
     * The rows of a text, none wider than {@code width}: broken between words, or within a word that is too long by itself.
     * Blank rows at the end are left out.
     *
     * @throws ArtException if a letter is wider than that, or the font lacks it
     */
    public List<String> render(String text, int width) throws ArtException {
        check(text, width);
        List<String> rows = new ArrayList<>();
        for (String paragraph : text.lines().toList()) {
            String line = "";
            for (String word : paragraph.strip().split("\\s+", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (fitting(longer, width) == longer.length()) {
                    line = longer;
                    continue;
                }
                if (!line.isEmpty()) {
                    rows.addAll(draw(line));
                }
                line = word;
                for (int fits = fitting(line, width); fits < line.length(); fits = fitting(line, width)) {
                    rows.addAll(draw(line.substring(0, fits)));
                    line = line.substring(fits);
                }
            }
            rows.addAll(draw(line));
        }
        while (!rows.isEmpty() && rows.getLast().isBlank()) {
            rows.removeLast();
        }
        return rows;
    }

    private void check(String text, int width) throws ArtException {
        if (text.isBlank() || text.length() > MOST_TEXT) {
            throw new ArtException(
                    "a text of " + text.length() + " characters: want 1 to " + MOST_TEXT + ", not all blank");
        }
        for (int c : text.codePoints().filter(c -> !Character.isWhitespace(c)).toArray()) {
            if (!letters.containsKey(c)) {
                throw new ArtException("font " + name + ": no letter for '" + Printable.of(Character.toString(c))
                        + "' (" + Printable.name(c) + "): leave it out, or take another --font");
            }
            List<StringBuilder> rows = blank();
            append(rows, letters.get(c));
            if (width(rows) > width) {
                throw new ArtException("font " + name + ": '" + Character.toString(c) + "' is " + width(rows)
                        + " wide: want a width of as much, or a narrower --font");
            }
        }
    }

    /** How much of a line, in chars, fits in a width that any one letter fits in; blanks after a letter need no place. */
    private int fitting(String line, int width) {
        List<StringBuilder> rows = blank();
        int fits = 0;
        while (fits < line.length()) {
            append(rows, letters.get(line.codePointAt(fits)));
            if (width(rows) > width) {
                return fits;
            }
            fits = line.offsetByCodePoints(fits, 1);
        }
        return fits;
    }

    private static int width(List<StringBuilder> rows) {
        return rows.stream()
                .mapToInt(row -> row.length() - blanksAtEnd(row))
                .max()
                .orElse(0);
    }

    private List<String> draw(String line) {
        List<StringBuilder> rows = blank();
        line.codePoints().forEach(c -> append(rows, letters.get(c)));
        return rows.stream().map(row -> row.toString().replace(hardblank, ' ')).toList();
    }

    private List<StringBuilder> blank() {
        return Stream.generate(StringBuilder::new).limit(height).toList();
    }

    /** Moves the letter left by the blanks that all rows have between it and the letters before. */
    private void append(List<StringBuilder> rows, List<String> letter) {
        int closer = closedUp ? letter.getFirst().length() : 0;
        for (int y = 0; y < height; y++) {
            closer = Math.min(closer, blanksAtEnd(rows.get(y)) + blanksAtStart(letter.get(y)));
        }
        for (int y = 0; y < height; y++) {
            StringBuilder row = rows.get(y);
            int start = Math.max(0, row.length() - closer);
            String own = letter.get(y);
            // At the start of a line there is nothing to move over: the letter loses its own blanks.
            String moved = own.substring(Math.min(own.length(), Math.max(0, closer - row.length())));
            for (int x = 0; x < moved.length(); x++) {
                if (start + x >= row.length()) {
                    row.append(moved.charAt(x));
                } else if (moved.charAt(x) != ' ') {
                    row.setCharAt(start + x, moved.charAt(x));
                }
            }
        }
    }

    private static int blanksAtEnd(StringBuilder row) {
        int blanks = 0;
        while (blanks < row.length() && row.charAt(row.length() - 1 - blanks) == ' ') {
            blanks++;
        }
        return blanks;
    }

    private static int blanksAtStart(String row) {
        int blanks = 0;
        while (blanks < row.length() && row.charAt(blanks) == ' ') {
            blanks++;
        }
        return blanks;
    }
}
