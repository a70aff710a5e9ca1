package nyanpong.art;

import java.util.Arrays;

/** Characters from paper to full ink, at even steps. A character that is not among them is full ink. */
public final class Palette {
    public static final Palette DEFAULT = new Palette(" .:-=+*#%@");

    private static final int ASCII = 128;

    private final String characters;
    private final int[] levels;
    /** The ink of the first characters: a start asks for that of some hundred thousand. */
    private final double[] ascii = new double[ASCII];

    /** @param characters two or more */
    public Palette(String characters) {
        this.characters = characters;
        levels = characters.codePoints().toArray();
        if (levels.length < 2) {
            throw new IllegalArgumentException("palette '" + characters + "': want at least paper and one ink");
        }
        Arrays.setAll(ascii, this::inkOf);
    }

    public String characters() {
        return characters;
    }

    /** 0 for paper to 1 for full ink. */
    double ink(int character) {
        if (character < ASCII) {
            return ascii[character];
        }
        return inkOf(character);
    }

    private double inkOf(int character) {
        for (int level = 0; level < levels.length; level++) {
            if (levels[level] == character) {
                return (double) level / (levels.length - 1);
            }
        }
        return 1;
    }
}
