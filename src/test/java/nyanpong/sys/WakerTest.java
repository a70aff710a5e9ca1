package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WakerTest {
    private static final long MILLI = 1_000_000;

    @Test
    void aTimespecIsSecondsAndTheRest() {
        MemorySegment timespec = Timespec.allocate(Arena.ofAuto());
        assertEquals(16, timespec.byteSize());
        Timespec.set(timespec, 65_535_000_001L);
        assertEquals(65, timespec.get(JAVA_LONG, 0));
        assertEquals(535_000_001, timespec.get(JAVA_LONG, 8));
    }

    /** The least of many, since a busy machine may take its time: less than the millisecond that poll(2) would take. */
    @Test
    void waitsForFractionsOfAMillisecondAndNeverLess() throws ErrnoException {
        try (Waker waker = new Waker()) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 200; i++) {
                long until = System.nanoTime() + MILLI / 4;
                waker.awaitUntil(until);
                long over = System.nanoTime() - until;
                assertTrue(over >= 0, "too early by " + -over);
                least = Math.min(least, over);
            }
            assertTrue(least < MILLI / 2, "at best late by " + least);
        }
    }

    @Test
    void aMomentThatIsPastIsNotWaitedFor() throws ErrnoException {
        try (Waker waker = new Waker()) {
            waker.awaitUntil(System.nanoTime() - 1000 * MILLI);
            waker.sleepUntil(System.nanoTime() - 1000 * MILLI);
        }
    }

    @Test
    void aCallEndsTheWaitAndEveryLaterOne() throws ErrnoException, InterruptedException {
        try (Waker waker = new Waker()) {
            Thread caller = Thread.ofPlatform().start(waker::wake);
            waker.awaitUntil(System.nanoTime() + 60_000 * MILLI);
            caller.join();
            assertTrue(waker.isWoken());
            waker.awaitUntil(System.nanoTime() + 60_000 * MILLI);
            waker.sleepUntil(System.nanoTime() + 60_000 * MILLI);
        }
    }
}
