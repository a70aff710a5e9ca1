package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import nyanpong.score.Answer;
import nyanpong.score.Drawing;
import nyanpong.score.Score;
import nyanpong.support.Departed;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Room;
import nyanpong.wire.Departure;
import nyanpong.wire.Timestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds of thousands of packets that are almost right; {@code -Dnyanpong.seed=} gives others. */
class MutationTest {
    private static final int MUTANTS = 300_000;
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_907);

    private static final long[] ANSWERS = {
        Answer.REPLY,
        Answer.UNREACHABLE,
        Answer.UNREACHABLE,
        Answer.SILENCE,
        Answer.shifted(1234),
        Answer.late(Answer.REPLY, 5),
    };
    private static final Set<Verdict> SENDS_NOTHING = EnumSet.of(Verdict.SILENCE, Verdict.ERROR_WOULD_AMPLIFY);
    private static final MemorySegment FULL = Arena.global().allocate(60);
    private static final Timestamp[] TIMESTAMPS = Timestamp.values();
    private static final Score SILENT_PAPER = new Score("ink", new long[] {Answer.UNREACHABLE}, 1, Answer.SILENCE);
    private static final Score DRAWN = new Score(
                    "drawn", new long[] {Answer.drawn(0), Answer.drawn(1)}, 2, Answer.REPLY)
            .withDrawing(new Drawing(new byte[64], 32, 16));

    private final Mutants mutants = Mutants.ofGoldenRequests();
    private final DelayQueue late = new DelayQueue(1, 1, SEED, 0);
    private long answer;
    private Timestamp timestamp;
    private Score score;
    private byte[] kept;
    private final Responder responder = new Responder(
            (p, r, now) -> {
                if (score != null) {
                    r.decide(score, 0, true);
                } else {
                    r.decide(answer);
                }
                r.timestamp(timestamp);
            },
            new RateLimits(0, 0, 0),
            new EventRing(16, false),
            late,
            SEED);

    @AfterEach
    void close() {
        late.close();
    }

    @Test
    void nothingThrowsAndWhateverDepartsIsRight() {
        responder.local(Host.table());
        responder.time(0);
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        for (long seed = SEED; seed < SEED + MUTANTS; seed++) {
            seen.add(respond(seed));
        }
        // A mutation that never got so far would prove nothing.
        assertEquals(EnumSet.complementOf(EnumSet.of(Verdict.RATE_LIMITED)), seen);
    }

    private Verdict respond(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] packet = mutants.mutant(random);
        int arrival = Mutants.arrival(random);
        answer = ANSWERS[random.nextInt(ANSWERS.length)];
        timestamp = TIMESTAMPS[random.nextInt(TIMESTAMPS.length)];
        score = switch (random.nextInt(8)) {
            case 0 -> SILENT_PAPER;
            case 1 -> DRAWN;
            default -> null;
        };
        late.flush((p, at, length) -> {});
        if (random.nextBoolean()) {
            // Then there is no room for another.
            late.offer(FULL, 0, 60, 1_000_000, 0, 0, false);
        }
        try {
            return respond(packet, arrival, random.nextInt(8));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + ", arrival " + Integer.toHexString(arrival) + ", "
                            + HexFormat.of().formatHex(packet),
                    e);
        }
    }

    private Verdict respond(byte[] packet, int arrival, int shift) {
        Room room = new Room(packet, shift);
        long departure = responder.respond(room.p, room.at, room.length, arrival);
        Verdict verdict = responder.verdict();
        if (departure != Departure.NONE) {
            assertTrue(room.isUntouchedBefore(departure), "wrote before the departure");
            assertEquals(Verdict.Fate.ANSWERED, verdict.fate());
            check(packet, room.departed(departure), arrival, verdict);
        } else if (verdict == Verdict.DELAYED) {
            assertEquals(
                    1,
                    late.flush((p, at, length) -> kept = p.asSlice(at, length).toArray(JAVA_BYTE)));
            check(packet, kept, arrival, verdict);
        } else {
            assertTrue(room.isUntouched(), "a packet that is not answered was written to");
            assertTrue(SENDS_NOTHING.contains(verdict) || verdict.fate() != Verdict.Fate.ANSWERED, verdict.label());
        }
        return verdict;
    }

    private static void check(byte[] packet, byte[] sent, int arrival, Verdict verdict) {
        Departed departed = Departed.of(packet, sent, arrival);
        switch (verdict) {
            case ERROR -> departed.checkError();
            case REPLY_SHIFTED -> departed.changed(0, 16).checkReply();
            case REPLY_DRAWN -> departed.changed(16, packet.length).checkReply();
            default -> departed.checkReply();
        }
    }
}
