package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of sessions: of fixed size, and whom it gives up. */
class SessionsTest {
    private static final long SECOND = 1_000_000_000L;
    /** Without a second bucket every session is another's neighbour. */
    private static final int ONE_BUCKET = 8;

    private final Sessions sessions = new Sessions(ONE_BUCKET, new SipHash(1, 2), 0);

    @ParameterizedTest
    @CsvSource({"1, 8", "8, 8", "9, 16", "1000, 1024", "65536, 65536", "65537, 131072"})
    void theCapacityIsRoundedUpToAPowerOfTwo(int wanted, int size) {
        assertEquals(size, new Sessions(wanted, new SipHash(1, 2), 0).size());
    }

    @Test
    void everyBucketIsUsed() {
        Sessions many = new Sessions(1024, new SipHash(1, 2), 0);
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            places.add(many.claim(many.tag(0, i, 0, 0, 0), i));
        }
        assertEquals(1024, places.size());
    }

    @Test
    void everyPartOfASessionTellsItFromOthers() {
        long tag = sessions.tag(1, 2, 3, 4, 5);
        assertEquals(tag, sessions.tag(1, 2, 3, 4, 5));
        assertNotEquals(tag, sessions.tag(0, 2, 3, 4, 5));
        assertNotEquals(tag, sessions.tag(1, 0, 3, 4, 5));
        assertNotEquals(tag, sessions.tag(1, 2, 0, 4, 5));
        assertNotEquals(tag, sessions.tag(1, 2, 3, 0, 5));
        assertNotEquals(tag, sessions.tag(1, 2, 3, 4, 0));
        assertNotEquals(tag, new Sessions(8, new SipHash(1, 3), 0).tag(1, 2, 3, 4, 5));
    }

    @Test
    void aFreePlaceIsTakenFirst() {
        Set<Integer> places = new HashSet<>();
        for (int i = 1; i <= ONE_BUCKET; i++) {
            places.add(place(i, i, false));
        }
        assertEquals(ONE_BUCKET, places.size());
    }

    @Test
    void theSameSessionKeepsItsPlaceEvenWhenIdle() {
        int place = place(1, 0, true);
        assertEquals(place, sessions.find(1, Sessions.IDLE_NANOS));
        assertEquals(-1, sessions.find(1, Sessions.IDLE_NANOS + 1));
        assertEquals(place, sessions.claim(1, Sessions.IDLE_NANOS + 1));
    }

    @Test
    void theIdleGiveWayFirst() {
        fill(true, 100 * SECOND);
        int single = place(3, 100 * SECOND, false);
        int idle = place(5, 69 * SECOND, true);
        assertEquals(idle, sessions.claim(99, 100 * SECOND));
        sessions.seenNanos(idle, 100 * SECOND);
        sessions.set(idle, Sessions.ESTABLISHED, true);
        assertEquals(single, sessions.claim(100, 100 * SECOND));
    }

    @Test
    void amongTheEstablishedTheOneSilentLongestGivesWay() {
        fill(true, 100 * SECOND);
        int longest = place(6, 80 * SECOND, true);
        place(2, 81 * SECOND, true);
        assertEquals(longest, sessions.claim(99, 100 * SECOND));
    }

    /** nanoTime may be negative, and may pass from the greatest number to the least. */
    @Test
    void timeMayWrap() {
        long start = Long.MAX_VALUE - SECOND;
        fill(true, start + 2 * SECOND);
        int oldest = place(4, start, true);
        assertEquals(oldest, sessions.find(4, start + 20 * SECOND));
        assertEquals(oldest, sessions.claim(99, start + 3 * SECOND));
    }

    @Test
    void anEvictedDrawingBeginsAgainAndStaysWithItsRule() {
        Score score = Programmes.score("some", 100);
        Programme programme =
                Programmes.of(ONE_BUCKET, Programmes.plays(Programmes.match(Client.UNKNOWN, null, 0), score));
        Pinger victim = new Pinger(programme, Client.UNKNOWN, 1, 1, 0);
        victim.run(100, 101, 102);
        for (int i = 0; i < ONE_BUCKET; i++) {
            new Pinger(programme, Client.CISCO, 2 + i, 1, SECOND).run(0, 1);
        }
        int cell = victim.wait(1000).ping(103);
        assertEquals(0, cell % 4, "from the beginning of a frame");
        assertSame(score, victim.last().score());
        assertTrue(victim.last().isFirst());
        assertEquals(cell + 1, victim.ping(104));
    }

    private void fill(boolean established, long seenNanos) {
        for (int i = 1; i <= ONE_BUCKET; i++) {
            place(i, seenNanos, established);
        }
    }

    private int place(long tag, long seenNanos, boolean established) {
        int i = sessions.claim(tag, seenNanos);
        sessions.seenNanos(i, seenNanos);
        sessions.set(i, Sessions.ESTABLISHED, established);
        sessions.client(i, Client.UNKNOWN);
        return i;
    }
}
