package nyanpong.config;

/** How packets get in and out. AUTO is the best of those that do not claim; a network card may reset itself for one that does. */
public enum EngineKind {
    AUTO,
    RING,
    SOCKET,
    XSK;

    /** Whether it claims pings from the kernel by itself, so that no takeover is made. */
    public boolean claims() {
        return this == XSK;
    }
}
