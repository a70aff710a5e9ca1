package nyanpong.config;

/**
 * One rule of the programme: the first whose match holds decides. A sequence condition goes with a plain answer only,
 * a calibration with one narrow source only, and an anchor without state with nothing that machines can disagree on.
 */
public record RuleConfig(Match match, Action action) {
    public RuleConfig {
        if (action instanceof Action.Play play) {
            if (match.sequenceMultipleOf() != null) {
                throw new IllegalArgumentException("a rule by sequence number cannot draw");
            }
            if (play.isCalibration()
                    && (play.arts().size() > 1
                            || match.source() == null
                            || !match.source().isNarrow())) {
                throw new IllegalArgumentException("a calibration of " + match.source());
            }
            if (play.anchor() == AnchorKind.STATELESS
                    && (match.pace() != null
                            || match.time() != null
                            || play.rotation().needsClock())) {
                throw new IllegalArgumentException("stateless by pace or by the clock");
            }
        }
    }

    /** Whether it needs {@link Config#seed}. */
    boolean needsSeed() {
        return action instanceof Action.Play play && play.anchor() == AnchorKind.STATELESS;
    }
}
