package nyanpong.art;

import java.util.stream.IntStream;

/** Text that others wrote, made fit for a terminal and for a cell: no control, no formatting character. */
public final class Printable {
    /** Characters shown of a text. */
    private static final int LONGEST = 200;

    private Printable() {}

    /** Control and formatting characters have no cell, and could reach a terminal. */
    public static boolean isPrintable(int c) {
        if (c >= ' ' && c <= '~') {
            return true; // most of what is asked for
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    public static boolean isPrintable(String text) {
        return text.codePoints().allMatch(Printable::isPrintable);
    }

    /** What an error may show of a path or a text. */
    public static String of(Object text) {
        return shown(text.toString().codePoints().limit(LONGEST));
    }

    /** The same, however long it is. */
    public static String all(String text) {
        return shown(text.codePoints());
    }

    private static String shown(IntStream codePoints) {
        StringBuilder shown = new StringBuilder();
        codePoints.forEach(c -> {
            if (isPrintable(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u%04x".formatted(c));
            }
        });
        return shown.toString();
    }

    /** Unicode's way to name a character. */
    public static String name(int c) {
        return "U+%04X".formatted(c);
    }
}
