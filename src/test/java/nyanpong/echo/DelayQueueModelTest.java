package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.Random;
import java.util.TreeSet;
import nyanpong.wire.AddressText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel beside a sorted set that does the same, over random operations and a clock that is ours. */
class DelayQueueModelTest {
    private static final int OPERATIONS = 100_000;
    private static final int CAPACITY = 300;
    private static final int PER_SOURCE = 100;
    private static final int SOURCES = 8;
    private static final long MILLI = 1_000_000;
    private static final long TICK = 1L << DelayQueue.TICK_SHIFT;

    /** Times count from the start. */
    private record Held(long due, long tick, int number, int source) {}

    private final MemorySegment p = Arena.ofAuto().allocate(64, 8);
    private final TreeSet<Held> model =
            new TreeSet<>(Comparator.comparingLong(Held::tick).thenComparingInt(Held::number));
    private final int[] heldOf = new int[SOURCES];
    private long now;
    private long present;
    private int refused;
    private int left;

    @ParameterizedTest
    @ValueSource(longs = {0, -12_345, Long.MAX_VALUE - 20_000_000_000L, Long.MIN_VALUE})
    void asASortedSet(long start) {
        Random random = new Random(start);
        try (DelayQueue queue = new DelayQueue(CAPACITY, PER_SOURCE, 5, start)) {
            for (int i = 0; i < OPERATIONS; i++) {
                switch (random.nextInt(i / 10_000 % 2 == 0 ? 4 : 8)) {
                    case 0 -> {
                        // Mostly small steps; now and then a stall, seldom one that is longer than a turn of the wheel.
                        now += random.nextInt(1000) == 0
                                ? random.nextLong(200_000 * MILLI)
                                : random.nextLong(random.nextInt(10) == 0 ? 1000 * MILLI : 3 * MILLI);
                        drain(queue, start);
                    }
                    case 1 -> drain(queue, start);
                    default -> offer(queue, start, i, random);
                }
                assertEquals(model.size(), queue.held());
                assertEquals(untilFirst(), queue.waitNanos(start + now), "operation " + i);
            }
        }
        assertTrue(refused > 1000 && left > 10_000, refused + " refused, " + left + " left");
    }

    private void offer(DelayQueue queue, long start, int number, Random random) {
        long delay = random.nextInt(20) == 0 ? random.nextLong(65_536) * MILLI : random.nextLong(640 * MILLI);
        int source = random.nextInt(random.nextInt(2) == 0 ? 2 : SOURCES);
        p.set(JAVA_INT_UNALIGNED, 5, number);
        boolean kept = queue.offer(p, 5, 4, start + now + delay, 0, AddressText.mapped(source << 8), false);
        assertEquals(heldOf[source] < PER_SOURCE && model.size() < CAPACITY, kept, "operation " + number);
        if (kept) {
            long due = now + delay;
            model.add(new Held(due, Math.max(present, Math.ceilDiv(due, TICK)), number, source));
            heldOf[source]++;
        } else {
            refused++;
        }
    }

    private void drain(DelayQueue queue, long start) {
        present = Math.max(present, now / TICK + 1);
        int sent = queue.drain(start + now, (m, at, length) -> {
            Held first = model.pollFirst();
            assertEquals(4, length);
            assertEquals(first.number, m.get(JAVA_INT_UNALIGNED, at));
            assertTrue(first.due <= now, "early");
            heldOf[first.source]--;
            left++;
        });
        assertTrue(sent <= DelayQueue.BUDGET);
        if (sent < DelayQueue.BUDGET) {
            model.forEach(held -> assertTrue(held.due > now - TICK, "late"));
        }
    }

    private long untilFirst() {
        if (model.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, model.first().tick * TICK - now);
    }
}
