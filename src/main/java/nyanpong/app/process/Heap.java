package nyanpong.app.process;

import java.util.function.LongSupplier;

/**
 * Has what reloads leave behind collected before it becomes much: a JVM whose packet thread allocates nothing would rather
 * ask the system for more memory, up to a quarter of the machine's. The packet thread stands still meanwhile, for some
 * milliseconds, under a flood for longer: so it is to be seldom, once in a hundred reloads or so.
 */
public final class Heap {
    private static final long MUCH = 256L << 20;

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
     * What a start leaves behind, and the memory that it was in: most of it would stay resident for good, for hardly anything
     * is allocated from here on. To be called before the first packet is ours, for all threads stand still.
     */
    public static void discardStart() {
        System.gc();
    }

    /** Collects where twice what was kept, and {@value #MUCH} bytes, are in use. */
    public void tidy() {
        if (used.getAsLong() > 2 * kept + MUCH) {
            collection.run();
            kept = used.getAsLong();
        }
    }
}
