package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.support.Departed;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Room;
import nyanpong.wire.Departure;
import org.junit.jupiter.api.Test;

/** Hundreds of thousands of packets that are almost right; {@code -Dnyanpong.seed=} gives others. */
class MutationTest {
    private static final int MUTANTS = 300_000;
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_907);

    private static final long[] ANSWERS = {Answer.REPLY, Answer.UNREACHABLE, Answer.UNREACHABLE, Answer.SILENCE};
    private static final Score SILENT_PAPER = new Score("ink", new long[] {Answer.UNREACHABLE}, 1, Answer.SILENCE);

    private final Mutants mutants = Mutants.ofGoldenRequests();
    private long answer;
    private Score score;
    private final Responder responder = new Responder(
            (p, r, now) -> {
                if (score != null) {
                    r.decide(score, 0, true);
                } else {
                    r.decide(answer);
                }
            },
            new RateLimits(0, 0, 0),
            new EventRing(16, false),
            SEED);

    @Test
    void nothingThrowsAndWhateverDepartsIsRight() {
        responder.local(Host.table());
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
        score = random.nextInt(8) == 0 ? SILENT_PAPER : null;
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
        if (departure == Departure.NONE) {
            assertTrue(room.isUntouched(), "a packet that is not answered was written to");
            assertTrue(verdict != Verdict.REPLY && verdict != Verdict.ERROR);
        } else {
            assertTrue(room.isUntouchedBefore(departure), "wrote before the departure");
            assertEquals(Verdict.Fate.ANSWERED, verdict.fate());
            Departed.check(packet, room.departed(departure), arrival, verdict == Verdict.ERROR);
        }
        return verdict;
    }
}
