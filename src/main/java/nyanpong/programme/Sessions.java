package nyanpong.programme;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import nyanpong.score.Score;
import nyanpong.wire.Timestamp;

/**
 * The sessions being drawn: a table of fixed size, eight to a bucket, found by keyed hash. A session that finds its bucket
 * full takes the place of one that is idle, else of one that has sent a single request, else of the one idle longest: what is
 * lost is a drawing's place, never memory. The columns belong to {@link Programme}.
 */
final class Sessions {
    static final long IDLE_NANOS = 30_000_000_000L;

    private static final int WAYS = 8;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle CLIENTS = MethodHandles.arrayElementVarHandle(Client[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** The keyed hash of source, destination and identifier; 0 is a free place. */
    private final long[] tag;

    final long[] seenNanos;
    final long[] openedNanos;
    /** Extended sequence number of the first cell. */
    final long[] anchor;
    /** The highest extended sequence number so far. */
    final long[] reached;
    /** Requests so far. */
    final int[] arrivals;
    /** Requests so far that could only reach the first hop. */
    final int[] columns;

    /** Who asks, and with how many octets of data, for {@link Onlooker} alone. */
    final long[] sourceHigh;

    final long[] sourceLow;
    final int[] dataLength;

    final Client[] client;
    /** The form of the time in the client's data. */
    final Timestamp[] timestamp;

    final boolean[] firstSeen;
    /** More than one request: such a session gives way last. */
    final boolean[] established;
    /** The anchor stays, whatever comes late. */
    final boolean[] fixed;
    /** The anchor is the client's known first number alone, and nothing else is remembered. */
    final boolean[] stateless;
    /** A rule decided by pace comes before this session's rule, and waits for the second request. */
    final boolean[] undecided;
    /** A cell was drawn: the request that drew it has been called the first. */
    final boolean[] drawn;
    /** The picture, or null for {@link #answer}. */
    final Score[] score;

    /** What the picture is of, or null. */
    final Playing[] playing;
    /** The programme that decided it last: {@link Programme#successor}. */
    final int[] epoch;

    final long[] answer;
    /** The frame with which this session's drawing starts. */
    final int[] frame;
    /** A bit for each rule decided per request that precedes this session's rule and matches it otherwise. */
    final int[] perRequest;

    /** Of each place, odd while what is drawn there, or for whom, is being written: {@link #begin}. */
    private final int[] version;

    private final int buckets;
    private final SipHash hash;

    /** @param capacity at least 8; rounded up to a power of two */
    Sessions(int capacity, SipHash hash) {
        int size = Integer.highestOneBit(Math.max(capacity, WAYS) * 2 - 1);
        this.buckets = size / WAYS;
        this.hash = hash;
        tag = new long[size];
        seenNanos = new long[size];
        openedNanos = new long[size];
        anchor = new long[size];
        reached = new long[size];
        arrivals = new int[size];
        columns = new int[size];
        sourceHigh = new long[size];
        sourceLow = new long[size];
        dataLength = new int[size];
        client = new Client[size];
        timestamp = new Timestamp[size];
        firstSeen = new boolean[size];
        established = new boolean[size];
        fixed = new boolean[size];
        stateless = new boolean[size];
        undecided = new boolean[size];
        drawn = new boolean[size];
        score = new Score[size];
        playing = new Playing[size];
        epoch = new int[size];
        answer = new long[size];
        frame = new int[size];
        perRequest = new int[size];
        version = new int[size];
    }

    /** The tag of a session; never 0. */
    long tag(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int identifier) {
        long h = hash.of(sourceHigh, sourceLow, destinationHigh, destinationLow, identifier);
        return h == 0 ? 1 : h;
    }

    /** The place of a session that is not idle, or -1. */
    int find(long wanted, long nanos) {
        int from = bucket(wanted);
        for (int i = from; i < from + WAYS; i++) {
            if (tag[i] == wanted) {
                return nanos - seenNanos[i] <= client[i].idleNanos() ? i : -1;
            }
        }
        return -1;
    }

    /** Takes in how far a session has gone elsewhere, if it is still the same one. */
    void catchUp(long wanted, long opened, long reachedThere, long seenThere) {
        int from = bucket(wanted);
        for (int i = from; i < from + WAYS; i++) {
            if (tag[i] == wanted && openedNanos[i] == opened) {
                reached[i] = Math.max(reached[i], reachedThere);
                seenNanos[i] = Math.max(seenNanos[i], seenThere);
            }
        }
    }

    /** A place for a new session; its columns still hold what was there before. */
    int claim(long wanted, long nanos) {
        int from = bucket(wanted);
        int best = from;
        long bestRank = -1;
        for (int i = from; i < from + WAYS; i++) {
            long rank = tag[i] == wanted ? Long.MAX_VALUE : rank(i, nanos);
            if (rank > bestRank) {
                best = i;
                bestRank = rank;
            }
        }
        tag[best] = wanted;
        return best;
    }

    /** Frees the idle ones among the last few of so many places, and what they refer to; returns how many are left to do. */
    int forgetIdle(int places, long nanos) {
        int to = Math.max(places - WAYS, 0);
        for (int i = to; i < places; i++) {
            if (tag[i] != 0 && nanos - seenNanos[i] > client[i].idleNanos()) {
                tag[i] = 0;
                score[i] = null;
                playing[i] = null;
            }
        }
        return to;
    }

    /** How many are not idle, as another thread than the packet thread sees it; what is on its way may be missed. */
    int open(long nanos) {
        int open = 0;
        for (int i = 0; i < tag.length; i++) {
            if ((long) LONGS.getOpaque(tag, i) != 0) {
                Client c = (Client) CLIENTS.getOpaque(client, i);
                boolean idle = c == null || nanos - (long) LONGS.getOpaque(seenNanos, i) > c.idleNanos();
                open += idle ? 0 : 1;
            }
        }
        return open;
    }

    /** Places. */
    int size() {
        return tag.length;
    }

    /** What is written from here to {@link #end} belongs together for an {@link Onlooker}; may be called again in between. */
    void begin(int i) {
        INTS.setOpaque(version, i, version[i] | 1);
        VarHandle.storeStoreFence();
    }

    void end(int i) {
        INTS.setRelease(version, i, (version[i] | 1) + 1);
    }

    /** To be asked before and after reading from another thread: odd or another number, and it was no one session's. */
    int version(int i) {
        VarHandle.loadLoadFence();
        return (int) INTS.getAcquire(version, i);
    }

    /** Whose place this is; 0 for nobody's. */
    long tag(int i) {
        return tag[i];
    }

    /** Nanoseconds of idleness, above any such number where the place gives way first. */
    private long rank(int i, long nanos) {
        if (tag[i] == 0) {
            return Long.MAX_VALUE - 1;
        }
        long idle = nanos - seenNanos[i];
        return established[i] && idle <= IDLE_NANOS ? idle : idle + (Long.MAX_VALUE >> 1);
    }

    private int bucket(long wanted) {
        return ((int) (wanted >>> 32) & buckets - 1) * WAYS;
    }
}
