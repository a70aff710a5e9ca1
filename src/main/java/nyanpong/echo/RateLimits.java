package nyanpong.echo;

import java.util.Arrays;

/**
 * Token buckets: for all answers, and among them for ICMP errors, one in all and one for each source, as the virtual
 * scheduling algorithm of ITU-T I.371: a bucket is the time at which it would be full again. A bucket holds a burst of
 * {@value #BURST} answers.
 *
 * <p>A source is an IPv4 /24 or an IPv6 /64: a host may choose its address freely within the latter, and who makes one up
 * would spread a flood over the former. Sources share {@value #BUCKETS} buckets by keyed hash, so a flood of addresses takes
 * no memory; two that share one are limited together.
 */
public final class RateLimits {
    static final int BURST = 65_536;
    static final int BUCKETS = 65_536;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

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
        answers = new Buckets(answersPerSecond, perSource);
        errors = new Buckets(errorsPerSecond, errorsPerSource);
        this.key = key;
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
        int source = (int) (Mix.of(source(r.sourceHigh, r.sourceLow, r.six) ^ key) >>> 48);
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
        private final double nanosEach;
        private final double nanosEachOfSource;
        private final long[] sources;
        private long all;

        /** 0 is unlimited. */
        Buckets(int perSecond, int perSource) {
            limited = perSecond != 0 || perSource != 0;
            nanosEach = perSecond == 0 ? 0 : (double) NANOS_PER_SECOND / perSecond;
            nanosEachOfSource = perSource == 0 ? 0 : (double) NANOS_PER_SECOND / perSource;
            sources = new long[perSource == 0 ? 0 : BUCKETS];
            all = System.nanoTime() - (long) (BURST * Math.max(nanosEach, nanosEachOfSource)) - 1;
            Arrays.fill(sources, all);
        }

        boolean hasRoom(int source, long nanos) {
            return (nanosEach == 0 || next(all, nanos, nanosEach) - nanos <= (long) (BURST * nanosEach))
                    && (nanosEachOfSource == 0
                            || next(sources[source], nanos, nanosEachOfSource) - nanos
                                    <= (long) (BURST * nanosEachOfSource));
        }

        void take(int source, long nanos) {
            if (nanosEach != 0) {
                all = next(all, nanos, nanosEach);
            }
            if (nanosEachOfSource != 0) {
                sources[source] = next(sources[source], nanos, nanosEachOfSource);
            }
        }

        private static long next(long full, long nanos, double cost) {
            return (full - nanos > 0 ? full : nanos) + Math.max(1, (long) cost);
        }
    }
}
