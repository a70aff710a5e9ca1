package nyanpong.app.production;

import java.lang.foreign.MemorySegment;
import nyanpong.app.host.Chance;
import nyanpong.config.Config;
import nyanpong.config.Limits;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Staging;

/** Sets up what the packet thread answers by; what a new programme does not change stays as it is, with all it holds. */
public final class Stagehand implements AutoCloseable {
    /** mtr asks thirty hops at once, and has ten seconds of patience. */
    private static final int LATE_PER_SOURCE = 256;

    // Drawn at once: after a start there may be nothing to draw from.
    private final long limitsKey = Chance.next();
    private final long lateKey = Chance.next();
    private Limits limitsOf;
    private RateLimits limits;
    private DelayQueue late;
    private MemorySegment shared;

    /** Limits are from here on held in memory that somebody else uses too: {@link RateLimits#MEMORY}. */
    public void share(MemorySegment buckets) {
        shared = buckets;
        limits = null;
    }

    public Staging stage(Config config, Production production) {
        Limits wanted = config.limits();
        if (limits == null
                || wanted.answersPerSecond() != limitsOf.answersPerSecond()
                || wanted.perSource() != limitsOf.perSource()
                || wanted.errorsPerSecond() != limitsOf.errorsPerSecond()
                || wanted.errorsPerSource() != limitsOf.errorsPerSource()) {
            limits = new RateLimits(
                    wanted.answersPerSecond(),
                    wanted.perSource(),
                    wanted.errorsPerSecond(),
                    wanted.errorsPerSource(),
                    limitsKey,
                    shared);
            limitsOf = wanted;
        }
        if (late == null && production.isEverLate()) {
            late = new DelayQueue(wanted.delayed(), LATE_PER_SOURCE, lateKey, System.nanoTime());
        }
        return new Staging(production.programme(), limits, late);
    }

    /** When the packet thread has ended. */
    @Override
    public void close() {
        if (late != null) {
            late.close();
        }
    }
}
