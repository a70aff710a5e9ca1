package nyanpong.app.process;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Has what reloads leave behind collected before it becomes much: a JVM whose packet thread allocates nothing would rather
 * ask the system for more memory, up to a quarter of the machine's. The packet thread stands still meanwhile, for some
 * milliseconds, under a flood for longer: so it is to be seldom, once in a hundred reloads or so.
 */
public final class Heap {
    private static final long MUCH = 256L << 20;
    private static final long QUIET_NANOS = 250_000_000;

    private final LongSupplier used;
    private final Runnable collection;
    /** Bytes in use when it was last collected; before, what is more than a start's garbage can be. */
    private long kept;

    public Heap() {
        this(() -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), System::gc);
    }

    /** @param used bytes in use, garbage included */
    public Heap(LongSupplier used, Runnable collection) {
        this.used = used;
        this.collection = collection;
        kept = Math.max(0, used.getAsLong() - MUCH);
    }

    /**
     * Has what a start leaves behind collected once, and the memory given back that it was in: most of it would stay resident for
     * good, for hardly anything is allocated after a start. All threads stand still for some tens of milliseconds, so it waits until no
     * packet has come for a quarter of a second.
     *
     * @param packets how many have come
     * @return for {@link Chores#add}
     */
    public static LongSupplier discardStart(LongSupplier packets) {
        return discardStart(packets, System::gc);
    }

    static LongSupplier discardStart(LongSupplier packets, Runnable collection) {
        AtomicLong last = new AtomicLong(-1);
        return () -> {
            long now = packets.getAsLong();
            if (last.getAndSet(now) != now) {
                return QUIET_NANOS;
            }
            collection.run();
            return Chores.NEVER;
        };
    }

    /** Collects where twice what was kept, and {@value #MUCH} bytes, are in use. */
    public void tidy() {
        if (used.getAsLong() > 2 * kept + MUCH) {
            collection.run();
            kept = used.getAsLong();
        }
    }
}
