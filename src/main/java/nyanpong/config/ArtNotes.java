package nyanpong.config;

import java.util.List;

/**
 * What an art.yaml says of its art.
 *
 * @param title 1 to {@value #MAX_TEXT} printable characters, as are author and licence
 * @param palette 2 to {@value #MAX_PALETTE} different printable characters from paper to full ink; null for the usual
 * one
 * @param text what is drawn in place of frames, or null
 * @param font the text's, or null for the usual one
 */
public record ArtNotes(String title, String author, String licence, String palette, String text, String font) {
    static final int MAX_TEXT = 80;
    static final int MAX_PALETTE = 256;
    static final int MAX_DRAWN = 200;

    private static final List<String> KEYS = List.of("title", "author", "licence", "palette", "text", "font");

    public ArtNotes {
        if (!isText(title) || !isText(author) || !isText(licence) || (palette != null && !isPalette(palette))) {
            throw new IllegalArgumentException("title, author, licence or palette is no such text");
        }
    }

    /**
     * Reads an art.yaml.
     *
     * @param fileName how problems call it
     * @throws ConfigException with all that is wrong with it
     */
    public static ArtNotes read(String fileName, byte[] yaml) throws ConfigException {
        Report report = new Report(fileName);
        Section root = new Section(YamlTree.read(yaml, report), "", report, KEYS);
        String title = root.required("title", ArtNotes::text);
        String author = root.required("author", ArtNotes::text);
        String licence = root.required("licence", ArtNotes::text);
        String palette = root.value("palette", ArtNotes::palette, null);
        String drawn = root.value("text", ArtNotes::drawn, null);
        String font = root.value("font", ArtNotes::font, null);
        if (font != null && !root.has("text")) {
            root.complain("font", "is for a text: add one, or take it out");
        }
        report.throwIfAny();
        return new ArtNotes(title, author, licence, palette, drawn, font);
    }

    private static String text(Field field) {
        return isText(field.text()) ? field.text() : field.refuse("1 to " + MAX_TEXT + " printable characters");
    }

    /** Several lines; what a font has of it is not known here. */
    private static String drawn(Field field) {
        boolean right = field.text().length() <= MAX_DRAWN
                && field.text().lines().allMatch(line -> line.codePoints().allMatch(Harmless::isPrintable))
                && !field.text().isBlank();
        return right ? field.text() : field.refuse("1 to " + MAX_DRAWN + " printable characters, in lines");
    }

    private static String font(Field field) {
        return field.text().matches("[A-Za-z0-9_-]{1,32}(\\.flf)?")
                ? field.text()
                : field.refuse("block, small, or a file NAME.flf beside this one");
    }

    private static String palette(Field field) {
        return isPalette(field.text())
                ? field.text()
                : field.refuse("2 to " + MAX_PALETTE + " different printable characters, paper first");
    }

    private static boolean isText(String text) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= MAX_TEXT
                && text.codePoints().allMatch(Harmless::isPrintable);
    }

    private static boolean isPalette(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= 2
                && length <= MAX_PALETTE
                && text.codePoints().distinct().count() == length
                && text.codePoints().allMatch(ArtNotes::isCell);
    }

    /** A combining mark joins its neighbour's cell. */
    private static boolean isCell(int c) {
        int type = Character.getType(c);
        boolean combines = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
        return !combines && Harmless.isPrintable(c);
    }
}
