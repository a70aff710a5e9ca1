package nyanpong.programme;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import nyanpong.echo.Request;
import nyanpong.wire.Timestamp;

/**
 * The sessions being drawn: a table of fixed size, found by keyed hash. The hash names a session's own place; where that is
 * another's, it is in one of the seven others of the same bucket of eight. A session that finds its bucket full takes the
 * place of one that is idle, else of one that has sent a single request, else of the one idle longest: what is lost is a
 * drawing's place, never memory. What the columns mean is {@link Programme}'s.
 *
 * <p>With many sessions at once none is in the processor's cache when its request comes. So what each request needs is one
 * cache line, and what only a session's first needs is elsewhere:
 *
 * <pre>
 *           low half    high half                  low half    high half
 * line  0   tag                               past  0   opened
 *       1   seen                                    1   sourceHigh
 *       2   anchor                                  2   sourceLow
 *       3   reached                                 3   dataLength
 *       4   arrivals    columns
 *       5   frame       perRequest
 *       6   epoch       version
 *       7   octets: client, timestamp, flags; the part's number
 * </pre>
 */
final class Sessions {
    static final long IDLE_NANOS = 30_000_000_000L;

    /** More than one request: such a session gives way last. */
    static final int ESTABLISHED = 1;
    /** The client's known first number has been seen. */
    static final int FIRST_SEEN = 2;
    /** The anchor stays, whatever comes late. */
    static final int FIXED = 4;
    /** The anchor is the client's known first number alone, and nothing else is remembered. */
    static final int STATELESS = 8;
    /** A rule decided by pace comes before this session's rule, and waits for the second request. */
    static final int UNDECIDED = 16;
    /** A cell was drawn: the request that drew it has been called the first. */
    static final int DRAWN = 32;

    private static final int WAYS = 8;
    /** In words of 64 bits. */
    private static final int LINE = 8;

    /** What an array has before its first element: a large one begins at a cache line, with G1, and so each of ours does. */
    private static final int HEADER = 2;

