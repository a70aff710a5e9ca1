package nyanpong.config;

import java.time.Duration;

/** When the next art of a rule's list is on. Each is text as config.yaml writes it. */
public sealed interface Rotation {
    /** Each new session gets the next; with an anchor without state, one by its (source, destination, identifier). */
    record PerSession() implements Rotation {
        @Override
        public String toString() {
            return "per-session";
        }
    }

    /** A new one each hour of the clock. */
    record ByHour() implements Rotation {
        @Override
        public String toString() {
            return "by-hour";
        }
    }

    /** A source always gets the same. */
    record BySource() implements Rotation {
        @Override
        public String toString() {
            return "by-source";
        }
    }

    /** Each new session gets any; with an anchor without state, as {@link PerSession}. */
    record Random() implements Rotation {
        @Override
        public String toString() {
            return "random";
        }
    }

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

        /** {@code { every: 10m }}. */
        @Override
        public String toString() {
            long seconds = interval.toSeconds();
            String text =
                    seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
            return "{ every: " + text + " }";
        }
    }

    /** Whether it turns by the clock. */
    default boolean needsClock() {
        return this instanceof Every || this instanceof ByHour;
    }
}
