package nyanpong.art.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nyanpong.art.ArtException;
import nyanpong.art.FrameReader;
import nyanpong.art.Printable;

/** A font of FIGlet's format, and text drawn by it, from left to right. */
public final class Figlet {
    /** Characters of a text. */
    public static final int MOST_TEXT = 1000;

    static final int MOST_BYTES = 1 << 20;

    private final String name;
    private final int height;
    private final Layout layout;
    private final Map<Integer, List<String>> letters;

    Figlet(String name, int height, Layout layout, Map<Integer, List<String>> letters) {
        this.name = name;
        this.height = height;
        this.layout = layout;
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
                    rows.addAll(draw(line, width));
                }
                line = word;
                for (int fits = fitting(line, width); fits < line.length(); fits = fitting(line, width)) {
                    rows.addAll(draw(line.substring(0, fits), width));
                    line = line.substring(fits);
                }
            }
            rows.addAll(draw(line, width));
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
            Line line = new Line(layout, height);
            line.add(letters.get(c));
            if (line.width() > width) {
                throw new ArtException("font " + name + ": '" + Character.toString(c) + "' is " + line.width()
                        + " wide: want a width of as much, or a narrower --font");
            }
        }
    }

    /** How much of a line, in chars, fits in a width that any one letter fits in. */
    private int fitting(String text, int width) {
        Line line = new Line(layout, height);
        int fits = 0;
        while (fits < text.length()) {
            line.add(letters.get(text.codePointAt(fits)));
            if (line.width() > width) {
                return fits;
            }
            fits = text.offsetByCodePoints(fits, 1);
        }
        return fits;
    }

    /** The blanks behind a last letter may reach further than what fits. */
    private List<String> draw(String text, int width) {
        Line line = new Line(layout, height);
        text.codePoints().forEach(c -> line.add(letters.get(c)));
        return line.rows().stream()
                .map(row -> row.substring(0, Math.min(row.length(), width)))
                .toList();
    }
}
