package nyanpong.art;

/** Characters from paper to full ink, at even steps. A character that is not among them is full ink. */
public record Palette(String characters) {
    public static final Palette DEFAULT = new Palette(" .:-=+*#%@");

    public Palette {
        if (characters.codePointCount(0, characters.length()) < 2) {
            throw new IllegalArgumentException("palette '" + characters + "': want at least paper and one ink");
        }
    }

    /** 0 for paper to 1 for full ink. */
    double ink(int character) {
        int at = characters.indexOf(character);
        if (at < 0) {
            return 1;
        }
        int index = characters.codePointCount(0, at);
        return (double) index / (characters.codePointCount(0, characters.length()) - 1);
    }
}
