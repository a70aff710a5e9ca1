package nyanpong.config;

/** What the gallery tells of who pings. */
public enum GalleryAddresses {
    /** The network: a /24 of IPv4, a /48 of IPv6. */
    SHORT,
    FULL
}
