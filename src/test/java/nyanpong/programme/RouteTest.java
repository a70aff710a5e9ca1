package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.echo.Request;
import nyanpong.echo.Requests;
import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;

/** Rows are hops, told by a request's life; columns are rounds, told by the requests that reach the first hop alone. */
class RouteTest {
    private static final int COLUMNS = 10;
    private static final int HOPS = 3;
    private static final int HOPS6 = 5;
    /** As many for both: a row a hop of the longer way, and one for the destination. */
    private static final int ROWS = 1 + HOPS6;

    private static final Score ROUTE = new Score("route", answers(HOPS), COLUMNS * ROWS, Answer.SILENCE)
            .withIpv6(answers(HOPS6))
            .withHops(new Hops(new long[HOPS], new long[HOPS6], new long[HOPS6]));

    private final Pinger mtr = new Pinger(playing(), Client.MTR, 1, 1, 0);
    private int sequence = 33_000;

    @Test
    void theHopIsTheTimeToLive() {
        for (int ttl = 1; ttl <= ROWS; ttl++) {
            assertEquals(ttl - 1, ping(ttl));
            assertEquals(ttl <= HOPS ? ttl : 0, Answer.hop(mtr.last().answer()));
            assertEquals(
                    ttl <= HOPS ? Answer.KIND_ERROR : Answer.KIND_REPLY,
                    Answer.kind(mtr.last().answer()));
        }
        for (int ttl : new int[] {ROWS + 1, 64, 255}) {
            assertEquals(ROWS - 1, ping(ttl), "beyond the destination");
        }
    }

    @Test
    void aColumnIsARound() {
        for (int round = 0; round < 3 * COLUMNS; round++) {
            for (int ttl = 1; ttl <= HOPS + 1; ttl++) {
                assertEquals(round % COLUMNS * ROWS + ttl - 1, ping(ttl));
            }
        }
    }

    /** mtr does not know at first how far it is: its first round goes beyond, and its numbers are no columns. */
    @Test
    void aFirstRoundMayGoTooFar() {
        for (int ttl = 1; ttl <= ROWS + 4; ttl++) {
            ping(ttl);
        }
        assertEquals(ROWS, ping(1));
        assertEquals(ROWS + 1, ping(2));
    }

    @Test
    void aLostRequestIsOneWrongCell() {
        ping(1);
        assertEquals(2, ping(3));
        assertEquals(ROWS, ping(1));
        assertEquals(ROWS + 1, ping(2));
    }

    /** Met under way, or its first request lost: the round under way is the first. */
    @Test
    void aSessionMayBeginAtAnyHop() {
        assertEquals(2, ping(3));
        assertEquals(3, ping(4));
        assertEquals(0, ping(1));
        assertEquals(ROWS, ping(1));
    }

    @Test
    void ipv6HasAWayOfItsOwn() {
        Programme programme = playing();
        Request r = Requests.v6(1, 2, 7, 33_000);
        for (int hop = 1; hop <= HOPS6 + 1; hop++) {
            direct(programme, Requests.ttl(r, hop));
            assertEquals(hop - 1, r.cell());
            assertEquals(hop <= HOPS6 ? hop : 0, Answer.hop(r.answer()));
        }
    }

    /** mtr waits for an answer that is late; traceroute takes it for the next hop's. */
    @Test
    void tracerouteIsAnsweredAtOnce() {
        Pinger traceroute = new Pinger(playing(), Client.TRACEROUTE, 2, 1, 0);
        for (int ttl = 1; ttl <= ROWS; ttl++) {
            ping(ttl);
            traceroute.ttl(ttl).wait(1).ping(ttl);
            assertSame(ROUTE, traceroute.last().score());
            assertEquals(100, Answer.delayMillis(mtr.last().answer()));
            assertEquals(Answer.prompt(mtr.last().answer()), traceroute.last().answer());
        }
    }

    private int ping(int ttl) {
        return mtr.ttl(ttl).wait(100).ping(sequence++);
    }

    private static Programme playing() {
        return Programmes.of(64, Programmes.plays(Match.ALL, ROUTE));
    }

    private static long[] answers(int hops) {
        long[] answers = new long[COLUMNS * ROWS];
        for (int cell = 0; cell < answers.length; cell++) {
            int hop = cell % ROWS + 1;
            answers[cell] = Answer.late(hop <= hops ? Answer.from(Answer.TIME_EXCEEDED, hop) : Answer.REPLY, 100);
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
