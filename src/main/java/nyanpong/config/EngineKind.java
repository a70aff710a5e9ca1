package nyanpong.config;

/** How packets get in and out. AUTO is the best of those that do not claim; a network card may reset itself for one that does. */
public enum EngineKind {
    AUTO,
    RING,
    SOCKET,
    /** AF_XDP. */
    XSK,
    /** Drawing in the kernel, on the native hook where there is one, else on the generic one. */
    XDP,
    XDP_NATIVE,
    XDP_GENERIC;

    /** Whether it claims pings from the kernel by itself, so that no takeover is made. */
    public boolean claims() {
        return switch (this) {
            case AUTO, RING, SOCKET -> false;
            case XSK, XDP, XDP_NATIVE, XDP_GENERIC -> true;
        };
    }
}
