package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told of packets before they are to be answered answers as one who is not. */
class ExpectTest {
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_907);
    private static final int BATCHES = 4000;
    private static final int SLOT = 2048;
    private static final int MOST = Responder.AHEAD + 8;
    private static final long MILLI = 1_000_000;

    private final Mutants mutants = Mutants.ofGoldenRequests();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Side told = new Side();
    private final Side untold = new Side();
    private long nanos;

    /** A responder, its batch, and what became of it. */
    private static final class Side implements AutoCloseable {
        final DelayQueue late = new DelayQueue(4, 2, SEED, 0);
        final Responder responder = new Responder(
                RichRules.programme(() -> 0), new RateLimits(0, 0, 7), new EventRing(4, false), late, SEED);
        final MemorySegment slots = Arena.global().allocate((long) MOST * SLOT, 64);

        Side() {
            responder.local(Host.table());
        }

        static long at(int i) {
            return (long) i * SLOT + Rewrite.HEADROOM;
        }

        void put(int i, byte[] packet) {
            MemorySegment.copy(packet, 0, slots, JAVA_BYTE, at(i), packet.length);
        }

        void begin(long nanos) {
            late.flush((p, at, length) -> {});
            responder.time(nanos);
        }

        void expect(int i, int length, int arrival) {
            responder.expect(slots, at(i), length, arrival);
        }

        long respond(int i, int length, int arrival) {
            return responder.respond(slots, at(i), length, arrival);
        }

        byte[] slot(int i) {
            return slots.asSlice((long) i * SLOT, SLOT).toArray(JAVA_BYTE);
        }

        @Override
        public void close() {
            late.close();
        }
    }

    @AfterEach
    void close() {
        told.close();
        untold.close();
    }

    @Test
    void theAnswersAreTheSame() {
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        for (int batch = 0; batch < BATCHES; batch++) {
            List<byte[]> packets = new ArrayList<>();
            for (int n = 1 + random.nextInt(MOST); n > 0; n--) {
                packets.add(random.nextInt(3) == 0 ? client() : mutants.mutant(random));
            }
            answer(packets, seen);
        }
        Set<Verdict> some = EnumSet.of(Verdict.REPLY, Verdict.ERROR, Verdict.SILENCE, Verdict.ICMP_CSUM);
        assertTrue(seen.containsAll(some) && seen.size() > 20, seen.toString());
    }

    /** What is looked at ahead ends where its memory ends. */
    @Test
    void nothingBeyondAPacketIsRead() {
        for (int i = 0; i < 50_000; i++) {
            Room room = new Room(mutants.mutant(random), random.nextInt(8));
            int arrival = Mutants.arrival(random);
            told.begin(nanos += MILLI);
            told.responder.expect(room.p, room.at, room.length, arrival);
            assertTrue(room.isUntouched());
            told.responder.respond(room.p, room.at, room.length, arrival);
        }
    }

    /** As when a poll was cut off by an error: what it told of is not taken for what comes there next. */
    @Test
    void anotherBatchIsNotWhatWasExpectedInThisOne() {
        byte[] packet = EchoPacket.v4().identifier(1).sequence(3).build();
        byte[] other = EchoPacket.v4().identifier(2).sequence(9).build();
        told.begin(nanos);
        told.put(0, packet);
        told.expect(0, packet.length, Arrival.PLAIN);
        told.begin(nanos += MILLI);
        told.put(0, other);
        assertTrue(told.respond(0, other.length, Arrival.PLAIN) != Departure.NONE);
        assertEquals(2, told.responder.request().identifier());
    }

    @Test
    void oneAddressMayHaveSeveralClients() {
        byte[][] packets = {
            EchoPacket.v4().identifier(1).sequence(3).build(),
            EchoPacket.v4().identifier(1).sequence(4).build(),
            EchoPacket.v4().identifier(2).sequence(3).build(),
        };
        told.begin(nanos);
        for (int i = 0; i < packets.length; i++) {
            told.put(i, packets[i]);
            told.expect(i, packets[i].length, Arrival.PLAIN);
        }
        int[] places = new int[packets.length];
        for (int i = 0; i < packets.length; i++) {
            told.respond(i, packets[i].length, Arrival.PLAIN);
            places[i] = told.responder.request().place();
        }
        assertEquals(places[0], places[1]);
        assertTrue(places[0] != places[2]);
    }

    private void answer(List<byte[]> packets, Set<Verdict> seen) {
        nanos += MILLI * random.nextInt(2000);
        told.begin(nanos);
        untold.begin(nanos);
        int[] arrivals = new int[packets.size()];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = Mutants.arrival(random);
            told.put(i, packets.get(i));
            untold.put(i, packets.get(i));
            if (random.nextInt(16) != 0) {
                told.expect(i, packets.get(i).length, arrivals[i]);
            }
        }
        for (int i = 0; i < arrivals.length; i++) {
            int length = packets.get(i).length;
            assertEquals(untold.respond(i, length, arrivals[i]), told.respond(i, length, arrivals[i]));
            assertEquals(untold.responder.verdict(), told.responder.verdict());
            assertArrayEquals(untold.slot(i), told.slot(i));
            seen.add(told.responder.verdict());
        }
    }

    /** One of some, who go on with their pictures. */
    private byte[] client() {
        EchoPacket packet = random.nextBoolean() ? EchoPacket.v4() : EchoPacket.v6();
        byte[] data = new byte[72];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i % 2 == 0 ? 0xab : 0xcd);
        }
        return packet.identifier(random.nextInt(4))
                .sequence(random.nextInt(40))
                .data(data)
                .build();
    }
}
