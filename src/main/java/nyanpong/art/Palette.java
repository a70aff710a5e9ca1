package nyanpong.art;

/** Characters from paper to full ink, at even steps. A character that is not among them is full ink. */
public final class Palette {
    public static final Palette DEFAULT = new Palette(" .:-=+*#%@");

    private final String characters;
    private final int[] levels;

    /** @param characters two or more */
    public Palette(String characters) {
        this.characters = characters;
        levels = characters.codePoints().toArray();
        if (levels.length < 2) {
            throw new IllegalArgumentException("palette '" + characters + "': want at least paper and one ink");
        }
    }

    public String characters() {
        return characters;
    }

    /** 0 for paper to 1 for full ink. */
    double ink(int character) {
        for (int level = 0; level < levels.length; level++) {
            if (levels[level] == character) {
                return (double) level / (levels.length - 1);
            }
        }
        return 1;
    }
}
