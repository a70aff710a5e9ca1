package nyanpong.canvas;

import java.util.Locale;

/**
 * What it takes to see one frame.
 *
 * @param command what the user types, {@code HOST} standing for us
 * @param pings how many requests it is
 * @param seconds how long they take at a round trip of 20 ms
 * @param remark what else there is to say of the time; may be empty
 */
public record Showing(String command, int pings, double seconds, String remark) {
    /** A round trip over a wide area network, for predictions. */
    static final double ROUND_TRIP_SECONDS = 0.02;

    static String text(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
                : seconds < 90
                        ? String.format(Locale.ROOT, "%.0f s", seconds)
                        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    /** The command alone, and how long it takes. */
    public String brief() {
        return command + "   # " + text(seconds);
    }

    /** One line: the command, how many pings it is, how long they take. */
    @Override
    public String toString() {
        return command + "   # " + pings + (pings == 1 ? " ping, " : " pings, ") + text(seconds)
                + (remark.isEmpty() ? "" : "; " + remark);
    }
}
