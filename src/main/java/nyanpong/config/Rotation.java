package nyanpong.config;

import java.time.Duration;

/** When the next art of a rule's list is on. */
public sealed interface Rotation {
    /** Each new session gets the next. */
    record PerSession() implements Rotation {}

    /**
     * The clock turns the list.
     *
     * @param interval whole seconds, 1 s to 24 h
     */
    record Every(Duration interval) implements Rotation {
        static final Duration SHORTEST = Duration.ofSeconds(1);
        static final Duration LONGEST = Duration.ofHours(24);

        public Every {
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0 || interval.toNanosPart() != 0) {
                throw new IllegalArgumentException("rotate every " + interval);
            }
        }

        /** As config.yaml writes it: {@code 10m}. */
        @Override
        public String toString() {
            long seconds = interval.toSeconds();
            return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
        }
    }
}
