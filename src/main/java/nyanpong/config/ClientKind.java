package nyanpong.config;

/** A pinging program that can be told from its request. */
public enum ClientKind {
    CISCO,
    IPUTILS
}
