package nyanpong.art.picture;

import java.util.ArrayList;
import java.util.List;
import nyanpong.art.Frame;
import nyanpong.art.Palette;

/**
 * How ink becomes characters.
 *
 * @param levels of ink, 2 to the palette's length
 * @param threshold see {@link Dither#levels}
 * @param palette what the art is written in, or {@link #LITERAL}
 */
public record Inking(Dither dither, int levels, double threshold, Palette palette) {
    /** A reply for paper and an unreachable for ink, as a Cisco router shows them. */
    public static final Palette LITERAL = new Palette("!U");

    public Inking {
        if (levels < 2 || levels > count(palette) || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(levels + " levels of '" + palette.characters() + "' by " + threshold);
        }
    }

    /** The rows of a frame. */
    public List<String> lines(Picture picture) {
        int[] characters = palette.characters().codePoints().toArray();
        int[] levelOf = dither.levels(picture, levels, threshold);
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < picture.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < picture.width(); x++) {
                int level = levelOf[y * picture.width() + x];
                line.appendCodePoint(characters[Math.round(level * (characters.length - 1f) / (levels - 1))]);
            }
            lines.add(line.toString());
        }
        return unmistakable(lines, palette);
    }

    /** The rows of a frame of paper and full ink: every character but a blank is ink. */
    public static List<String> twoTone(List<String> rows, Palette palette, boolean invert) {
        int[] both = ends(palette);
        int paper = both[invert ? 1 : 0];
        int ink = both[invert ? 0 : 1];
        int width = rows.stream()
                .mapToInt(row -> row.codePointCount(0, row.length()))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (String row : rows) {
            StringBuilder line = new StringBuilder();
            row.codePoints().map(c -> c == ' ' ? paper : ink).forEach(line::appendCodePoint);
            line.repeat(paper, width - row.codePointCount(0, row.length()));
            lines.add(line.toString());
        }
        return unmistakable(lines, palette);
    }

    /** A frame of the faintest ink alone, all dots, would be read as literal silence: then it is paper. */
    private static List<String> unmistakable(List<String> lines, Palette palette) {
        if (palette.equals(LITERAL) || !new Frame(lines, palette).isLiteral()) {
            return lines;
        }
        String paper = Character.toString(palette.characters().codePointAt(0));
        return lines.stream().map(line -> paper.repeat(line.length())).toList();
    }

    /** Paper and full ink. */
    private static int[] ends(Palette palette) {
        String characters = palette.characters();
        return new int[] {characters.codePointAt(0), characters.codePointBefore(characters.length())};
    }

    private static int count(Palette palette) {
        return palette.characters().codePointCount(0, palette.characters().length());
    }
}
