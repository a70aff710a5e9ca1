package nyanpong.config;

/**
 * One rule of the programme: the first whose match holds decides. A sequence condition goes with a plain answer only.
 */
public record RuleConfig(Match match, Action action) {
    public RuleConfig {
        if (match.sequenceMultipleOf() != null && !(action instanceof Action.Plain)) {
            throw new IllegalArgumentException("a rule by sequence number cannot draw");
        }
    }
}
