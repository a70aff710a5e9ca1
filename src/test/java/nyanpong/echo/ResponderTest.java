package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import org.junit.jupiter.api.Test;

/** From packet to verdict: what is counted, limited, reported. */
class ResponderTest {
    private static final Score SILENT_PAPER = new Score("flood", new long[] {Answer.UNREACHABLE}, 1, Answer.SILENCE);
    private static final byte[] LONG = EchoPacket.v4().build();
    private static final byte[] SHORT = EchoPacket.v4().data(27).build();

    private final EventRing events = new EventRing(1 << 17, false);

    @Test
    void answersNothingBeforeItKnowsItsAddresses() {
        Responder responder = responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0));
        responder.local(LocalTable.EMPTY);
        assertEquals(Departure.NONE, respond(responder, LONG));
        assertEquals(Verdict.NOT_OWNED, responder.verdict());
    }

    /** An error that would amplify becomes the canvas's paper, which may be silence. */
    @Test
    void whatWouldAmplifyBecomesPaper() {
        Responder inkOnReplies = responder((p, r, now) -> r.decide(Answer.UNREACHABLE), new RateLimits(0, 0, 0));
        assertTrue(respond(inkOnReplies, SHORT) != Departure.NONE);
        assertEquals(Verdict.ERROR_WOULD_AMPLIFY, inkOnReplies.verdict());
        Responder inkOnSilence = responder((p, r, now) -> r.decide(SILENT_PAPER, 0, true), new RateLimits(0, 0, 0));
        assertEquals(Departure.NONE, respond(inkOnSilence, SHORT));
        assertEquals(1, inkOnSilence.tally().silent());
        assertEquals(Verdict.ERROR_WOULD_AMPLIFY, inkOnSilence.verdict());
        respond(inkOnSilence, LONG);
        assertEquals(Verdict.ERROR, inkOnSilence.verdict());
    }

    @Test
    void overTheLimitIsDroppedUntouchedAndReported() {
        long start = System.nanoTime();
        Responder responder = responder((p, r, now) -> r.decide(Answer.UNREACHABLE), new RateLimits(1, 0, 0));
        responder.time(start);
        for (int i = 0; i < RateLimits.BURST; i++) {
            assertTrue(respond(responder, LONG) != Departure.NONE);
        }
        Room room = new Room(LONG, 2);
        assertEquals(Departure.NONE, responder.respond(room.p, room.at, room.length, Arrival.PLAIN));
        assertTrue(room.isUntouched());
        assertEquals(Verdict.RATE_LIMITED, responder.verdict());
        assertEquals(Departure.NONE, respond(responder, SHORT), "paper is limited too");
        assertEquals(Verdict.RATE_LIMITED, responder.verdict());
        responder.time(start + 1_000_000_001L);
        assertTrue(respond(responder, LONG) != Departure.NONE);
    }

    @Test
    void silenceCostsNoTokens() {
        boolean[] silent = {true};
        Responder responder =
                responder((p, r, now) -> r.decide(silent[0] ? Answer.SILENCE : Answer.REPLY), new RateLimits(1, 1, 0));
        for (int i = 0; i < 2 * RateLimits.BURST; i++) {
            respond(responder, LONG);
            assertEquals(Verdict.SILENCE, responder.verdict());
        }
        silent[0] = false;
        assertTrue(respond(responder, LONG) != Departure.NONE);
    }

    @Test
    void everyPacketIsCountedOnce() {
        Responder responder = responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0));
        respond(responder, LONG);
        respond(responder, LONG);
        respond(responder, EchoPacket.v4().damage(1).build());
        respond(responder, EchoPacket.v4().fragment(0x2000).build());
        Tally tally = responder.tally();
        assertEquals(2, tally.of(Verdict.REPLY));
        assertEquals(2, tally.of(Verdict.Fate.ANSWERED));
        assertEquals(1, tally.of(Verdict.Fate.DROPPED));
        assertEquals(1, tally.of(Verdict.Fate.LEFT));
    }

    /** Only what was a request to us is an event: a flood of rubbish must not fill the log. */
    @Test
    void reportsRequestsNotRubbish() {
        Responder responder = responder((p, r, now) -> r.decide(SILENT_PAPER, 0, true), new RateLimits(0, 0, 0));
        respond(responder, EchoPacket.v4().damage(1).build());
        respond(responder, LONG);
        respond(responder, EchoPacket.v6().identifier(7).sequence(9).build());
        List<String> seen = new ArrayList<>();
        events.drain(e -> seen.add(e.identifier() + "/" + e.sequence() + " " + e.dataLength() + " " + e.verdict()));
        assertEquals(List.of("4660/1 56 ERROR", "7/9 56 ERROR"), seen);
    }

    /** One batch, one programme; and the limits come with it. */
    @Test
    void anotherStagingHoldsFromTheNextBatchOn() {
        Responder responder = responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0));
        responder.stage(new Staging((p, r, now) -> r.decide(Answer.UNREACHABLE), new RateLimits(1, 0, 0), null));
        respond(responder, LONG);
        assertEquals(Verdict.REPLY, responder.verdict());
        responder.time(System.nanoTime());
        for (int i = 0; i < RateLimits.BURST; i++) {
            respond(responder, LONG);
            assertEquals(Verdict.ERROR, responder.verdict());
        }
        respond(responder, LONG);
        assertEquals(Verdict.RATE_LIMITED, responder.verdict());
    }

    @Test
    void labelsAreLowerCaseNames() {
        for (Verdict verdict : Verdict.values()) {
            assertTrue(verdict.label().matches("[a-z0-9_]+"));
            assertFalse(verdict.label().isEmpty());
        }
    }

    private Responder responder(Director director, RateLimits limits) {
        Responder responder = new Responder(director, limits, events, null, 1);
        responder.local(Host.table());
        return responder;
    }

    private static long respond(Responder responder, byte[] packet) {
        Room room = new Room(packet, 2);
        return responder.respond(room.p, room.at, room.length, Arrival.PLAIN);
    }
}
