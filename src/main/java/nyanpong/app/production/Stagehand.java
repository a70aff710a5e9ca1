package nyanpong.app.production;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nyanpong.app.host.Chance;
import nyanpong.config.Config;
import nyanpong.config.Limits;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Staging;
import nyanpong.programme.Programme;
import nyanpong.sys.Mman;

/** Sets up what the packet threads answer by; what a new programme does not change stays as it is, with all it holds. */
public final class Stagehand implements AutoCloseable {
    /** mtr asks thirty hops at once, and has ten seconds of patience. */
    private static final int LATE_PER_SOURCE = 256;

    // Drawn at once: after a start there may be nothing to draw from.
    private final long limitsKey = Chance.next();
    private final long lateKey = Chance.next();
    private Limits limitsOf;
    private RateLimits limits;
    private final List<DelayQueue> late = new ArrayList<>();
    private MemorySegment shared;

    /** Limits are from here on held in memory that somebody else uses too: {@link RateLimits#MEMORY}. */
    public void share(MemorySegment buckets) {
        shared = buckets;
        limits = null;
    }

    /** Of each packet thread one, in their order. They share their limits, whose buckets any thread may take from. */
    public List<Staging> stage(Config config, Production production) {
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
                    shared != null ? shared : Mman.untouched(Arena.ofAuto(), RateLimits.MEMORY));
            limitsOf = wanted;
        }
        List<Programme> programmes = production.programmes();
        if (late.isEmpty() && production.isEverLate()) {
            int room = (wanted.delayed() + programmes.size() - 1) / programmes.size();
            programmes.forEach(_ -> late.add(new DelayQueue(
                    Arena.ofShared(), Mman::untouched, room, LATE_PER_SOURCE, lateKey, System.nanoTime())));
        }
        return IntStream.range(0, programmes.size())
                .mapToObj(i -> new Staging(programmes.get(i), limits, late.isEmpty() ? null : late.get(i)))
                .toList();
    }

    /** When the packet threads have ended. */
    @Override
    public void close() {
        late.forEach(DelayQueue::close);
    }
}
