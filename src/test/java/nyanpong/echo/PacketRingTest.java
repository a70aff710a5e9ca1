package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketRingTest {
    private static final int AT = Rewrite.HEADROOM;
    private static final long[] ANSWERS = {Answer.REPLY, Answer.SILENCE, Answer.UNREACHABLE};
    private static final Score SCORE = new Score("three", ANSWERS, 3, Answer.REPLY);

    private final MemorySegment memory = Arena.ofAuto().allocate(1 << 17, 8);
    private final PacketRing ring = new PacketRing(8, 1 << 14);
    private int cell;
    private final Responder responder =
            new Responder((p, r, nanos) -> r.decide(SCORE, cell, false), new RateLimits(0, 0, 1), null, null, 42);
    private final Recorder recorder = new Recorder(responder, ring);

    PacketRingTest() {
        responder.local(Host.table());
    }

    @AfterEach
    void close() {
        ring.close();
    }

    @Test
    void keepsTheRequestAsItCameAndTheAnswerAsItWent() {
        for (cell = 0; cell < 3; cell++) {
            byte[] request = EchoPacket.v4().sequence(cell).data(72).build();
            long departure = respond(request);
            byte[] answer = new byte[Departure.length(departure)];
            MemorySegment.copy(memory, JAVA_BYTE, Departure.at(departure), answer, 0, answer.length);
            assertEquals(1, ring.drain(e -> {
                assertArrayEquals(request, octets(ring.at(e), e.requestLength()));
                assertArrayEquals(answer, octets(ring.at(e) + e.requestLength(), e.answerLength()));
                assertSame(SCORE, e.score());
                assertEquals(cell, e.cell());
                assertEquals(responder.verdict(), e.verdict());
                assertTrue(e.answeredNanos() >= e.nanos());
            }));
        }
        assertEquals(1, responder.tally().of(Verdict.SILENCE));
    }

    /** What was decided of the packet before must not be told of one that nothing was decided of. */
    @Test
    void aDroppedPacketHasNoCell() {
        respond(EchoPacket.v4().data(72).build());
        respond(EchoPacket.v4().damage(1).build());
        List<Verdict> seen = new ArrayList<>();
        ring.drain(e -> {
            seen.add(e.verdict());
            if (e.verdict() == Verdict.ICMP_CSUM) {
                assertNull(e.score());
                assertEquals(-1, e.cell());
                assertEquals(0, e.answerLength());
            }
        });
        assertEquals(List.of(Verdict.REPLY, Verdict.ICMP_CSUM), seen);
    }

    @Test
    void aLateAnswerStandsAlone() {
        DelayQueue.Sender sender = recorder.sender((p, at, length) -> assertEquals(60, length));
        byte[] late = new byte[60];
        Arrays.fill(late, (byte) 7);
        MemorySegment.copy(late, 0, memory, JAVA_BYTE, AT, late.length);
        sender.send(memory, AT, late.length);
        assertEquals(1, ring.drain(e -> {
            assertNull(e.verdict());
            assertEquals(0, e.requestLength());
            assertArrayEquals(late, octets(ring.at(e), e.answerLength()));
        }));
    }

    @Test
    void whatFindsItFullIsAnsweredAndCounted() {
        byte[] request = EchoPacket.v4().data(72).build();
        for (int i = 0; i < 11; i++) {
            assertTrue(respond(request) != Departure.NONE);
        }
        assertEquals(3, ring.lost());
        assertEquals(8, ring.drain(e -> {}));
        byte[] large = EchoPacket.v4().data(1400).build();
        for (int i = 0; i < 8; i++) { // 16,384 octets hold five of them
            assertTrue(respond(large) != Departure.NONE);
        }
        assertEquals(3 + 3, ring.lost());
    }

    @Test
    void refusesASizeThatIsNoPowerOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new PacketRing(10, 1 << 14));
        assertThrows(IllegalArgumentException.class, () -> new PacketRing(8, 10_000));
    }

    /** Whatever their lengths, and however the ring wraps: each packet arrives whole and in order, or is counted. */
    @Test
    void twoThreadsLoseNothingUncounted() throws InterruptedException {
        int packets = 200_000;
        Thread packetThread = Thread.ofPlatform().start(() -> {
            Random random = new Random(3);
            DelayQueue.Sender sender = recorder.sender((p, at, length) -> {});
            for (int i = 0; i < packets; i++) {
                int length = 8 + random.nextInt(600);
                memory.asSlice(0, length).fill((byte) i);
                memory.set(JAVA_INT, 0, i);
                sender.send(memory, 0, length);
                if (i % 1000 == 0) {
                    LockSupport.parkNanos(10_000); // the other thread's turn, where there is but one processor
                }
            }
        });
        int[] last = {-1};
        long drained = 0;
        while (packetThread.isAlive()) {
            drained += inOrder(last);
        }
        packetThread.join();
        drained += inOrder(last);
        assertEquals(packets, drained + ring.lost());
        assertTrue(drained > 0);
    }

    private int inOrder(int[] last) {
        return ring.drain(e -> {
            MemorySegment p = ring.octets();
            long at = ring.at(e);
            int number = p.get(JAVA_INT_UNALIGNED, at);
            assertTrue(number > last[0], () -> number + " after " + last[0]);
            last[0] = number;
            for (int i = 4; i < e.answerLength(); i++) {
                assertEquals((byte) number, p.get(JAVA_BYTE, at + i));
            }
        });
    }

    private long respond(byte[] request) {
        MemorySegment.copy(request, 0, memory, JAVA_BYTE, AT, request.length);
        return recorder.respond(memory, AT, request.length, Arrival.PLAIN);
    }

    private byte[] octets(long at, int length) {
        byte[] copy = new byte[length];
        MemorySegment.copy(ring.octets(), JAVA_BYTE, at, copy, 0, length);
        return copy;
    }
}
