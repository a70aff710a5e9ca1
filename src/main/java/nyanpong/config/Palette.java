package nyanpong.config;

import java.util.List;

/**
 * The glyphs that a client prints and what makes it print each, from paper to full ink.
 *
 * @param entries {@value #MIN} to {@value #MAX} with different glyphs; the first, and it alone, is a reply
 */
public record Palette(List<Entry> entries) {
    static final int MIN = 2;
    static final int MAX = 16;

    /** @param glyph printable ASCII, no blank */
    public record Entry(int glyph, PaletteAnswer answer) {
        public Entry {
            if (glyph <= ' ' || glyph > '~' || answer == null) {
                throw new IllegalArgumentException("glyph " + glyph + ", answer " + answer);
            }
        }
    }

    public Palette {
        entries = List.copyOf(entries);
        if (entries.size() < MIN
                || entries.size() > MAX
                || entries.stream().mapToInt(Entry::glyph).distinct().count() < entries.size()) {
            throw new IllegalArgumentException("palette " + entries);
        }
        if (!isReply(entries.getFirst())
                || entries.stream().filter(Palette::isReply).count() != 1) {
            throw new IllegalArgumentException("paper is the reply: palette " + entries);
        }
    }

    /** Whether each error in it is one of {@code allowed}. */
    boolean keepsTo(List<PaletteAnswer.Error> allowed) {
        return entries.stream()
                .allMatch(entry -> !(entry.answer() instanceof PaletteAnswer.Error error) || allowed.contains(error));
    }

    static boolean isReply(Entry entry) {
        return entry.answer() instanceof PaletteAnswer.Reply;
    }
}
