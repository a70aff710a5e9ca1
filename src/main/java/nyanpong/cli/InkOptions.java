package nyanpong.cli;

import java.util.Locale;
import nyanpong.art.Palette;
import nyanpong.art.picture.Dither;
import nyanpong.art.picture.Inking;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How an image's greys become a frame's characters. */
final class InkOptions {
    /** {@link Dither} as it is typed. */
    enum Kind {
        NONE(Dither.NONE),
        FLOYD_STEINBERG(Dither.FLOYD_STEINBERG),
        ORDERED(Dither.ORDERED);

        private final Dither dither;

        Kind(Dither dither) {
            this.dither = dither;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final double HALF = 0.5;

    @Option(
            names = "--dither",
            paramLabel = "KIND",
            description =
                    "none, floyd-steinberg (best for a still) or ordered (stands still in an animation); default none.")
    private String dither;

    @Option(
            names = "--levels",
            paramLabel = "N",
            description = "Levels of ink, from 2 to those of the palette, 10; default 2 if dithered, by a threshold or "
                    + "literal, else all. A router shows two.")
    private Integer levels;

    @Option(
            names = "--threshold",
            paramLabel = "INK",
            description = "What is ink and what is paper, from 0, all ink, to 1; default 0.5.")
    private Double threshold;

    @Option(names = "--invert", description = "Light is ink, dark is paper.")
    private boolean invert;

    @Option(
            names = "--literal",
            description =
                    "Write a router's own glyphs, ! for paper and U for ink, instead of the palette ' .:-=+*#%%@'.")
    private boolean literal;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    boolean invert() {
        return invert;
    }

    Palette palette(Palette own) {
        return literal ? Inking.LITERAL : own;
    }

    /** For what is ink and paper from the start. */
    void checkNoGreys(String what) {
        if (dither != null || levels != null || threshold != null) {
            throw wrong("--dither, --levels and --threshold are for images: leave them out with " + what);
        }
    }

    /** @param own the art's palette */
    Inking inking(Palette own) {
        Palette palette = palette(own);
        Kind kind = kind();
        int most = palette.characters().codePointCount(0, palette.characters().length());
        int count = levels == null ? kind != Kind.NONE || threshold != null ? 2 : most : levels;
        if (count < 2 || count > most) {
            throw wrong("--levels " + count + ": want 2" + (most > 2 ? " to " + most : " with --literal"));
        }
        if (threshold != null && (!(threshold >= 0 && threshold <= 1) || count > 2 || kind == Kind.ORDERED)) {
            throw wrong("--threshold " + threshold + ": want 0 to 1, two levels, and no ordered dither");
        }
        return new Inking(kind.dither, count, threshold == null ? HALF : threshold, palette);
    }

    private Kind kind() {
        for (Kind kind : Kind.values()) {
            if (dither == null || kind.toString().equals(dither)) {
                return kind;
            }
        }
        throw wrong("--dither '" + dither + "': want none, floyd-steinberg or ordered");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
