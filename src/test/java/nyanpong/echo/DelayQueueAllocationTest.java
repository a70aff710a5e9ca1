package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import nyanpong.wire.AddressText;
import org.junit.jupiter.api.Test;

/** Not a byte per packet that is kept. */
class DelayQueueAllocationTest {
    private static final int PACKETS = 100_000;
    private static final int ROUNDS = 5;
    private static final long STEP = 100_000;

    /** Keeps the negative control's garbage from being proved useless. */
    private static volatile Object sink;

    private final MemorySegment p = Arena.ofAuto().allocate(256, 8);
    private long sent;
    private long refused;

    @Test
    void nothingIsAllocatedOverAHundredThousandPackets() {
        assertEquals(0, measure((_, _, _) -> sent++));
        assertTrue(sent > PACKETS && refused > 1000, sent + " sent, " + refused + " refused");
    }

    @Test
    void theMeasurementSeesAnObjectPerPacket() {
        assertTrue(measure((_, _, _) -> sink = new long[1]) > 16L * PACKETS / 2);
    }

    /** The least of several rounds, as in {@link AllocationRun}. */
    private long measure(DelayQueue.Sender sender) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (DelayQueue queue = new DelayQueue(1024, 800, 3, 0)) {
            long least = Long.MAX_VALUE;
            long now = run(queue, 0, sender);
            for (int round = 0; round < ROUNDS && least > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                now = run(queue, now, sender);
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            return least;
        }
    }

    /** Delays up to 160 ms at ten packets a millisecond: often full. */
    private long run(DelayQueue queue, long start, DelayQueue.Sender sender) {
        long now = start;
        for (int i = 0; i < PACKETS; i++) {
            now += STEP;
            long due = now + i * 7_919L % 1600 * STEP * (i % 40_000 < 20_000 ? 1 : 3);
            if (!queue.offer(p, i % 8, 98, due, 0, AddressText.mapped(0xc0000200 + i % 2), false)) {
                refused++;
            }
            if (queue.waitNanos(now) == 0) {
                queue.drain(now, sender);
            }
        }
        return now;
    }
}
