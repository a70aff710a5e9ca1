package nyanpong.config;

/** What makes a running responder read its configuration again. */
public enum ReloadKind {
    /** A change of the file or of an art, and whatever {@link #SIGNAL} has. */
    WATCH,
    /** SIGHUP and {@code nyanpong reload} alone. */
    SIGNAL
}
