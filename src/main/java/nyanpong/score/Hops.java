package nyanpong.score;

import java.util.Arrays;
import java.util.Objects;

/**
 * Addresses of routers that do not exist, from the nearest on: who answers requests whose time to live is too short to reach
 * us. Addresses are 128 bits, IPv4 as ::ffff:a.b.c.d.
 */
public final class Hops {
    private final long[] high;
    private final long[] low;
    private final long[] high6;
    private final long[] low6;

    /**
     * The same number of halves each; copied.
     *
     * @param low of IPv4 addresses, whose high halves are zero
     */
    public Hops(long[] low, long[] high6, long[] low6) {
        this.high = new long[low.length];
        this.low = low.clone();
        this.high6 = high6.clone();
        this.low6 = low6.clone();
    }

    public int count(boolean six) {
        return six ? low6.length : low.length;
    }

    /** @param hop from 1 */
    public long high(boolean six, int hop) {
        return six ? high6[hop - 1] : high[hop - 1];
    }

    /** @param hop from 1 */
    public long low(boolean six, int hop) {
        return six ? low6[hop - 1] : low[hop - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hops h
                && Arrays.equals(low, h.low)
                && Arrays.equals(high6, h.high6)
                && Arrays.equals(low6, h.low6);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(low), Arrays.hashCode(high6), Arrays.hashCode(low6));
    }
}
