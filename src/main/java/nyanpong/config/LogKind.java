package nyanpong.config;

/** What is logged of the traffic: nothing, a line a session, or a line a ping. */
public enum LogKind {
    NONE,
    SESSIONS,
    EACH
}
