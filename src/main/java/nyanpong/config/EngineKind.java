package nyanpong.config;

/** How packets get in and out. AUTO is the best there is here. */
public enum EngineKind {
    AUTO,
    RING,
    SOCKET
}
