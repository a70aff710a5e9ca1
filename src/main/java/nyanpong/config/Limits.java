package nyanpong.config;

/**
 * How much is answered, and how many are remembered.
 *
 * @param answersPerSecond in all, 1 to {@value #MAX_RATE}; 0 is unlimited
 * @param perSource answers a second for each source, 1 to {@value #MAX_RATE}; 0 is unlimited
 * @param errorsPerSecond of the answers those that are ICMP errors, 1 to {@value #MAX_RATE}
 * @param errorsPerSource the same for each source, 1 to {@value #MAX_RATE}
 * @param sessions drawings going on at once, {@value #MIN_SESSIONS} to {@value #MAX_SESSIONS}
 * @param delayed late replies held at once, {@value #MIN_DELAYED} to {@value #MAX_DELAYED}
 */
public record Limits(
        int answersPerSecond, int perSource, int errorsPerSecond, int errorsPerSource, int sessions, int delayed) {
    static final int MAX_RATE = 1_000_000_000;
    static final int MIN_SESSIONS = 64;
    static final int MAX_SESSIONS = 16_777_216;
    static final int MIN_DELAYED = 16;
    static final int MAX_DELAYED = 65_536;

    public static final Limits DEFAULT = new Limits(0, 0, 100_000, 20_000, 65_536, 1024);

    public Limits {
        if (answersPerSecond < 0 || answersPerSecond > MAX_RATE || perSource < 0 || perSource > MAX_RATE) {
            throw new IllegalArgumentException("limits of " + answersPerSecond + " and " + perSource + " a second");
        }
        if (errorsPerSecond < 1 || errorsPerSecond > MAX_RATE || errorsPerSource < 1 || errorsPerSource > MAX_RATE) {
            throw new IllegalArgumentException("limits of " + errorsPerSecond + " and " + errorsPerSource + " errors");
        }
        if (sessions < MIN_SESSIONS || sessions > MAX_SESSIONS) {
            throw new IllegalArgumentException(sessions + " sessions");
        }
        if (delayed < MIN_DELAYED || delayed > MAX_DELAYED) {
            throw new IllegalArgumentException(delayed + " delayed");
        }
    }
}