    private static final int PAST = 4;
    private static final Client[] CLIENTS = Client.values();
    private static final Timestamp[] TIMESTAMPS = Timestamp.values();
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] lines;
    private final long[] pasts;
    private final Parts parts;

    private final int size;
    private final SipHash hash;
    /** What was read ahead: it goes somewhere, so the compiler cannot leave it out. */
    @SuppressWarnings("unused")
    private long read;

    /**
     * @param capacity at least 8; rounded up to a power of two
     * @param thread whose, of the packet threads
     */
    Sessions(int capacity, SipHash hash, int thread) {
        parts = new Parts(thread);
        size = Integer.highestOneBit(Math.max(capacity, WAYS) * 2 - 1);
        this.hash = hash;
        lines = new long[LINE - HEADER + size * LINE];
        pasts = new long[size * PAST];
    }

    /** The tag of a session: the keyed hash of source, destination and identifier; never 0, which is a free place. */
    long tag(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int identifier) {
        long h = hash.of(sourceHigh, sourceLow, destinationHigh, destinationLow, identifier);
        return h == 0 ? 1 : h;
    }

    /** The place of a session that is not idle, or -1. */
    int find(long wanted, long nanos) {
        int own = own(wanted);
        for (int way = 0; way < WAYS; way++) {
            int i = own ^ way;
            if (tag(i) == wanted) {
                return nanos - seenNanos(i) <= client(i).idleNanos() ? i : -1;
            }
        }
        return -1;
    }

    /**
     * Reads the lines of the requests' sessions, none of which waits for another: first of all their own places, then, of those
     * that are not there, the others that they may be at.
     */
    void expect(Request[] requests, int count) {
        long all = 0;
        for (int k = 0; k < count; k++) {
            int at = line(own(requests[k].session()));
            all ^= lines[at] ^ lines[at + LINE - 1];
        }
        for (int k = 0; k < count; k++) {
            long tag = requests[k].session();
            int own = own(tag);
            for (int way = 1; way < WAYS && tag(own ^ way - 1) != tag; way++) {
                int at = line(own ^ way);
                all ^= lines[at] ^ lines[at + LINE - 1];
            }
        }
        read = all;
    }

    /** Takes in how far a session has gone elsewhere, if it is still the same one. */
    void catchUp(long wanted, long opened, long reachedThere, long seenThere) {
        int own = own(wanted);
        for (int way = 0; way < WAYS; way++) {
            int i = own ^ way;
            if (tag(i) == wanted && openedNanos(i) == opened) {
                reached(i, Math.max(reached(i), reachedThere));
                seenNanos(i, Math.max(seenNanos(i), seenThere));
            }
        }
    }

    /** A place for a new session; its columns still hold what was there before. */
    int claim(long wanted, long nanos) {
        int own = own(wanted);
        int best = own;
        long bestRank = -1;
        for (int way = 0; way < WAYS; way++) {
            int i = own ^ way;
            long rank = tag(i) == wanted ? Long.MAX_VALUE : rank(i, nanos);
            if (rank > bestRank) {
                best = i;
                bestRank = rank;
            }
        }
        tag(best, wanted);
        return best;
    }

    /** Frees the idle ones among the last few of so many places, and what they refer to; returns how many are left to do. */
    int forgetIdle(int places, long nanos) {
        int to = Math.max(places - WAYS, 0);
        for (int i = to; i < places; i++) {
            if (tag(i) != 0 && isIdle(i, nanos)) {
                tag(i, 0);
                part(i, Part.REPLY);
            }
        }
        return to;
    }

    /** How many are not idle, as another thread than the packet thread sees it; what is on its way may be missed. */
    int open(long nanos) {
        int open = 0;
        for (int i = 0; i < size; i++) {
            open += tag(i) == 0 || isIdle(i, nanos) ? 0 : 1;
        }
        return open;
    }

    /** Places. */
    int size() {
        return size;
    }

    /** What is written from here to {@link #end} belongs together for an {@link Onlooker}; may be called again in between. */
    void begin(int i) {
        LONGS.setOpaque(lines, line(i) + 6, lines[line(i) + 6] | 1L << 32);
        VarHandle.storeStoreFence();
    }

    void end(int i) {
        LONGS.setRelease(lines, line(i) + 6, (lines[line(i) + 6] | 1L << 32) + (1L << 32));
    }

    /** To be asked before and after reading from another thread: odd or another number, and it was no one session's. */
    int version(int i) {
        VarHandle.loadLoadFence();
        return (int) ((long) LONGS.getAcquire(lines, line(i) + 6) >>> 32);
    }

    /** Whose place this is; 0 for nobody's. */
    long tag(int i) {
        return lines[line(i)];
    }

    private void tag(int i, long tag) {
        lines[line(i)] = tag;
    }

    /** When its last request came, of {@link System#nanoTime}. */
    long seenNanos(int i) {
        return lines[line(i) + 1];
    }

    void seenNanos(int i, long nanos) {
        lines[line(i) + 1] = nanos;
    }

    /** Extended sequence number of the first cell. */
    long anchor(int i) {
        return lines[line(i) + 2];
    }

    void anchor(int i, long extended) {
        lines[line(i) + 2] = extended;
    }

    /** The highest extended sequence number so far. */
    long reached(int i) {
        return lines[line(i) + 3];
    }

    void reached(int i, long extended) {
        lines[line(i) + 3] = extended;
    }

    /** Requests so far. */
    int arrivals(int i) {
        return (int) lines[line(i) + 4];
    }

    void arrivals(int i, int count) {
        low(line(i) + 4, count);
    }

    /** Requests so far that could only reach the first hop. */
    int columns(int i) {
        return (int) (lines[line(i) + 4] >>> 32);
    }

    void columns(int i, int count) {
        high(line(i) + 4, count);
    }

    /** The frame with which this session's drawing starts. */
    int frame(int i) {
        return (int) lines[line(i) + 5];
    }

    void frame(int i, int frame) {
        low(line(i) + 5, frame);
    }

    /** A bit for each rule decided per request that precedes this session's rule and matches it otherwise. */
    int perRequest(int i) {
        return (int) (lines[line(i) + 5] >>> 32);
    }

    void perRequest(int i, int bits) {
        high(line(i) + 5, bits);
    }

    /** The programme that decided it last: {@link Programme#successor}. */
    int epoch(int i) {
        return (int) lines[line(i) + 6];
    }

    void epoch(int i, int epoch) {
        low(line(i) + 6, epoch);
    }

    Client client(int i) {
        return CLIENTS[octet(line(i) + 7, 0)];
    }

    void client(int i, Client client) {
        octet(line(i) + 7, 0, client.ordinal());
    }

    /** The form of the time in the client's data. */
    Timestamp timestamp(int i) {
        return TIMESTAMPS[octet(line(i) + 7, 8)];
    }

    void timestamp(int i, Timestamp timestamp) {
        octet(line(i) + 7, 8, timestamp.ordinal());
    }

    boolean has(int i, int flag) {
        return (flags(i) & flag) != 0;
    }

    void set(int i, int flag, boolean value) {
        flags(i, value ? flags(i) | flag : flags(i) & ~flag);
    }

    /** All of them. */
    int flags(int i) {
        return octet(line(i) + 7, 16);
    }

    void flags(int i, int flags) {
        octet(line(i) + 7, 16, flags);
    }

    /** What it gets. */
    Part part(int i) {
        return parts.get((int) (lines[line(i) + 7] >>> 32));
    }

    /** The same from any thread; null where it changes just now. */
    Part partSeen(int i) {
        return parts.seen((int) (lines[line(i) + 7] >>> 32));
    }

    void part(int i, Part given) {
        int number = parts.take(given);
        parts.leave((int) (lines[line(i) + 7] >>> 32));
        high(line(i) + 7, number);
    }

    /** When its first request came, of {@link System#nanoTime}. */
    long openedNanos(int i) {
        return pasts[past(i)];
    }

    /** Who asks, and with how many octets of data, for {@link Onlooker} alone. */
    long sourceHigh(int i) {
        return pasts[past(i) + 1];
    }

    long sourceLow(int i) {
        return pasts[past(i) + 2];
    }

    int dataLength(int i) {
        return (int) pasts[past(i) + 3];
    }

    void opened(int i, long nanos, long sourceHigh, long sourceLow, int dataLength) {
        pasts[past(i)] = nanos;
        pasts[past(i) + 1] = sourceHigh;
        pasts[past(i) + 2] = sourceLow;
        pasts[past(i) + 3] = dataLength;
    }

    private boolean isIdle(int i, long nanos) {
        return nanos - seenNanos(i) > client(i).idleNanos();
    }

    /** Nanoseconds of idleness, above any such number where the place gives way first. */
    private long rank(int i, long nanos) {
        if (tag(i) == 0) {
            return Long.MAX_VALUE - 1;
        }
        long idle = nanos - seenNanos(i);
        return has(i, ESTABLISHED) && idle <= IDLE_NANOS ? idle : idle + (Long.MAX_VALUE >> 1);
    }

    private int own(long tag) {
        return (int) (tag >>> 32) & size - 1;
    }

    private static int line(int i) {
        return LINE - HEADER + i * LINE;
    }

    private static int past(int i) {
        return i * PAST;
    }

    private int octet(int at, int bit) {
        return (int) (lines[at] >>> bit) & 0xff;
    }

    private void octet(int at, int bit, int value) {
        lines[at] = (lines[at] & ~(0xffL << bit)) | (long) value << bit;
    }

    private void low(int at, int value) {
        lines[at] = (lines[at] & -1L << 32) | (value & 0xffff_ffffL);
    }

    private void high(int at, int value) {
        lines[at] = (lines[at] & 0xffff_ffffL) | (long) value << 32;
    }
}
