package nyanpong.config;

/** What every request of a rule that does not draw gets. */
public enum AnswerKind {
    REPLY,
    SILENCE,
    UNREACHABLE
}
