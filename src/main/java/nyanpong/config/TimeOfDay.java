package nyanpong.config;

/**
 * A part of every day, by the host's local time; it may pass midnight.
 *
 * @param fromMinute minute of the day, 0 to 1439, inclusive
 * @param toMinute the same, exclusive; never equal to {@code fromMinute}
 */
public record TimeOfDay(int fromMinute, int toMinute) {
    static final int DAY = 1440;

    public TimeOfDay {
        if (fromMinute < 0 || fromMinute >= DAY || toMinute < 0 || toMinute >= DAY || fromMinute == toMinute) {
            throw new IllegalArgumentException("minutes " + fromMinute + " to " + toMinute);
        }
    }

    boolean contains(TimeOfDay other) {
        return after(other.fromMinute) + other.minutes() <= minutes();
    }

    /** As config.yaml writes it: {@code 22:00-06:00}. */
    @Override
    public String toString() {
        return "%02d:%02d-%02d:%02d".formatted(fromMinute / 60, fromMinute % 60, toMinute / 60, toMinute % 60);
    }

    private int minutes() {
        return after(toMinute);
    }

    /** Minutes from the beginning until {@code minute} is next. */
    private int after(int minute) {
        return Math.floorMod(minute - fromMinute, DAY);
    }
}
