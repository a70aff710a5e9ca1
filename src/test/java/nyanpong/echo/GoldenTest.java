package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nyanpong.score.Answer;
import nyanpong.support.Golden;
import nyanpong.support.Host;
import nyanpong.support.Naive;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests and answers written by another program, at every alignment. */
class GoldenTest {
    @ParameterizedTest
    @MethodSource("nyanpong.support.Golden#all")
    void answersByteForByte(Golden golden) {
        Responder responder =
                new Responder((p, r, now) -> r.decide(golden.answer), new RateLimits(0, 0, 0), null, null, 42);
        responder.local(Host.table());
        for (int shift = 0; shift < 8; shift++) {
            Room room = new Room(golden.request(), shift);
            long departure = responder.respond(room.p, room.at, room.length, golden.arrival);
            assertEquals(golden.verdict, responder.verdict());
            assertTrue(departure != Departure.NONE);
            assertTrue(room.isUntouchedBefore(departure), "wrote before the departure");
            byte[] sent = room.departed(departure);
            assertChecksumsHold(sent);
            assertEquals(Room.hex(golden.expected()), Room.hex(masked(sent)), golden + " shift " + shift);
        }
    }

    @ParameterizedTest
    @MethodSource("nyanpong.support.Golden#all")
    void leavesThemUntouchedWhereTheDirectorIsSilent(Golden golden) {
        Responder responder =
                new Responder((p, r, now) -> r.decide(Answer.SILENCE), new RateLimits(0, 0, 0), null, null, 42);
        responder.local(Host.table());
        Room room = new Room(golden.request(), 2);
        assertEquals(Departure.NONE, responder.respond(room.p, room.at, room.length, golden.arrival));
        assertEquals(Verdict.SILENCE, responder.verdict());
        assertTrue(room.isUntouched());
    }

    /** A file that lost its cases would pass every test above. */
    @Test
    void thereAreCasesOfEveryKind() {
        List<Golden> all = Golden.all();
        Set<Verdict> verdicts =
                new TreeSet<>(all.stream().map(golden -> golden.verdict).toList());
        assertAll(
                () -> assertTrue(all.size() > 100),
                () -> assertEquals(Set.of(Verdict.REPLY, Verdict.ERROR, Verdict.ERROR_WOULD_AMPLIFY), verdicts),
                () -> assertTrue(all.stream().anyMatch(Golden::isIpv6)),
                () -> assertTrue(all.stream().anyMatch(golden -> (Arrival.tci(golden.arrival) != 0))),
                () -> assertTrue(all.stream().anyMatch(golden -> golden.request().length > 9000)));
    }

    /** The fields that are ours to choose become zeros, as in the file. */
    private static byte[] masked(byte[] packet) {
        byte[] masked = packet.clone();
        int ip = network(packet);
        if (Naive.u8(packet, ip) >>> 4 == 6) {
            Naive.u16(masked, ip, Naive.u16(packet, ip) & 0xfff0);
            Naive.u16(masked, ip + 2, 0);
        } else {
            Naive.u16(masked, ip + 4, 0);
            Naive.u16(masked, ip + 10, 0);
        }
        return masked;
    }

    private static void assertChecksumsHold(byte[] packet) {
        int ip = network(packet);
        boolean six = Naive.u8(packet, ip) >>> 4 == 6;
        int icmp = ip + (six ? 40 : 20);
        int length = packet.length - icmp;
        assertEquals(0xffff, Naive.sum(packet, icmp, length, six ? Naive.pseudoHeaderSum(packet, ip, length) : 0));
        if (!six) {
            assertEquals(0xffff, Naive.sum(packet, ip, 20, 0));
        }
    }

    private static int network(byte[] packet) {
        return Naive.u16(packet, 12) == 0x8100 ? 18 : 14;
    }
}
