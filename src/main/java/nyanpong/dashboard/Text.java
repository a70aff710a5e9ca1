package nyanpong.dashboard;

import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** One line being put together, never wider than its room. */
final class Text {
    private final AttributedStringBuilder line = new AttributedStringBuilder();
    private final int columns;
    private final Look look;
    private boolean full;

    Text(int columns, Look look) {
        this.columns = columns;
        this.look = look;
    }

    Text add(String text, AttributedStyle style) {
        int room = columns - line.length();
        if (!full && text.length() <= room) {
            line.append(text, style);
        } else if (!full) {
            line.append(room > 0 ? text.substring(0, room - 1) + look.cut() : "", style);
            full = true;
        }
        return this;
    }

    /** Nothing, where there is no room for all of it. */
    Text addWhole(String text, AttributedStyle style) {
        return text.length() <= columns - line.length() ? add(text, style) : this;
    }

    Text add(AttributedString text) {
        line.append(text);
        return this;
    }

    /** Blanks up to a column. */
    Text to(int column) {
        return line.length() < column ? add(" ".repeat(column - line.length()), look.plain()) : this;
    }

    int room() {
        return columns - line.length();
    }

    AttributedString line() {
        return line.toAttributedString();
    }

    /** With thousands told apart. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String rate(double value) {
        return (value < 10 ? String.format(Locale.ROOT, "%.1f", value) : number(Math.round(value))) + "/s";
    }

    static String time(long seconds) {
        String clock = String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        return seconds < 86_400 ? clock : seconds / 86_400 + "d " + clock;
    }
}
