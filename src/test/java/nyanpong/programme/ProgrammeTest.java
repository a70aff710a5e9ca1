package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nyanpong.echo.Request;
import nyanpong.echo.Requests;
import nyanpong.score.Answer;
import nyanpong.score.Drawing;
import nyanpong.score.Score;
import nyanpong.support.Host;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;

/** Which rule a session falls under, and what each of its requests gets by it. */
class ProgrammeTest {
    private static final Score ONE = Programmes.score("one", 1);
    private static final Score TWO = Programmes.score("two", 2);
    private static final Score THREE = Programmes.score("three", 3);

    @Test
    void withoutARuleEverythingIsAPlainReply() {
        Pinger pinger = new Pinger(Programmes.of(8), Client.CISCO, 1, 1, 0);
        for (int i = 0; i < 3; i++) {
            assertEquals(-1, pinger.ping(i));
            assertEquals(Answer.REPLY, pinger.last().answer());
            assertNull(pinger.last().score());
            assertFalse(pinger.last().isFirst());
        }
    }

    @Test
    void theFirstRuleThatMatchesWins() {
        Programme programme = Programmes.of(
                64,
                plain(Programmes.match(null, prefix("203.0.113.0", 24), 0), Answer.REPLY),
                plain(Programmes.match(null, prefix("203.0.0.0", 16), 0), Answer.SILENCE),
                plain(Programmes.match(Client.IPUTILS, null, 0), Answer.TIME_EXCEEDED),
                play(ONE),
                plain(Match.ALL, Answer.SILENCE));
        assertEquals(Answer.REPLY, answer(programme, Client.IPUTILS, "203.0.113.9"));
        assertEquals(Answer.SILENCE, answer(programme, Client.IPUTILS, "203.0.114.9"));
        assertEquals(Answer.TIME_EXCEEDED, answer(programme, Client.IPUTILS, "203.1.0.9"));
        Pinger drawn = new Pinger(programme, Client.CISCO, 1, 1, 0);
        drawn.ping(0);
        assertSame(ONE, drawn.last().score());
        assertTrue(drawn.last().isFirst());
    }

    /** Of 56 octets FreeBSD dumps three whole rows that can be drawn on, macOS two. */
    @Test
    void aDrawingGoesOnWhereTheClientsDumpEnded() {
        Score rows =
                new Score("rows", new long[12], 12, Answer.REPLY).withDrawing(new Drawing(new byte[12 * 16], 16, 8));
        Programme programme = Programmes.of(8, play(rows));
        assertArrayEquals(new int[] {0, 3, 6, 9, 0}, new Pinger(programme, Client.FREEBSD, 1, 1, 0).run(0, 1, 2, 3, 4));
        assertArrayEquals(new int[] {0, 2, 4, 6, 8}, new Pinger(programme, Client.MACOS, 2, 1, 0).run(0, 1, 2, 3, 4));
    }

    /** A session's rule is that of its first request, whatever the next ones carry. */
    @Test
    void aSessionStaysWithItsRule() {
        Programme programme = Programmes.of(
                64,
                plain(Programmes.match(Client.CISCO, null, 0), Answer.SILENCE),
                plain(Match.ALL, Answer.TIME_EXCEEDED));
        new Pinger(programme, Client.CISCO, 1, 1, 0).ping(0);
        Pinger sameSession = new Pinger(programme, Client.IPUTILS, 1, 1, 0);
        sameSession.ping(1);
        assertEquals(Answer.SILENCE, sameSession.last().answer());
    }

    /** ::/0 is what a configuration means by all of IPv6; IPv4 addresses are mapped into it only in here. */
    @Test
    void anIpv6SourceIsNoIpv4Client() {
        Programme programme = Programmes.of(64, plain(Programmes.match(null, prefix("::", 0), 0), Answer.SILENCE));
        assertEquals(Answer.REPLY, answer(programme, Client.CISCO, "203.0.113.9"));
        Request six = Requests.v6(1, 2, 1, 1);
        direct(programme, six);
        assertEquals(Answer.SILENCE, six.answer());
        Programme four = Programmes.of(64, plain(Programmes.match(null, prefix("0.0.0.0", 0), 0), Answer.SILENCE));
        assertEquals(Answer.SILENCE, answer(four, Client.CISCO, "203.0.113.9"));
        direct(four, six);
        assertEquals(Answer.REPLY, six.answer());
    }

    /** The experiment that all this began with: every fifth request unanswered, 0 among them. */
    @Test
    void multiplesOfTheSequenceNumberAreDecidedPerRequest() {
        Programme programme = Programmes.of(
                64, plain(Programmes.match(null, null, 5), Answer.SILENCE), play(Programmes.score("long", 100)));
        Pinger pinger = new Pinger(programme, Client.CISCO, 1, 1, 0);
        for (int i = 0; i < 70_000; i++) {
            int cell = pinger.wait(1).ping(i);
            if ((i & 0xffff) % 5 == 0) {
                assertEquals(Answer.SILENCE, pinger.last().answer());
                assertNull(pinger.last().score());
            } else {
                assertEquals(i % 400, cell);
                // Number 0, which opened the session, was not drawn: the log would never hear of it.
                assertEquals(i == 1, pinger.last().isFirst());
            }
        }
    }

