package nyanpong.config;

/** A pinging program that can be told from its request; {@link #UNKNOWN} is every other. */
public enum ClientKind {
    CISCO,
    IPUTILS,
    INETUTILS,
    BUSYBOX,
    FPING,
    OPING,
    MTR,
    TRACEROUTE,
    HPING3,
    NPING,
    MACOS,
    FREEBSD,
    WINDOWS,
    DOTNET,
    JAVA,
    UNKNOWN
}
