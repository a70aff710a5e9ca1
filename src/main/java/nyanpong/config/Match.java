package nyanpong.config;

/**
 * Whose requests a rule is for; all conditions must hold, and null is no condition.
 *
 * @param client decided at a session's first request
 * @param source decided at a session's first request
 * @param sequenceMultipleOf 1 to {@value #MAX_MULTIPLE}; decided at every request, and 0 is a multiple of all
 */
public record Match(ClientKind client, SourcePrefix source, Integer sequenceMultipleOf) {
    public static final Match EVERYBODY = new Match(null, null, null);
    static final int MAX_MULTIPLE = 65_535;

    public Match {
        if (sequenceMultipleOf != null && (sequenceMultipleOf < 1 || sequenceMultipleOf > MAX_MULTIPLE)) {
            throw new IllegalArgumentException("sequence-multiple-of " + sequenceMultipleOf);
        }
    }

    /** Whether every request that matches {@code other} matches this too. */
    boolean covers(Match other) {
        return (client == null || client == other.client)
                && (source == null || (other.source != null && source.contains(other.source)))
                && (everySequence() || (!other.everySequence() && other.sequenceMultipleOf % sequenceMultipleOf == 0));
    }

    boolean coversAll() {
        return covers(EVERYBODY);
    }

    private boolean everySequence() {
        return sequenceMultipleOf == null || sequenceMultipleOf == 1;
    }
}