    @Test
    void perRequestRulesHoldOnlyBeforeTheSessionsRuleAndWithTheirOtherConditions() {
        Programme programme = Programmes.of(
                64,
                plain(Programmes.match(Client.IPUTILS, null, 2), Answer.TIME_EXCEEDED),
                plain(Programmes.match(null, prefix("203.0.113.0", 24), 3), Answer.SILENCE),
                plain(Programmes.match(Client.CISCO, null, 0), Answer.REPLY),
                plain(Programmes.match(null, null, 1), Answer.UNREACHABLE));
        long r = Answer.REPLY;
        long s = Answer.SILENCE;
        long t = Answer.TIME_EXCEEDED;
        long u = Answer.UNREACHABLE;
        assertEquals(List.of(s, r, r, s, r, r, s), answers(programme, Client.CISCO, "203.0.113.9", 7));
        assertEquals(List.of(r, r, r, r), answers(programme, Client.CISCO, "203.0.114.9", 4));
        assertEquals(List.of(t, u, t, s, t, u, t), answers(programme, Client.IPUTILS, "203.0.113.9", 7));
        assertEquals(List.of(u, u, u, u), answers(programme, Client.UNKNOWN, "203.0.114.9", 4));
    }

    @Test
    void asManyPerRequestRulesAsBits() {
        List<Rule> rules = new ArrayList<>(
                Collections.nCopies(31, plain(Programmes.match(Client.IPUTILS, null, 1), Answer.SILENCE)));
        rules.add(plain(Programmes.match(null, null, 2), Answer.SILENCE));
        Programme programme = new Programme(rules, 8, 1, 2);
        assertEquals(
                List.of(Answer.SILENCE, Answer.REPLY, Answer.SILENCE),
                answers(programme, Client.CISCO, "192.0.2.9", 3));
        rules.add(plain(Programmes.match(null, null, 2), Answer.SILENCE));
        assertThrows(IllegalArgumentException.class, () -> new Programme(rules, 8, 1, 2));
    }

    @Test
    void sessionsTakeTheArtsInTurnAndTheirFramesTimeAfterTime() {
        Programme programme = Programmes.playing(Programmes.PER_SESSION, ONE, TWO, THREE);
        List<String> seen = new ArrayList<>();
        for (int session = 0; session < 12; session++) {
            Pinger pinger = new Pinger(programme, Client.CISCO, 1, session, 0);
            int cell = pinger.ping(0);
            seen.add(pinger.last().score().title() + cell);
        }
        assertEquals(
                List.of(
                        "one0", "two0", "three0", "one0", "two4", "three4", "one0", "two0", "three8", "one0", "two4",
                        "three0"),
                seen);
    }

    @Test
    void aDrawingGoesOnFromItsFrameToTheNextAndRound() {
        Programme programme = Programmes.playing(Programmes.PER_SESSION, THREE);
        new Pinger(programme, Client.CISCO, 1, 1, 0).ping(0);
        Pinger second = new Pinger(programme, Client.CISCO, 1, 2, 0);
        for (int i = 0; i < 40; i++) {
            assertEquals((4 + i) % 12, second.ping(i));
        }
    }

    @Test
    void eachRuleCountsItsOwnSessions() {
        Programme programme = Programmes.of(
                64,
                Programmes.plays(Programmes.match(Client.CISCO, null, 0), ONE, TWO),
                Programmes.plays(Match.ALL, ONE, TWO));
        Pinger cisco = new Pinger(programme, Client.CISCO, 1, 1, 0);
        Pinger iputils = new Pinger(programme, Client.IPUTILS, 1, 2, 0);
        Pinger again = new Pinger(programme, Client.CISCO, 1, 3, 0);
        cisco.ping(0);
        iputils.ping(1);
        again.ping(0);
        assertSame(ONE, cisco.last().score());
        assertSame(ONE, iputils.last().score());
        assertSame(TWO, again.last().score());
    }

    @Test
    void aPlayingRuleHasScoresAndWholeSessions() {
        assertThrows(IllegalArgumentException.class, () -> Programmes.plays(Match.ALL));
        Match perRequest = Programmes.match(null, null, 5);
        assertThrows(IllegalArgumentException.class, () -> Programmes.plays(perRequest, ONE));
    }

    private static Rule plain(Match match, long answer) {
        return new Rule.Plain(match, answer);
    }

    private static Rule play(Score score) {
        return Programmes.plays(Match.ALL, score);
    }

    private static Prefix prefix(String address, int length) {
        return Prefix.of(Host.address(address), length);
    }

    private static long answer(Programme programme, Client client, String source) {
        return answers(programme, client, source, 1).getFirst();
    }

    private static List<Long> answers(Programme programme, Client client, String source, int requests) {
        int address = new BigInteger(Host.address(source)).intValue();
        Pinger pinger = new Pinger(programme, client, address, client.ordinal(), 0);
        List<Long> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            pinger.ping(i);
            answers.add(pinger.last().answer());
        }
        return answers;
    }

    private static void direct(Programme programme, Request r) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocate(8);
            programme.direct(p, r, 0);
        }
    }
}
