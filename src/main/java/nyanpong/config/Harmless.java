package nyanpong.config;

/**
 * Text that others wrote, made fit for a terminal: no escape sequence, no line break, nothing invisible or reordering.
 */
final class Harmless {
    /** Characters shown of a value. */
    static final int LONGEST = 60;

    private Harmless() {}

    static String text(String text) {
        return text(text, Integer.MAX_VALUE);
    }

    /** At most {@link #LONGEST} characters, quoted. */
    static String quoted(String text) {
        return "'" + text(text, LONGEST) + "'";
    }

    static String text(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int c = text.codePointAt(at);
            String one = isPrintable(c) ? Character.toString(c) : escape(c);
            if (shown.length() + one.length() > longest) {
                return shown + "...";
            }
            shown.append(one);
        }
        return shown.toString();
    }

    /** The ordinary space is printable; other spaces are too, line separators are not. */
    static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c);
        };
    }
}
