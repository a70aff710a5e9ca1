package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Against the kernel that is here; 26-engine.sh has its view of a responder's threads. */
class SchedAttrTest {
    private static final long NANOS = 100_000;

    @Test
    void theSliceIsShortenedOfTheCallingThreadAloneAndNeverMadeLonger() throws Exception {
        long before = onAThread(() -> SchedAttr.shortenSlice(Long.MAX_VALUE));
        assumeTrue(before > NANOS, "before Linux 6.12, or another policy: " + before);
        assertEquals(NANOS, onAThread(() -> SchedAttr.shortenSlice(NANOS)));
        assertEquals(before, onAThread(() -> SchedAttr.shortenSlice(Long.MAX_VALUE)));
        assertEquals(2 * NANOS, onAThread(() -> {
            SchedAttr.shortenSlice(2 * NANOS);
            return SchedAttr.shortenSlice(3 * NANOS);
        }));
    }

    @Test
    void shorterThanTheShortestIsTheShortest() throws Exception {
        assumeTrue(onAThread(() -> SchedAttr.shortenSlice(Long.MAX_VALUE)) > NANOS);
        assertTrue(onAThread(() -> SchedAttr.shortenSlice(1)) > 1);
    }

    private static long onAThread(Callable<Long> call) throws Exception {
        FutureTask<Long> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        return task.get();
    }
}
