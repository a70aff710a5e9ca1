package nyanpong.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class HeapTest {
    private static final long MB = 1 << 20;

    private final AtomicLong used = new AtomicLong(20 * MB);
    private int collections;

    private final Heap heap = new Heap(used::get, () -> {
        collections++;
        used.set(30 * MB);
    });

    @Test
    void aStartIsDiscardedOnceWhenNoPacketCame() {
        long[] packets = {0};
        LongSupplier chore = Heap.discardStart(() -> packets[0], () -> collections++);
        long again = chore.getAsLong();
        for (int i = 0; i < 100; i++) {
            packets[0]++;
            assertEquals(again, chore.getAsLong());
        }
        assertEquals(0, collections);
        assertEquals(Chores.NEVER, chore.getAsLong());
        assertEquals(1, collections);
    }

    @Test
    void aLittleGarbageStays() {
        used.set(256 * MB);
        heap.tidy();
        assertEquals(0, collections);
    }

    @Test
    void muchIsCollectedAndThenMeasuredAnew() {
        used.set(257 * MB);
        heap.tidy();
        heap.tidy();
        assertEquals(1, collections);
        used.set(316 * MB);
        heap.tidy();
        assertEquals(1, collections);
        used.set(317 * MB);
        heap.tidy();
        assertEquals(2, collections);
    }

    /** A large table of sessions is no garbage: it is not gone through again and again. */
    @Test
    void whatIsKeptDoesNotCount() {
        AtomicLong large = new AtomicLong(2048 * MB);
        Heap full = new Heap(large::get, () -> collections++);
        large.addAndGet(1024 * MB);
        full.tidy();
        assertEquals(0, collections);
    }
}
