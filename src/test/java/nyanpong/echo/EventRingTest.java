package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final Score SCORE = new Score("four", new long[4], 2, Answer.REPLY);

    private final Request r = Requests.at(Requests.v6(1, 2, 3, 4), 0, 56);

    @Test
    void givesBackWhatHappened() {
        EventRing ring = new EventRing(4, false);
        r.decide(SCORE, 3, true);
        ring.offer(r, Verdict.ERROR);
        r.decide(Answer.REPLY);
        ring.offer(r, Verdict.RATE_LIMITED);
        List<String> seen = new ArrayList<>();
        int drained = ring.drain(e -> {
            assertEquals(0x20010db800000000L, e.sourceHigh());
            assertEquals(1, e.sourceLow());
            assertEquals(0x20010db800000000L, e.destinationHigh());
            assertEquals(2, e.destinationLow());
            assertEquals(3, e.identifier());
            assertEquals(4, e.sequence());
            assertEquals(56, e.dataLength());
            if (seen.isEmpty()) {
                assertSame(SCORE, e.score());
            } else {
                assertNull(e.score());
            }
            seen.add(e.verdict() + " " + e.cell() + " " + e.isFirst());
        });
        assertEquals(2, drained);
        assertEquals(List.of("ERROR 3 true", "RATE_LIMITED -1 false"), seen);
        assertEquals(0, ring.drain(e -> seen.add("again")));
        assertEquals(2, seen.size());
    }

    @Test
    void losesAndCountsTheNewestWhenFull() {
        EventRing ring = new EventRing(4, false);
        r.decide(Answer.REPLY);
        for (int i = 0; i < 7; i++) {
            ring.offer(Requests.numbered(r, 1, i), Verdict.REPLY);
        }
        assertEquals(3, ring.lost());
        List<Integer> seen = new ArrayList<>();
        ring.drain(e -> seen.add(e.sequence()));
        assertEquals(List.of(0, 1, 2, 3), seen);
        ring.offer(Requests.numbered(r, 1, 7), Verdict.REPLY);
        ring.drain(e -> seen.add(e.sequence()));
        assertEquals(List.of(0, 1, 2, 3, 7), seen);
        assertEquals(3, ring.lost());
    }

    @Test
    void ofSessionsOnlyTheFirstRequestAndTheFramesLastCells() {
        EventRing ring = new EventRing(16, true);
        for (int cell = 0; cell < 4; cell++) {
            r.decide(SCORE, cell, cell == 0);
            ring.offer(r, Verdict.REPLY);
        }
        r.decide(Answer.REPLY);
        ring.offer(r, Verdict.REPLY);
        List<Integer> cells = new ArrayList<>();
        ring.drain(e -> cells.add(e.cell()));
        assertEquals(List.of(0, 1, 3), cells);
    }

    @Test
    void refusesACapacityThatIsNoPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new EventRing(0, false));
        assertThrows(IllegalArgumentException.class, () -> new EventRing(100, false));
    }

    /** Every event arrives whole and in order, or is counted as lost. */
    @Test
    void twoThreadsLoseNothingUncounted() throws InterruptedException {
        EventRing ring = new EventRing(64, false);
        int offers = 300_000;
        Thread packets = Thread.ofPlatform().start(() -> {
            Request mine = Requests.v4(1, 2, 0, 0);
            mine.decide(Answer.REPLY);
            for (int i = 0; i < offers; i++) {
                ring.offer(Requests.numbered(mine, i >>> 16, i & 0xffff), Verdict.REPLY);
            }
        });
        int[] last = {-1};
        long drained = 0;
        while (packets.isAlive()) {
            drained += drainInOrder(ring, last);
        }
        packets.join();
        drained += drainInOrder(ring, last);
        assertEquals(offers, drained + ring.lost());
        assertTrue(drained > 0);
    }

    private static int drainInOrder(EventRing ring, int[] last) {
        return ring.drain(e -> {
            int number = e.identifier() << 16 | e.sequence();
            assertTrue(number > last[0], () -> number + " after " + last[0]);
            last[0] = number;
        });
    }
}
