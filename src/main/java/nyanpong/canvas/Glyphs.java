package nyanpong.canvas;

import java.util.List;
import nyanpong.score.Answer;

/**
 * A router's glyphs for one IP version, and the answer that brings each about.
 *
 * @param glyphs from paper to full ink; the first is paper
 */
public record Glyphs(List<Glyph> glyphs) {
    /** A character that the router prints, and what it prints it for. */
    public record Glyph(int character, long answer) {}

    /** What every release of IOS prints; of IPv6's, address unreachable and time exceeded. */
    static final Glyphs USUAL = new Glyphs(List.of(
            new Glyph('!', Answer.REPLY),
            new Glyph('&', Answer.TIME_EXCEEDED),
            new Glyph('U', Answer.UNREACHABLE),
            new Glyph('.', Answer.SILENCE)));

    /** Those of {@link #USUAL}: either of the last two is what is inked with. */
    private static final int[] USUAL_INK = {0, Plot.FULL / 2, Plot.FULL, Plot.FULL};

    public Glyphs {
        glyphs = List.copyOf(glyphs);
        if (glyphs.size() < 2) {
            throw new IllegalArgumentException(glyphs.size() + " glyphs: want paper and an ink at least");
        }
    }

    boolean has(int character) {
        return find(character) != null;
    }

    long paper() {
        return glyphs.getFirst().answer;
    }

    /** The answer for a glyph; paper for one that is not among them. */
    long answer(int character) {
        Glyph glyph = find(character);
        return glyph == null ? paper() : glyph.answer;
    }

    /** Null where there is none. Asked for every cell, when nothing is compiled yet: no stream. */
    private Glyph find(int character) {
        for (Glyph glyph : glyphs) {
            if (glyph.character == character) {
                return glyph;
            }
        }
        return null;
    }

    /** The answer for so much ink, 0 to 1: the glyphs at even steps. */
    long level(double ink) {
        return glyphs.get((int) Math.round(ink * (glyphs.size() - 1))).answer;
    }

    /** How much of {@link Plot#FULL} a glyph's answer is: by its place among them; any other error or silence is full ink. */
    int ink(long answer) {
        for (int i = 0; i < glyphs.size(); i++) {
            if (glyphs.get(i).answer == answer) {
                return equals(USUAL) ? USUAL_INK[i] : i * Plot.FULL / (glyphs.size() - 1);
            }
        }
        int kind = Answer.kind(answer);
        return kind == Answer.KIND_SILENCE || kind == Answer.KIND_ERROR ? Plot.FULL : 0;
    }

    /**
     * What the router prints for an answer, of which it sees what its IP version brings.
     *
     * @param six whether it pings by IPv6
     */
    char of(long answer, boolean six) {
        return glyphs.stream()
                .filter(glyph -> seen(glyph.answer, six) == seen(answer, six))
                .map(glyph -> (char) glyph.character)
                .findFirst()
                .orElseGet(() -> switch (Answer.kind(answer)) {
                    case Answer.KIND_SILENCE -> '.';
                    case Answer.KIND_ERROR -> 'U';
                    default -> '!';
                });
    }

    /** Kind, type and code; a reply is a reply. */
    private static int seen(long answer, boolean six) {
        int kind = Answer.kind(answer);
        if (kind == Answer.KIND_ERROR) {
            return six
                    ? kind << 16 | Answer.type6(answer) << 8 | Answer.code6(answer)
                    : kind << 16 | Answer.type(answer) << 8 | Answer.code(answer);
        }
        return kind == Answer.KIND_SILENCE ? kind : Answer.KIND_REPLY;
    }
}
