package nyanpong.dashboard;

import org.jline.utils.AttributedStyle;

/**
 * What a terminal can show, and in which colours; where it has none, bold and faint are left.
 *
 * @param colours whether it has some
 * @param blocks whether it has the block elements of Unicode
 */
record Look(boolean colours, boolean blocks) {
    /** Of the 256 that xterm has; a terminal with fewer gets the nearest. */
    private static final int UNASKED = 234;

    private static final int PAPER = 238;
    private static final int SHADE = 61;
    private static final int PINK = 205;
    private static final int INK = 231;

    private static final int[] TONES = {UNASKED, PAPER, SHADE, PINK, INK};

    /** How many tones a picture has: not asked for yet, paper, and three of ink. */
    static final int TONE_COUNT = 5;

    private static final int[] FROM = {1, 5, 11};

    /** @param ink a character of {@link nyanpong.live.Drawing#picture} */
    static int tone(char ink) {
        if (ink == ' ') {
            return 0;
        }
        int level = Character.digit(ink, 16);
        int tone = 1;
        for (int from : FROM) {
            tone += level >= from ? 1 : 0;
        }
        return tone;
    }

    /** Of a picture's place: {@code front} on {@code back}. */
    AttributedStyle tones(int front, int back) {
        return colours
                ? AttributedStyle.DEFAULT.foreground(TONES[front]).background(TONES[back])
                : AttributedStyle.DEFAULT;
    }

    AttributedStyle plain() {
        return AttributedStyle.DEFAULT;
    }

    AttributedStyle strong() {
        return AttributedStyle.BOLD;
    }

    AttributedStyle faint() {
        return AttributedStyle.DEFAULT.faint();
    }

    /** A name. */
    AttributedStyle accent() {
        return colours ? AttributedStyle.BOLD.foreground(AttributedStyle.MAGENTA) : AttributedStyle.BOLD;
    }

    /** A number that should be small. */
    AttributedStyle warning() {
        return colours ? AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW) : AttributedStyle.BOLD;
    }

    String dot() {
        return blocks ? " · " : " - ";
    }

    char line() {
        return blocks ? '─' : '-';
    }

    char bar() {
        return blocks ? '━' : '=';
    }

    String cut() {
        return blocks ? "…" : "~";
    }
}
