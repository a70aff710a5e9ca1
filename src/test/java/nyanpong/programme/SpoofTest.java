package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** DESIGN: a flood of made-up sources takes no memory, nor the place of who is drawing. */
class SpoofTest {
    private static final int SESSIONS = 16_000_000;
    private static final int BETWEEN = 16_000;
    private static final int CELLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void sixteenMillionSpoofedSessionsChangeNeitherMemoryNorAnHonestPicture() {
        Programme programme =
                Programmes.of(65_536, Programmes.plays(Match.ALL, new Score("honest", new long[CELLS], CELLS, 0)));
        Pinger honest = new Pinger(programme, Client.CISCO, 1, 1, 0);
        Pinger spoofer = new Pinger(programme, Client.IPUTILS, 2, 1, 0);
        int cell = 0;
        assertEquals(cell++, honest.ping(0));
        assertEquals(cell++, honest.wait(1).ping(1));
        // Until everything is linked, and compiled as it will be.
        flood(spoofer, SESSIONS, 10 * BETWEEN);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int spoofed = 0; spoofed < SESSIONS; spoofed += BETWEEN) {
            flood(spoofer, spoofed, BETWEEN);
            int is = honest.wait(16).ping(cell);
            if (is != cell++ || honest.last().isFirst()) {
                throw new AssertionError("request " + (cell - 1) + " is cell " + is);
            }
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        // Some by the compiler, whoever is asked first; an object a request would be 256 million.
        assertTrue(allocated < 4096, allocated + " bytes");
        assertEquals(SESSIONS / BETWEEN + 2, cell);
    }

    /** Sixteen identifiers a source, a microsecond apart. */
    private static void flood(Pinger spoofer, int from, int sessions) {
        for (int i = from; i < from + sessions; i++) {
            spoofer.source(0x0a000000 + (i >> 4)).identifier(i & 15).ping(1);
            if (i % 1000 == 0) {
                spoofer.wait(1);
            }
        }
    }
}
