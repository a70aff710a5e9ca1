package nyanpong.echo;

import java.util.Arrays;

/**
 * Token buckets, one for all answers and one for each source, as the virtual scheduling algorithm of ITU-T I.371: a bucket
 * is the time at which it would be full again. A bucket holds a burst of {@value #BURST} answers.
 *
 * <p>Sources share {@value #BUCKETS} buckets by keyed hash, so a flood of addresses takes no memory; two that share one are
 * limited together.
 */
public final class RateLimits {
    static final int BURST = 65_536;
    static final int BUCKETS = 65_536;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final double nanosPerAnswer;
    private final double nanosPerSourceAnswer;
    private final long[] sources;
    private final long key;
    private long all;

    /**
     * @param answersPerSecond in all; 0 is unlimited
     * @param perSource for each source address, IPv6 by /64; 0 is unlimited
     * @param key unpredictable to a peer
     */
    public RateLimits(int answersPerSecond, int perSource, long key) {
        nanosPerAnswer = answersPerSecond == 0 ? 0 : (double) NANOS_PER_SECOND / answersPerSecond;
        nanosPerSourceAnswer = perSource == 0 ? 0 : (double) NANOS_PER_SECOND / perSource;
        sources = new long[perSource == 0 ? 0 : BUCKETS];
        this.key = key;
        long past = System.nanoTime() - (long) (BURST * Math.max(nanosPerAnswer, nanosPerSourceAnswer)) - 1;
        Arrays.fill(sources, past);
        all = past;
    }

    /** Takes one answer's tokens, or none and returns false. */
    boolean admit(Request r, long nanos) {
        if (nanosPerAnswer == 0 && nanosPerSourceAnswer == 0) {
            return true;
        }
        long allNext = next(all, nanos, nanosPerAnswer);
        if (nanosPerAnswer != 0 && allNext - nanos > (long) (BURST * nanosPerAnswer)) {
            return false;
        }
        if (nanosPerSourceAnswer != 0) {
            // A host chooses its address freely within its /64, so that is what counts as one source.
            long source = r.six ? r.sourceHigh : r.sourceLow;
            int bucket = (int) (Mix.of(source ^ key) >>> 48);
            long sourceNext = next(sources[bucket], nanos, nanosPerSourceAnswer);
            if (sourceNext - nanos > (long) (BURST * nanosPerSourceAnswer)) {
                return false;
            }
            sources[bucket] = sourceNext;
        }
        all = allNext;
        return true;
    }

    private static long next(long full, long nanos, double cost) {
        return (full - nanos > 0 ? full : nanos) + Math.max(1, (long) cost);
    }
}
