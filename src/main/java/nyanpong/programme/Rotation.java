package nyanpong.programme;

import java.time.Duration;

/**
 * Which of a rule's arts the next session gets.
 *
 * @param period the time that each art has, a millisecond at least; or null: each session the next
 */
public record Rotation(Duration period) {
    public static final Rotation PER_SESSION = new Rotation(null);

    public Rotation {
        if (period != null && period.toMillis() < 1) {
            throw new IllegalArgumentException("period " + period + ": want a millisecond at least");
        }
    }

    /**
     * The turn of a session, from 0; the arts are taken in turn, and each time round each shows its next frame.
     *
     * @param session how many sessions the rule has had before
     * @param epochMillis the time of day
     */
    long turn(long session, long epochMillis) {
        return period == null ? session : Math.floorDiv(epochMillis, period.toMillis());
    }
}
