package nyanpong.engine.neighbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nyanpong.engine.neighbour.Tenancy.Act;
import nyanpong.engine.neighbour.Tenancy.State;
import org.junit.jupiter.api.Test;

/** Against a clock of its own: nobody waits. */
class TenancyTest {
    private static final long SECOND = 1_000_000_000;
    /** Near where System.nanoTime may overflow. */
    private static final long BEGIN = Math.subtractExact(Long.MAX_VALUE, SECOND);

    private record Done(Act act, long at) {}

    /** RFC 5227 section 2.1.1 and 2.3: what is done when, for a thousand throws of the dice. */
    @Test
    void probesThreeTimesWaitsAndAnnouncesTwice() {
        for (int seed = 0; seed < 1_000; seed++) {
            Tenancy t = tenancy(Timing.ARP, seed);
            List<Done> done = run(t);
            assertEquals(
                    List.of(Act.PROBE, Act.PROBE, Act.PROBE, Act.ANNOUNCE, Act.ANNOUNCE),
                    done.stream().map(Done::act).toList());
            assertBetween(0, SECOND, done.get(0).at);
            assertBetween(SECOND, 2 * SECOND, done.get(1).at - done.get(0).at);
            assertBetween(SECOND, 2 * SECOND, done.get(2).at - done.get(1).at);
            assertEquals(2 * SECOND, done.get(3).at - done.get(2).at);
            assertEquals(2 * SECOND, done.get(4).at - done.get(3).at);
            assertEquals(State.HELD, t.state());
            assertFalse(t.isWaiting());
        }
    }

    /** RFC 4862 section 5.4.2 and 5.1. */
    @Test
    void asksOnceForASecondInIpv6() {
        List<Done> done = run(tenancy(Timing.NDP, 1));
        assertEquals(
                List.of(new Done(Act.PROBE, 0), new Done(Act.ANNOUNCE, SECOND), new Done(Act.ANNOUNCE, 3 * SECOND)),
                done);
    }

    @Test
    void isNotHeldBeforeTheWaitIsOver() {
        Tenancy t = tenancy(Timing.NDP, 1);
        assertEquals(Act.PROBE, t.act(BEGIN));
        assertEquals(Act.NOTHING, t.act(BEGIN + SECOND - 1));
        assertEquals(State.PROBING, t.state());
        assertEquals(Act.ANNOUNCE, t.act(BEGIN + SECOND));
        assertEquals(State.HELD, t.state());
    }

    @Test
    void aConflictBeforeUseIsTheEnd() {
        Tenancy t = tenancy(Timing.ARP, 1);
        t.act(t.due());
        assertEquals(Act.NOTHING, t.conflict(BEGIN + 2 * SECOND));
        assertEquals(State.LOST, t.state());
        assertEquals(Act.NOTHING, t.act(BEGIN + 100 * SECOND));
    }

    /** RFC 5227 section 2.4(b). */
    @Test
    void isDefendedOnceInTenSeconds() {
        Tenancy t = tenancy(Timing.ARP, 1);
        run(t);
        long now = BEGIN + 100 * SECOND;
        for (int i = 0; i < 5; i++) {
            assertEquals(Act.ANNOUNCE, t.conflict(now));
            assertEquals(State.HELD, t.state());
            now += 10 * SECOND;
        }
        assertEquals(Act.ANNOUNCE, t.conflict(now));
        assertEquals(Act.NOTHING, t.conflict(now + 10 * SECOND - 1));
        assertEquals(State.LOST, t.state());
        assertEquals(Act.NOTHING, t.conflict(now + 11 * SECOND));
        assertEquals(State.LOST, t.state());
    }

    @Test
    void anAllowanceHoldsASecondsWorth() {
        Allowance allowance = new Allowance(10, BEGIN);
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += allowance.take(BEGIN) ? 1 : 0;
        }
        assertEquals(10, taken);
        for (int tick = 1; tick <= 100; tick++) { // ten seconds
            taken += allowance.take(BEGIN + tick * SECOND / 10) ? 1 : 0;
        }
        assertEquals(110, taken);
        long later = BEGIN + 1_000 * SECOND;
        taken = 0;
        while (allowance.take(later)) {
            taken++;
        }
        assertEquals(10, taken);
    }

    private static Tenancy tenancy(Timing timing, int seed) {
        return new Tenancy(0, 0xffffc0000201L, timing, new SplittableRandom(seed), BEGIN);
    }

    /** Lets it act whenever it says; the times are from its beginning. */
    private static List<Done> run(Tenancy t) {
        List<Done> done = new ArrayList<>();
        while (t.isWaiting()) {
            long now = t.due();
            assertEquals(Act.NOTHING, t.act(now - 1));
            done.add(new Done(t.act(now), now - BEGIN));
        }
        return done;
    }

    private static void assertBetween(long least, long most, long value) {
        assertTrue(value >= least && value <= most, value + " ns");
    }
}
