package nyanpong.config;

/**
 * How much is answered, and how many are remembered.
 *
 * @param answersPerSecond in all, 1 to {@value #MAX_RATE}; 0 is unlimited
 * @param perSource answers a second for each source, 1 to {@value #MAX_RATE}; 0 is unlimited
 * @param sessions drawings going on at once, {@value #MIN_SESSIONS} to {@value #MAX_SESSIONS}
 */
public record Limits(int answersPerSecond, int perSource, int sessions) {
    static final int MAX_RATE = 1_000_000_000;
    static final int MIN_SESSIONS = 64;
    static final int MAX_SESSIONS = 16_777_216;

    public static final Limits DEFAULT = new Limits(0, 0, 65_536);

    public Limits {
        if (answersPerSecond < 0 || answersPerSecond > MAX_RATE || perSource < 0 || perSource > MAX_RATE) {
            throw new IllegalArgumentException("limits of " + answersPerSecond + " and " + perSource + " a second");
        }
        if (sessions < MIN_SESSIONS || sessions > MAX_SESSIONS) {
            throw new IllegalArgumentException(sessions + " sessions");
        }
    }
}
