package nyanpong.art.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nyanpong.art.ArtException;
import nyanpong.art.Printable;

/** Parses a FIGlet font: "The FIGfont Version 2 FIGfont and FIGdriver Standard", part 2. */
final class FigletReader {
    private static final int MOST_HEIGHT = 64;
    private static final int MOST_WIDTH = 512;
    /** In a font's order, after the 95 of ASCII: the German ones. */
    private static final int[] EXTRA = {196, 214, 220, 228, 246, 252, 223};

    private final String name;
    private final List<String> lines;
    private final Map<Integer, List<String>> letters = new HashMap<>();
    private int at;
    private int height;
    private char hardblank;

    FigletReader(String name, byte[] font) {
        this.name = name;
        lines = decode(font).lines().toList();
    }

    Figlet read() throws ArtException {
        String first = lines.isEmpty() ? "" : lines.getFirst();
        if (!first.startsWith("flf2a") || first.length() < 6) {
            throw new ArtException(name + ": no FIGlet font: want a first line that begins with flf2a"
                    + (first.startsWith("PK") ? "; unzip it first" : ""));
        }
        hardblank = first.charAt(5);
        String[] header = first.substring(6).strip().split("\\s+", -1);
        height = number(header, 0, 1, MOST_HEIGHT, "height");
        int oldLayout = number(header, 3, -1, 63, "layout");
        int comments = number(header, 4, 0, lines.size(), "comment lines");
        Layout layout = header.length > 6
                ? new Layout(number(header, 6, 0, 32_767, "full layout"), hardblank)
                : Layout.old(oldLayout, hardblank);
        at = 1 + comments;
        for (int c = ' '; c <= '~'; c++) {
            letters.put(c, letter(true));
        }
        // Old fonts end here.
        for (int i = 0; i < EXTRA.length && at < lines.size(); i++) {
            put(EXTRA[i], letter(false));
        }
        while (at < lines.size()) {
            tagged();
        }
        return new Figlet(name, height, layout, letters);
    }

    /** A letter under a line with its code, in one of C's three ways to write a number; below zero it is no character. */
    private void tagged() throws ArtException {
        String tag = lines.get(at++).strip();
        if (tag.isEmpty()) {
            return;
        }
        try {
            int code = Integer.decode(tag.split("\\s+", 2)[0]);
            List<String> letter = letter(false);
            if (code > 0) {
                put(code, letter);
            }
        } catch (NumberFormatException e) {
            throw wrong(at, "'" + Printable.of(tag) + "': want the code of a character");
        }
    }

    private void put(int code, List<String> letter) {
        if (!letter.isEmpty()) {
            letters.put(code, letter);
        }
    }

    /** Empty where it has what is no cell and could reach a terminal; an error where that must not be. */
    private List<String> letter(boolean must) throws ArtException {
        if (lines.size() - at < height) {
            throw new ArtException(name + ": ends after " + letters.size() + " characters: want a whole FIGlet font");
        }
        List<String> rows = new ArrayList<>();
        int width = 0;
        boolean all = true;
        for (int y = 0; y < height; y++) {
            String row = withoutEndMark(lines.get(at++));
            if (row.length() > MOST_WIDTH) {
                throw wrong(at, row.length() + " columns: want " + MOST_WIDTH + " at most");
            }
            // A hardblank may be anything: it is drawn as a blank.
            boolean printable = Printable.isPrintable(row.replace(hardblank, ' '));
            if (!printable && must) {
                throw wrong(at, "a control character: want printable characters only");
            }
            all &= printable;
            rows.add(row);
            width = Math.max(width, row.length());
        }
        if (!all) {
            return List.of();
        }
        int widest = width;
        return rows.stream().map(row -> row + " ".repeat(widest - row.length())).toList();
    }

    /** Whatever character ends the line, once or twice, is the mark. */
    private static String withoutEndMark(String line) {
        String row = line.stripTrailing();
        if (row.isEmpty()) {
            return row;
        }
        char mark = row.charAt(row.length() - 1);
        int end = row.length();
        while (end > 0 && row.charAt(end - 1) == mark) {
            end--;
        }
        return row.substring(0, end);
    }

    private int number(String[] header, int index, int least, int most, String what) throws ArtException {
        String text = index < header.length ? header[index] : "";
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong(1, what + " '" + Printable.of(text) + "': want " + least + " to " + most);
    }

    private ArtException wrong(int line, String what) {
        return new ArtException(name + ":" + line + ": " + what);
    }

    private static String decode(byte[] font) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(font))
                    .toString();
        } catch (CharacterCodingException e) {
            // FIGlet's own fonts are from before UTF-8.
            return new String(font, StandardCharsets.ISO_8859_1);
        }
    }
}
