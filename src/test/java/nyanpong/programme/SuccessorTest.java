package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;

/** Sessions under the programme that comes after theirs. */
class SuccessorTest {
    private static final int SOURCE = 0xc0000201;
    private static final Playing CAT = new Playing(new Score("cat", new long[4000], 4000, Answer.REPLY));
    private static final Playing DOG = new Playing(new Score("dog", new long[4000], 4000, Answer.REPLY));

    private Programme programme = programme(plays(CAT));
    private final Pinger pinger = new Pinger(programme, Client.CISCO, SOURCE, 7, 1_000);

    @Test
    void aPictureThatIsStillPlayedGoesOn() {
        assertArrayEquals(new int[] {0, 1, 2}, pinger.run(0, 1, 2));
        // Another art, another rule before it that is not for this session, another rotation.
        succeed(plain(Answer.SILENCE, Prefix.ofIpv4(0xc6336400, 24)), plays(DOG, CAT));
        assertArrayEquals(new int[] {3, 4, 6}, pinger.run(3, 4, 6));
        assertSame(CAT.now(), pinger.last().score());
        assertFalse(pinger.last().isFirst());
    }

    @Test
    void oneThatIsNotBeginsTheNewOneWhereItIs() {
        pinger.run(0, 1, 2, 100);
        succeed(plays(DOG));
        assertEquals(0, pinger.ping(101));
        assertSame(DOG.now(), pinger.last().score());
        assertTrue(pinger.last().isFirst());
        assertArrayEquals(new int[] {1, 2}, pinger.run(102, 103));
    }

    @Test
    void aRuleThatNowComesFirstTakesASessionAway() {
        pinger.run(0, 1, 2);
        succeed(plain(Answer.SILENCE, Prefix.ofIpv4(SOURCE, 32)), plays(CAT));
        assertEquals(-1, pinger.ping(3));
        assertEquals(Answer.SILENCE, pinger.last().answer());
        succeed(plays(CAT));
        pinger.ping(4);
        assertSame(CAT.now(), pinger.last().score());
    }

    @Test
    void withoutAnyRuleItIsAPlainReply() {
        pinger.run(0, 1);
        succeed();
        pinger.ping(2);
        assertNull(pinger.last().score());
        assertEquals(Answer.REPLY, pinger.last().answer());
    }

    @Test
    void aSessionThatSleptThroughSeveralProgrammesGoesOn() {
        pinger.run(0, 1, 2);
        succeed(plays(DOG));
        succeed(plays(CAT));
        assertEquals(3, pinger.ping(3));
        assertSame(CAT.now(), pinger.last().score());
    }

    @Test
    void aRuleByPaceThatItWasHeldAgainstOnceIsNotAskedAgain() {
        Match fast = new Match.Builder().pace(40, 1e6).build();
        programme = programme(new Rule.Play(fast, List.of(DOG), Programmes.PER_SESSION, null), plays(CAT));
        Pinger slow = new Pinger(programme, Client.CISCO, SOURCE, 8, 1_000);
        slow.ping(0);
        slow.wait(1000).ping(1);
        Pinger quick = new Pinger(programme, Client.CISCO, SOURCE, 9, 1_000);
        quick.run(0, 1, 2);
        assertSame(DOG.now(), quick.last().score());
        programme = programme.successor(
                List.of(new Rule.Play(fast, List.of(DOG), Programmes.PER_SESSION, null), plays(CAT)));
        slow.of(programme).wait(1000);
        assertEquals(2, slow.ping(2));
        assertSame(CAT.now(), slow.last().score());
        assertEquals(3, quick.of(programme).ping(3));
        assertSame(DOG.now(), quick.last().score());
    }

    @Test
    void aRuleByPaceThatIsNewAsksItsPaceAnew() {
        pinger.run(0, 1, 2);
        Match fast = new Match.Builder().pace(40, 1e6).build();
        succeed(new Rule.Play(fast, List.of(DOG), Programmes.PER_SESSION, null), plays(CAT));
        assertArrayEquals(new int[] {0, 1}, pinger.run(50, 51));
        assertSame(DOG.now(), pinger.last().score());
    }

    @Test
    void whatIsDecidedPerRequestIsDecidedByTheNewRules() {
        pinger.run(1, 2);
        succeed(new Rule.Plain(Programmes.match(null, null, 5), Answer.SILENCE), plays(CAT));
        assertEquals(3, pinger.ping(3));
        pinger.ping(5);
        assertEquals(Answer.SILENCE, pinger.last().answer());
        succeed(plays(CAT));
        assertEquals(10, pinger.ping(10));
    }

    @Test
    void theRotationGoesOn() {
        programme = programme(plays(CAT, DOG));
        new Pinger(programme, Client.CISCO, SOURCE, 1, 1_000).ping(0);
        programme = programme.successor(List.of(plays(CAT, DOG)));
        Pinger second = new Pinger(programme, Client.CISCO, SOURCE, 2, 1_000);
        second.ping(0);
        assertSame(DOG.now(), second.last().score());
    }

    @Test
    void anArtWhoseTimeHasChangedGoesOnAsItBegan() {
        Playing clock = new Playing(new Score("12:00", new long[100], 100, Answer.REPLY));
        programme = programme(plays(clock));
        pinger.of(programme).run(0, 1);
        Score begun = clock.now();
        clock.replace(new Score("12:01", new long[100], 100, Answer.REPLY));
        succeed(plays(clock));
        assertEquals(2, pinger.ping(2));
        assertSame(begun, pinger.last().score());
    }

    @Test
    void whatSeveralMachinesDrawIsWhatTheNewRuleSays() {
        SipHash seed = new SipHash(1, 2);
        programme = programme(new Rule.Play(Match.ALL, List.of(CAT), Programmes.PER_SESSION, seed));
        pinger.of(programme).run(0, 1, 2);
        succeed(new Rule.Play(Match.ALL, List.of(DOG), Programmes.PER_SESSION, seed));
        assertEquals(3, pinger.ping(3));
        assertSame(DOG.now(), pinger.last().score());
    }

    @Test
    void idleSessionsLetGoOfOldPictures() {
        Sessions sessions = new Sessions(1024, new SipHash(1, 2), 0);
        int i = sessions.claim(99, 0);
        sessions.client(i, Client.CISCO);
        sessions.part(i, CAT.part());
        sweep(sessions, Sessions.IDLE_NANOS);
        assertSame(CAT, sessions.part(i).playing);
        long later = Sessions.IDLE_NANOS + 1;
        sweep(sessions, later);
        assertSame(Part.REPLY, sessions.part(i));
        assertEquals(-1, sessions.find(99, later));
    }

    private static void sweep(Sessions sessions, long nanos) {
        int places = sessions.size();
        while (places > 0) {
            places = sessions.forgetIdle(places, nanos);
        }
    }

    private void succeed(Rule... rules) {
        programme = programme.successor(List.of(rules));
        pinger.of(programme);
    }

    private static Programme programme(Rule... rules) {
        return Programmes.of(1024, rules);
    }

    private static Rule plays(Playing... playings) {
        return new Rule.Play(Match.ALL, List.of(playings), Programmes.PER_SESSION, null);
    }

    private static Rule plain(long answer, Prefix source) {
        return new Rule.Plain(Programmes.match(null, source, 0), answer);
    }
}
