package nyanpong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import nyanpong.engine.FirewallWatch.Shortfall;
import org.junit.jupiter.api.Test;

/** What is dropped behind our back is noticed; what is not, never. */
class FirewallWatchTest {
    private static final long HALF_SECOND = 500_000_000L;

    private long taken;
    private long counted;
    private long nanos;
    private int askings;
    private final FirewallWatch watch = new FirewallWatch(
            () -> taken,
            () -> {
                askings++;
                return counted;
            },
            0);

    @Test
    void aPingEverySecondIsNoticedInEightSeconds() {
        for (int half = 1; half <= 16; half++) {
            taken += half % 2;
            Optional<Shortfall> found = look();
            if (found.isPresent()) {
                assertEquals(new Shortfall(3, 0), found.get());
                assertTrue(half >= 12, "after " + half + " half seconds: two windows of three");
                return;
            }
        }
        throw new AssertionError("not noticed");
    }

    @Test
    void aRuleThatComesInTheMidstOfAFloodIsNoticed() {
        for (int i = 0; i < 20; i++) {
            come(50_000, 50_000);
            assertEquals(Optional.empty(), look());
        }
        int looks = 0;
        do {
            come(50_000, 0);
        } while (look().isEmpty() && ++looks < 40);
        assertTrue(looks <= 16, looks + " looks");
    }

    @Test
    void aRuleThatLetsAFewThroughIsNoticed() {
        int looks = 0;
        do {
            come(500, 5);
        } while (look().isEmpty() && ++looks < 20);
        assertTrue(looks <= 18, looks + " looks");
    }

    /** Whatever waits for whom, less than a look: nothing that passes is missed. */
    @Test
    void whatPassesIsNeverSuspected() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            long waiting = 0;
            for (int i = 0; i < 30; i++) {
                // What has been counted by the kernel since the last look, and all that had waited then, is taken now;
                // of the new some.
                int come = random.nextInt(4) == 0 ? random.nextInt(100_000) : random.nextInt(3);
                counted += come;
                taken += waiting;
                waiting = random.nextInt(come + 1);
                taken += come - waiting;
                assertEquals(Optional.empty(), look());
            }
            taken += waiting;
        }
    }

    @Test
    void aMomentaryDropIsForgiven() {
        for (int i = 0; i < 100; i++) {
            come(100, i % 8 == 0 ? 0 : 100);
            assertEquals(Optional.empty(), look(), "look " + i);
        }
    }

    /** What other interfaces were asked before anybody asked us says nothing of us. */
    @Test
    void whatOthersWereAskedBeforeIsNotOurs() {
        for (int i = 0; i < 1000; i++) {
            come(0, 10);
            assertEquals(Optional.empty(), look());
        }
        int looks = 0;
        do {
            come(5, 1);
        } while (look().isEmpty() && ++looks < 40);
        assertTrue(looks <= 26, looks + " looks");
    }

    @Test
    void whereNobodyAsksTheKernelIsNotAskedEither() {
        for (int i = 0; i < 1000; i++) {
            come(0, 10);
            look();
        }
        assertEquals(1, askings, "at its start");
        come(1, 1);
        look();
        assertEquals(2, askings);
        for (int i = 0; i < 1000; i++) {
            assertEquals(Optional.empty(), look());
        }
        assertEquals(2 + 19, askings, "for ten seconds more");
    }

    /** Others' speak for the rule once, and no longer. */
    @Test
    void aRuleThatCameWhileNobodyAskedIsNoticed() {
        for (int i = 0; i < 100; i++) {
            come(5, 5);
            look();
        }
        for (int i = 0; i < 1000; i++) {
            come(0, 3);
            assertEquals(Optional.empty(), look());
        }
        int looks = 0;
        do {
            come(looks % 2, 0);
        } while (look().isEmpty() && ++looks < 40);
        assertTrue(looks >= 12 && looks <= 24, looks + " looks");
    }

    /** Three a minute are noticed in two. */
    @Test
    void slowPingsAreNoticedToo() {
        int looks = 0;
        do {
            come(looks % 40 == 0 ? 1 : 0, 0);
        } while (look().isEmpty() && ++looks < 400);
        assertTrue(looks >= 200 && looks <= 245, looks + " looks");
    }

    @Test
    void aRuleThatLetsHalfThroughIsNot() {
        for (int i = 0; i < 100; i++) {
            come(100, 50);
            assertEquals(Optional.empty(), look());
        }
    }

    private void come(int ours, int passed) {
        taken += ours;
        counted += passed;
    }

    private Optional<Shortfall> look() {
        nanos += HALF_SECOND;
        return watch.look(nanos);
    }
}
