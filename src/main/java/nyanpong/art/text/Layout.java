package nyanpong.art.text;

import java.util.List;

/**
 * How close two letters of a font come: at full width, till they touch, or till one column overlaps, by the font's rules
 * ("The FIGfont Version 2 FIGfont and FIGdriver Standard", Layout Modes).
 *
 * @param mode the header's full layout: bits 1 to 32 are rules, 64 is touching, 128 is overlapping
 */
record Layout(int mode, char hardblank) {
    /** What {@link #merged} says of two characters that cannot share a place. */
    static final char NEITHER = 0;

    private static final int TOUCH = 64;
    private static final int OVERLAP = 128;
    private static final int RULES = 63;

    private static final int EQUAL = 1;
    private static final int UNDERSCORE = 2;
    private static final int HIERARCHY = 4;
    private static final int PAIR = 8;
    private static final int BIG_X = 16;
    private static final int HARDBLANK = 32;

    /** From the weakest; a stronger class replaces a weaker one. */
    private static final List<String> CLASSES = List.of("|", "/\\", "[]", "{}", "()", "<>");

    /** @param old the header's other number, from before there was full layout */
    static Layout old(int old, char hardblank) {
        int rules = old & (RULES - HARDBLANK);
        return new Layout(old < 0 ? 0 : old == 0 ? TOUCH : rules | OVERLAP, hardblank);
    }

    boolean isFullWidth() {
        return (mode & (TOUCH | OVERLAP)) == 0;
    }

    /** The character in place of two, neither of them a blank, or {@link #NEITHER}. */
    char merged(char left, char right) {
        if ((mode & OVERLAP) == 0) {
            return NEITHER;
        }
        if ((mode & RULES) == 0) {
            return right == hardblank ? left : right;
        }
        if (left == hardblank || right == hardblank) {
            return has(HARDBLANK) && left == right ? left : NEITHER;
        }
        if (has(EQUAL) && left == right) {
            return left;
        }
        int leftClass = rank(left);
        int rightClass = rank(right);
        if (has(UNDERSCORE) && ((left == '_' && rightClass >= 0) || (right == '_' && leftClass >= 0))) {
            return left == '_' ? right : left;
        }
        if (has(HIERARCHY) && leftClass >= 0 && rightClass >= 0 && leftClass != rightClass) {
            return leftClass > rightClass ? left : right;
        }
        if (has(PAIR) && left != right && leftClass == rightClass && leftClass >= 2 && leftClass <= 4) {
            return '|';
        }
        return has(BIG_X) ? crossed(left, right) : NEITHER;
    }

    private static char crossed(char left, char right) {
        return switch ("" + left + right) {
            case "/\\" -> '|';
            case "\\/" -> 'Y';
            case "><" -> 'X';
            default -> NEITHER;
        };
    }

    private static int rank(char c) {
        for (int i = 0; i < CLASSES.size(); i++) {
            if (CLASSES.get(i).indexOf(c) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private boolean has(int rule) {
        return (mode & rule) != 0;
    }
}
