package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Token buckets: for all answers, and among them for ICMP errors, one in all and one for each source, as the virtual
 * scheduling algorithm of ITU-T I.371: a bucket is the time at which it would be full again. A bucket holds a burst of
 * {@value #BURST} answers.
 *
 * <p>A source is an IPv4 /24 or an IPv6 /64: a host may choose its address freely within the latter, and who makes one up
 * would spread a flood over the former. Sources share {@value #BUCKETS} buckets by keyed hash, so a flood of addresses takes
 * no memory; two that share one are limited together.
 *
 * <p>Any thread may take from them, without a lock; of several that take the last tokens at once, each gets an answer, and the
 * bucket owes for it.
 *
 * <p>The buckets are 64 bits each in memory that may be shared with somebody who answers beside us: one for all answers, one for all
 * errors, then one for each source's answers, then for its errors.
 */
public final class RateLimits {
    static final int BURST = 65_536;
    static final int BUCKETS = 65_536;

    /** Octets that the buckets take. */
    public static final int MEMORY = 16 + 2 * 8 * BUCKETS;

    private static final int ANSWERS = 0;
    private static final int ERRORS = 8;
    private static final int ANSWERS_OF_SOURCE = 16;
    private static final int ERRORS_OF_SOURCE = ANSWERS_OF_SOURCE + 8 * BUCKETS;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final VarHandle BUCKET = JAVA_LONG.varHandle();

    private final Buckets answers;
    private final Buckets errors;
    private final long key;

    /**
     * Errors are limited as all answers are.
     *
     * @param answersPerSecond in all; 0 is unlimited
     * @param perSource for each source; 0 is unlimited
     * @param key unpredictable to a peer
     */
    public RateLimits(int answersPerSecond, int perSource, long key) {
        this(answersPerSecond, perSource, 0, 0, key);
    }

    /**
     * @param errorsPerSecond ICMP errors in all; 0 is unlimited
     * @param errorsPerSource ICMP errors for each source; 0 is unlimited
     */
    public RateLimits(int answersPerSecond, int perSource, int errorsPerSecond, int errorsPerSource, long key) {
        this(answersPerSecond, perSource, errorsPerSecond, errorsPerSource, key, null);
    }

    /**
     * The same in memory that is given.
     *
     * @param memory {@link #MEMORY} octets; all buckets in it become full
     */
    public RateLimits(
            int answersPerSecond,
            int perSource,
            int errorsPerSecond,
            int errorsPerSource,
            long key,
            MemorySegment memory) {
        boolean any = answersPerSecond != 0 || perSource != 0 || errorsPerSecond != 0 || errorsPerSource != 0;
        MemorySegment p = memory != null || !any ? memory : Arena.ofAuto().allocate(MEMORY, 8);
        if (p != null) {
            // Full since the clock began, which on Linux is the start of the machine; in one stroke, for loops are slow
            // in a start.
            p.fill((byte) 0);
        }
        answers = new Buckets(p, ANSWERS, ANSWERS_OF_SOURCE, answersPerSecond, perSource);
        errors = new Buckets(p, ERRORS, ERRORS_OF_SOURCE, errorsPerSecond, errorsPerSource);
        this.key = key;
    }

    /**
     * What an answer costs, and how far a bucket may be ahead of now, in nanoseconds: of all answers, of a source's, of all errors, of a
     * source's. A cost of 0 is no limit.
     */
    public long[] rates() {
        return new long[] {
            answers.cost, answers.burst, answers.costOfSource, answers.burstOfSource,
            errors.cost, errors.burst, errors.costOfSource, errors.burstOfSource
        };
    }

    /** Which of the sources' buckets a request's is. */
    int bucket(Request r) {
        return (int) (Mix.of(source(r.sourceHigh, r.sourceLow, r.six) ^ key) >>> 48);
    }

    /** What counts as one source, of an address as in {@link Request}. */
    static long source(long high, long low, boolean six) {
        return six ? high : low >>> 8;
    }

    /** Takes one answer's tokens, or none and returns false. */
    boolean admit(Request r, boolean error, long nanos) {
        boolean limited = error && errors.limited;
        if (!answers.limited && !limited) {
            return true;
        }
        int source = bucket(r);
        if (!answers.hasRoom(source, nanos) || (limited && !errors.hasRoom(source, nanos))) {
            return false;
        }
        answers.take(source, nanos);
        if (limited) {
            errors.take(source, nanos);
        }
        return true;
    }

    private static final class Buckets {
        final boolean limited;
        final long cost;
        final long burst;
        final long costOfSource;
        final long burstOfSource;

        private final MemorySegment p;
        private final long all;
        private final long ofSource;

        /** 0 is unlimited. */
        Buckets(MemorySegment p, long all, long ofSource, int perSecond, int perSource) {
            this.p = p;
            this.all = all;
            this.ofSource = ofSource;
            limited = perSecond != 0 || perSource != 0;
            cost = cost(perSecond);
            burst = burst(perSecond);
            costOfSource = cost(perSource);
            burstOfSource = burst(perSource);
        }

        boolean hasRoom(int source, long nanos) {
            return (cost == 0 || next(get(all), nanos, cost) - nanos <= burst)
                    && (costOfSource == 0
                            || next(get(ofSource + 8L * source), nanos, costOfSource) - nanos <= burstOfSource);
        }

        void take(int source, long nanos) {
            if (cost != 0) {
                take(all, nanos, cost);
            }
            if (costOfSource != 0) {
                take(ofSource + 8L * source, nanos, costOfSource);
            }
        }

        private void take(long at, long nanos, long cost) {
            long full;
            do {
                full = get(at);
            } while (!BUCKET.weakCompareAndSetPlain(p, at, full, next(full, nanos, cost)));
        }

        private long get(long at) {
            return (long) BUCKET.getOpaque(p, at);
        }

        private static long cost(int perSecond) {
            return perSecond == 0 ? 0 : Math.max(1, NANOS_PER_SECOND / perSecond);
        }

        private static long burst(int perSecond) {
            return perSecond == 0 ? 0 : (long) (BURST * ((double) NANOS_PER_SECOND / perSecond));
        }

        private static long next(long full, long nanos, long cost) {
            return (full - nanos > 0 ? full : nanos) + cost;
        }
    }
}
