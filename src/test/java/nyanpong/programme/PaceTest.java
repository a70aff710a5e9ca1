package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Set;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for fast clients: nothing but the second request tells how fast one is. */
class PaceTest {
    private static final int LONG = 100_000;
    private static final Score SLOW = score("slow", Answer.REPLY);
    private static final Score FLOOD = score("flood", Answer.SILENCE);
    private static final Score BARS = score("bars", Answer.REPLY);

    private static final Rule FAST_RULE = Programmes.plays(atLeast(5).build(), FLOOD);
    private static final Rule SLOW_RULE = Programmes.plays(Match.ALL, SLOW);
    private static final Rule FIFTHS =
            new Rule.Plain(new Match.Builder().sequenceMultipleOf(5).build(), Answer.SILENCE);

    private final Pinger pinger = pinger(Client.IPUTILS, FAST_RULE, SLOW_RULE);

    @Test
    void oneASecondKeepsTheFirstRulesPicture() {
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, pinger.ping(1 + i));
            assertSame(SLOW, pinger.last().score());
            // A burst later on changes nothing.
            pinger.wait(i < 10 ? 1000 : 1);
        }
    }

    /** The first one's reply has wiped its cell away: what the client shows first is the second one's. */
    @Test
    void aHundredASecondGoesToThePacesRuleFromItsSecondRequestOn() {
        assertEquals(0, pinger.ping(1));
        assertSame(SLOW, pinger.last().score());
        for (int i = 0; i < 70_000; i++) {
            assertEquals(i, pinger.wait(10).ping(2 + i));
            assertSame(FLOOD, pinger.last().score());
        }
    }

    /** The log tells of both. */
    @Test
    void eachOfTheTwoPicturesBeginsOnce() {
        for (int i = 0; i < 10; i++) {
            pinger.wait(10).ping(1 + i);
            assertEquals(i < 2, pinger.last().isFirst(), "request " + i);
        }
        Pinger slow = pinger(Client.IPUTILS, FAST_RULE, SLOW_RULE);
        for (int i = 0; i < 10; i++) {
            slow.wait(1000).ping(1 + i);
            assertEquals(i == 0, slow.last().isFirst(), "request " + i);
        }
    }

    @Test
    void theFirstRequestAgainOrAnEarlierOneMovesNothing() {
        pinger.run(1, 2);
        assertArrayEquals(cells(LONG - 1, 1, LONG - 2, 2), pinger.run(1, 3, 0, 4));
        assertSame(FLOOD, pinger.last().score());
    }

    @Test
    void aRepeatOfTheFirstTellsNoPace() {
        pinger.ping(1);
        assertEquals(0, pinger.wait(1).ping(1));
        assertSame(SLOW, pinger.last().score());
        assertEquals(1, pinger.wait(999).ping(2));
        assertSame(SLOW, pinger.last().score());
    }

    @Test
    void twoInTheSameInstantAreFast() {
        pinger.ping(1);
        assertEquals(0, pinger.ping(2));
        assertSame(FLOOD, pinger.last().score());
    }

    @Test
    void aLostSecondRequestIsReckonedWith() {
        pinger.ping(1);
        assertEquals(1, pinger.wait(20).ping(3));
        assertSame(FLOOD, pinger.last().score());
        Pinger slow = pinger(Client.IPUTILS, FAST_RULE, SLOW_RULE);
        slow.ping(1);
        assertEquals(2, slow.wait(2000).ping(3));
        assertSame(SLOW, slow.last().score());
    }

    /** Number 1 was lost, so its cell is what the client shows first. */
    @Test
    void aLostFirstRequestIsReckonedWith() {
        pinger.ping(2);
        assertEquals(1, pinger.wait(10).ping(3));
        assertSame(FLOOD, pinger.last().score());
    }

    @Test
    void thePaceIsThatOfTheFirstTwoInclusively() {
        assertSame(FLOOD, afterSecond(200, FAST_RULE, SLOW_RULE).last().score());
        assertSame(SLOW, afterSecond(201, FAST_RULE, SLOW_RULE).last().score());
        Rule slowly = Programmes.plays(new Match.Builder().pace(0, 2).build(), BARS);
        assertSame(BARS, afterSecond(500, slowly, SLOW_RULE).last().score());
        assertSame(SLOW, afterSecond(499, slowly, SLOW_RULE).last().score());
    }

    @Test
    void theFirstOfSeveralPacesWins() {
        Rule faster = Programmes.plays(atLeast(50).build(), BARS);
        assertSame(BARS, afterSecond(10, faster, FAST_RULE, SLOW_RULE).last().score());
        assertSame(FLOOD, afterSecond(100, faster, FAST_RULE, SLOW_RULE).last().score());
        assertSame(SLOW, afterSecond(1000, faster, FAST_RULE, SLOW_RULE).last().score());
        assertSame(FLOOD, afterSecond(10, FAST_RULE, faster, SLOW_RULE).last().score());
    }

    @Test
    void aRuleBeforeThePaceWins() {
        assertSame(SLOW, afterSecond(10, SLOW_RULE, FAST_RULE).last().score());
    }

    @Test
    void thePacesOtherConditionsHoldToo() {
        Rule cisco = Programmes.plays(atLeast(5).clients(Set.of(Client.CISCO)).build(), FLOOD);
        assertSame(SLOW, afterSecond(10, cisco, SLOW_RULE).last().score());
    }

    @Test
    void withoutAnotherRuleTheFirstRequestIsRepliedTo() {
        Pinger alone = pinger(Client.IPUTILS, FAST_RULE);
        assertEquals(-1, alone.ping(1));
        assertEquals(Answer.REPLY, alone.last().answer());
        assertEquals(0, alone.wait(10).ping(2));
        Pinger slow = afterSecond(1000, FAST_RULE);
        assertNull(slow.last().score());
        assertEquals(Answer.REPLY, slow.last().answer());
    }

    /** Where the first was answered by silence too, its cell is there; and a reply is seen where a reply is paper. */
    @Test
    void thePictureBeginsAtTheFirstRequestWhereItsCellIsSeen() {
        Rule silence = new Rule.Plain(Match.ALL, Answer.SILENCE);
        assertEquals(1, afterSecond(10, FAST_RULE, silence).last().cell());
        Rule other = Programmes.plays(Match.ALL, score("other flood", Answer.SILENCE));
        assertEquals(1, afterSecond(10, FAST_RULE, other).last().cell());
        Rule bars = Programmes.plays(atLeast(5).build(), BARS);
        assertEquals(1, afterSecond(10, bars, SLOW_RULE).last().cell());
    }

    @Test
    void aPlainAnswerMayGoByPace() {
        Rule plain = new Rule.Plain(atLeast(5).build(), Answer.TIME_EXCEEDED);
        assertEquals(
                Answer.TIME_EXCEEDED, afterSecond(10, plain, SLOW_RULE).last().answer());
        assertNull(afterSecond(10, plain, SLOW_RULE).last().score());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void aRulePerRequestBeforeThePaceHoldsAtAnyPace(int millis) {
        Pinger every = pinger(Client.IPUTILS, FIFTHS, FAST_RULE, SLOW_RULE);
        for (int i = 1; i < 100; i++) {
            every.wait(millis).ping(i);
            assertEquals(i % 5 == 0, every.last().score() == null, "" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void oneBehindThePaceHoldsForTheOthers(int millis) {
        Pinger every = pinger(Client.IPUTILS, FAST_RULE, FIFTHS, SLOW_RULE);
        for (int i = 1; i < 100; i++) {
            every.wait(millis).ping(i);
            assertEquals(millis == 1000 && i % 5 == 0, every.last().score() == null, "" + i);
        }
    }

    /** It was number 0, which no reply has wiped away. */
    @Test
    void aRulePerRequestMayHaveSilencedTheFirst() {
        Pinger inetutils = pinger(Client.INETUTILS, FIFTHS, FAST_RULE, SLOW_RULE);
        inetutils.ping(0);
        assertEquals(Answer.SILENCE, inetutils.last().answer());
        assertEquals(1, inetutils.wait(10).ping(1));
        assertSame(FLOOD, inetutils.last().score());
    }

    /** One counter for a hundred hosts, each of which is pinged once a second. */
    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"FPING", "MTR", "NPING", "DOTNET"})
    void whereNumbersSkipThePaceIsThatOfArrivals(Client client) {
        int first = Math.max(0, client.firstSequence());
        int step = client == Client.DOTNET ? 0 : 100;
        Pinger slow = pinger(client, FAST_RULE, SLOW_RULE);
        slow.ping(first);
        slow.wait(1000).ping(first + step);
        assertSame(SLOW, slow.last().score());
        Pinger fast = pinger(client, FAST_RULE, SLOW_RULE);
        fast.ping(first);
        fast.wait(10).ping(first + step);
        assertSame(FLOOD, fast.last().score());
    }

    private static Match.Builder atLeast(int perSecond) {
        return new Match.Builder().pace(perSecond, Double.POSITIVE_INFINITY);
    }

    private static Pinger afterSecond(int millis, Rule... rules) {
        Pinger pinger = pinger(Client.IPUTILS, rules);
        pinger.ping(1);
        pinger.wait(millis).ping(2);
        return pinger;
    }

    private static Pinger pinger(Client client, Rule... rules) {
        return new Pinger(Programmes.of(64, rules), client, 1, 1, 0);
    }

    private static Score score(String title, long paper) {
        return new Score(title, new long[LONG], LONG, paper);
    }

    private static int[] cells(int... cells) {
        return cells;
    }
}
