package nyanpong.engine.xdp;

/**
 * A session that Java has opened and the program goes on with, as it is in the map of sessions; the least recently used gives way.
 *
 * <pre>
 * key    0 source   16 destination   32 identifier, as in the packet (16 bits)   34 1 where it is IPv6 (16 bits)
 * value  0 edition, flags (32 bits each)   8 anchor   16 reached   24 seen   32 told   40 opened (64 bits each)
 *        48 base, cells   56 offset, first   64 bucket, flow label (32 bits each)
 * </pre>
 *
 * <p>"reached" and "seen" are written by the program. "told" is when Java last saw a request of the session: after {@link #TOLD_NANOS}
 * it gets one again, so that it knows that the session lives, and how far it is.
 */
final class SessionEntry {
    static final int KEY_SIZE = 36;
    static final int KEY_SOURCE = 0;
    static final int KEY_DESTINATION = 16;
    static final int KEY_IDENTIFIER = 32;
    static final int KEY_SIX = 34;

    static final int SIZE = 72;

    /** Of the shelf that it was decided by. */
    static final int EDITION = 0;

    static final int FLAGS = 4;

    /** The extended sequence number of the first cell; and the highest that has come. */
    static final int ANCHOR = 8;

    static final int REACHED = 16;

    /** Moments of {@code bpf_ktime_get_ns()}, which is {@link System#nanoTime}. */
    static final int SEEN = 24;

    static final int TOLD = 32;

    /** Tells it from an earlier session of the same key. */
    static final int OPENED = 40;

    /** The first of its score's cells on the shelf, how many there are, and with which of them it began. */
    static final int BASE = 48;

    static final int CELLS = 52;
    static final int OFFSET = 56;

    /** The sequence number with which its client begins, or -1. */
    static final int FIRST = 60;

    /** Of {@code echo.RateLimits}: its source's. */
    static final int BUCKET = 64;

    static final int FLOW_LABEL = 68;

    /** Flag: not to be drawn, until Java has decided what a request of it means. Set by the program. */
    static final int SUSPENDED = 1;

    /** Flag: its sequence numbers are in the other byte order. */
    static final int SWAPPED = 1 << 1;

    /** Flag: the position is the sequence number's, without a memory. */
    static final int STATELESS = 1 << 2;

    /** Flag: the data begin with a {@code struct timeval} of 64-bit numbers, the low octet first. */
    static final int TIMEVAL64 = 1 << 3;

    /** Flag: where an error would be longer than its request, there is silence. */
    static final int SILENT_PAPER = 1 << 4;

    static final long IDLE_NANOS = 30_000_000_000L;
    static final long TOLD_NANOS = 4_000_000_000L;

    private SessionEntry() {}
}
