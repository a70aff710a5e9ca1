package nyanpong.engine.xdp;

/**
 * What the program sends up: a packet, and how far its session was.
 *
 * <pre>
 * 0 octets of the packet, state (32 bits each)   8 edition (32 bits), unused   16 reached   24 seen   32 opened   40 anchor (64 bits)
 * 48 the packet, with any VLAN tag
 * </pre>
 *
 * <p>The last five are those of the {@link SessionEntry}, or 0.
 */
final class Asked {
    static final int LENGTH = 0;
    static final int STATE = 4;
    static final int EDITION = 8;
    static final int REACHED = 16;
    static final int SEEN = 24;
    static final int OPENED = 32;
    static final int ANCHOR = 40;
    static final int PACKET = 48;

    /** State: all of this session goes up until Java enters it; it may have an entry, or none. */
    static final int WAITS = 0;

    /** State: the program goes on with the session meanwhile. */
    static final int GOES_ON = 1;

    private Asked() {}
}
