package nyanpong.config;

/**
 * Where a picture begins: at a session's first request, which is remembered; or at the client's known first number,
 * and all else by a keyed hash, so that machines which share an address draw the same without a word between them.
 */
public enum AnchorKind {
    FIRST,
    STATELESS
}
