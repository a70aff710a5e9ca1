package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nyanpong.score.Answer;
import nyanpong.support.Departed;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are kept until they are due, whole and as they would have been. */
class LateAnswersTest {
    private static final long MILLI = 1_000_000;
    private static final long START = 5_000 * MILLI;

    private final List<byte[]> sent = new ArrayList<>();

    @Test
    void anAnswerLeavesWhenItIsDueAndNotBefore() {
        try (DelayQueue queue = new DelayQueue(8, 8, 1, START)) {
            Responder responder = responder(Answer.late(Answer.REPLY, 250), queue);
            byte[] asked = EchoPacket.v4().build();
            assertEquals(Departure.NONE, respond(responder, asked));
            assertEquals(Verdict.DELAYED, responder.verdict());
            drain(queue, START + 249 * MILLI);
            assertTrue(sent.isEmpty());
            drain(queue, START + 251 * MILLI);
            assertEquals(1, sent.size());
            Departed.check(asked, sent.getFirst(), Arrival.PLAIN, false);
        }
    }

    @Test
    void everyKindMayBeLate() {
        try (DelayQueue queue = new DelayQueue(64, 64, 1, START)) {
            byte[] asked = EchoPacket.v4().build();
            byte[] asked6 = EchoPacket.v6().data(55).build();
            respond(responder(Answer.late(Answer.UNREACHABLE, 1), queue), asked);
            respond(responder(Answer.late(Answer.UNREACHABLE, 2), queue), asked6);
            respond(responder(Answer.late(Answer.reply(111), 3), queue), asked);
            respond(
                    responder(Answer.late(Answer.shifted(10), 4), queue),
                    EchoPacket.v4()
                            .data(new byte[] {0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                            .build());
            drain(queue, START + 10 * MILLI);
            assertEquals(4, sent.size());
            Departed.check(asked, sent.get(0), Arrival.PLAIN, true);
            Departed.check(asked6, sent.get(1), Arrival.PLAIN, true);
            Departed.of(asked, sent.get(2), Arrival.PLAIN).ttl(111).checkReply();
        }
    }

    /** Silence is silence, however late; and so is what is over the limit. */
    @Test
    void nothingIsKeptOfWhatIsNotSent() {
        try (DelayQueue queue = new DelayQueue(8, 8, 1, START)) {
            Responder responder = responder(Answer.late(Answer.SILENCE, 100), queue);
            assertEquals(Departure.NONE, respond(responder, EchoPacket.v4().build()));
            assertEquals(Verdict.SILENCE, responder.verdict());
            Responder limited = new Responder(
                    (p, r, now) -> r.decide(Answer.late(Answer.REPLY, 1)), new RateLimits(1, 0, 0), null, queue, 1);
            limited.local(Host.table());
            limited.time(START);
            for (int i = 0; i <= RateLimits.BURST; i++) {
                respond(limited, EchoPacket.v4().build());
            }
            assertEquals(Verdict.RATE_LIMITED, limited.verdict());
            assertEquals(8, queue.held());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void beyondTheQueuesRoomAnswersLeaveAtOnce(int room) {
        try (DelayQueue queue = new DelayQueue(room, room, 1, START)) {
            Responder responder = responder(Answer.late(Answer.REPLY, 100), queue);
            byte[] asked = EchoPacket.v6().build();
            for (int i = 0; i < room; i++) {
                assertEquals(Departure.NONE, respond(responder, asked));
                assertEquals(Verdict.DELAYED, responder.verdict());
            }
            Room memory = new Room(asked, 2);
            long departure = responder.respond(memory.p, memory.at, memory.length, Arrival.PLAIN);
            assertEquals(Verdict.DELAY_REFUSED, responder.verdict());
            Departed.check(asked, memory.departed(departure), Arrival.PLAIN, false);
            assertEquals(room, responder.tally().of(Verdict.DELAYED));
            assertEquals(1, responder.tally().of(Verdict.DELAY_REFUSED));
        }
    }

    @Test
    void whatIsTooLongLeavesAtOnce() {
        try (DelayQueue queue = new DelayQueue(8, 8, 1, START)) {
            Responder responder = responder(Answer.late(Answer.REPLY, 100), queue);
            byte[] longest = EchoPacket.v4().data(DelayQueue.LONGEST - 42).build();
            assertEquals(Departure.NONE, respond(responder, longest));
            assertTrue(respond(
                            responder,
                            EchoPacket.v4().data(DelayQueue.LONGEST - 41).build())
                    != Departure.NONE);
            assertEquals(Verdict.DELAY_REFUSED, responder.verdict());
            queue.flush((p, at, length) -> sent.add(new byte[length]));
            assertEquals(DelayQueue.LONGEST, sent.getFirst().length);
        }
    }

    @Test
    void withoutAQueueNothingIsLate() {
        Responder responder = responder(Answer.late(Answer.REPLY, 100), null);
        assertTrue(respond(responder, EchoPacket.v4().build()) != Departure.NONE);
        assertEquals(Verdict.REPLY, responder.verdict());
    }

    @Test
    void promptlyIsAtOnce() {
        try (DelayQueue queue = new DelayQueue(8, 8, 1, START)) {
            Responder responder = new Responder(
                    (p, r, now) -> {
                        r.decide(Answer.late(Answer.UNREACHABLE, 100));
                        r.decidePromptly();
                    },
                    new RateLimits(0, 0, 0),
                    null,
                    queue,
                    1);
            responder.local(Host.table());
            assertTrue(respond(responder, EchoPacket.v4().build()) != Departure.NONE);
            assertEquals(Verdict.ERROR, responder.verdict());
            assertEquals(0, queue.held());
        }
    }

    private static Responder responder(long answer, DelayQueue queue) {
        Responder responder = new Responder(
                (p, r, now) -> {
                    r.decide(answer);
                    r.timestamp(Timestamp.TIMEVAL64_LITTLE);
                },
                new RateLimits(0, 0, 0),
                null,
                queue,
                1);
        responder.local(Host.table());
        responder.time(START);
        return responder;
    }

    private static long respond(Responder responder, byte[] packet) {
        Room room = new Room(packet, 2);
        return responder.respond(room.p, room.at, room.length, Arrival.PLAIN);
    }

    private void drain(DelayQueue queue, long nanos) {
        queue.drain(nanos, (p, at, length) -> {
            byte[] packet = new byte[length];
            java.lang.foreign.MemorySegment.copy(p, java.lang.foreign.ValueLayout.JAVA_BYTE, at, packet, 0, length);
            sent.add(packet);
        });
    }
}
