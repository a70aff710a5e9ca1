package nyanpong.programme;

import java.time.Duration;
import java.util.TimeZone;

/** Which of a rule's arts the next session gets. The arts are taken in turn, and each time round each shows its next frame. */
public sealed interface Rotation {
    /**
     * The turn of a session; may be negative.
     *
     * @param session how many sessions the rule has had before
     * @param epochMillis the time of day
     * @param ofSource a keyed hash of the client's address
     * @param ofSession a keyed hash of the session
     */
    long turn(long session, long epochMillis, long ofSource, long ofSession);

    /** Each session the next: the same art again is each run its next frame. */
    record PerSession() implements Rotation {
        @Override
        public long turn(long session, long epochMillis, long ofSource, long ofSession) {
            return session;
        }
    }

    /** The clock turns the list: by a period of a millisecond at least. */
    record Every(Duration period) implements Rotation {
        public Every {
            if (period.toMillis() < 1) {
                throw new IllegalArgumentException("period " + period + ": want a millisecond at least");
            }
        }

        @Override
        public long turn(long session, long epochMillis, long ofSource, long ofSession) {
            return Math.floorDiv(epochMillis, period.toMillis());
        }
    }

    /** The hour of the day, in a time zone, is the turn: each day the same. */
    record ByHour(TimeZone zone) implements Rotation {
        @Override
        public long turn(long session, long epochMillis, long ofSource, long ofSession) {
            return Math.floorMod(Math.floorDiv(epochMillis + zone.getOffset(epochMillis), 3_600_000L), 24);
        }
    }

    /** Each client always has the same art, until a restart. */
    record BySource() implements Rotation {
        @Override
        public long turn(long session, long epochMillis, long ofSource, long ofSession) {
            return ofSource;
        }
    }

    /** Nobody can tell. */
    record Random() implements Rotation {
        @Override
        public long turn(long session, long epochMillis, long ofSource, long ofSession) {
            return ofSession;
        }
    }
}
