package nyanpong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Verdict;
import nyanpong.score.Answer;
import nyanpong.support.BpfInterpreter;
import nyanpong.support.EchoPacket;
import nyanpong.support.Golden;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Naive;
import nyanpong.support.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the kernel lets through to us, run by an interpreter. */
class EchoFilterTest {
    private static final int MUTANTS = 200_000;
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_908);

    private final BpfInterpreter filter = new BpfInterpreter(EchoFilter.echoRequests());

    @ParameterizedTest
    @MethodSource("nyanpong.support.Golden#all")
    void takesEveryRequestWhole(Golden golden) {
        assertTrue(filter.run(golden.request()) >= 65_535 + 18);
    }

    @ParameterizedTest
    @MethodSource("nyanpong.support.Golden#all")
    void leavesEveryAnswer(Golden golden) {
        assertFalse(filter.accepts(golden.expected()));
    }

    /** First fragments and options are taken, to be counted; nobody else answers them here. */
    @Test
    void takesWhatValidationWillName() {
        for (EchoPacket packet : List.of(
                EchoPacket.v4().fragment(0x2000),
                EchoPacket.v4().options("94040000"),
                EchoPacket.v4().options("01".repeat(40)),
                EchoPacket.v6().protocol(44).options("3a00000112345678"))) {
            assertTrue(filter.accepts(packet.build()));
        }
    }

    @Test
    void leavesWhatIsNoEchoRequest() {
        for (EchoPacket packet : List.of(
                EchoPacket.v4().fragment(1),
                EchoPacket.v4().fragment(0x1fff),
                EchoPacket.v4().fragment(0x2008),
                EchoPacket.v4().etherType(0x0806),
                EchoPacket.v4().etherType(0x8100),
                EchoPacket.v4().etherType(92),
                EchoPacket.v4().type(128),
                EchoPacket.v6().type(8),
                EchoPacket.v6().protocol(44).options("3a00000812345678"),
                EchoPacket.v6().protocol(44).options("3a00fff912345678"),
                EchoPacket.v6().protocol(44).options("0600000112345678"),
                EchoPacket.v6().protocol(0).options("3a00010400000000"),
                EchoPacket.v6().protocol(60).options("3a00010400000000"))) {
            assertFalse(filter.accepts(packet.build()), HexFormat.of().formatHex(packet.build()));
        }
        for (int i = 0; i < 256; i++) {
            assertEquals(i == 8, filter.accepts(EchoPacket.v4().type(i).build()), "ICMP type " + i);
            assertEquals(i == 128, filter.accepts(EchoPacket.v6().type(i).build()), "ICMPv6 type " + i);
            assertEquals(i == 1, filter.accepts(EchoPacket.v4().protocol(i).build()), "protocol " + i);
            if (i != 44) {
                assertEquals(i == 58, filter.accepts(EchoPacket.v6().protocol(i).build()), "next header " + i);
            }
        }
    }

    @Test
    void leavesWhatEndsBeforeItsType() {
        byte[] four = EchoPacket.v4().build();
        byte[] six = EchoPacket.v6().build();
        for (int length = 0; length < 60; length++) {
            assertEquals(length > 34, filter.accepts(Arrays.copyOf(four, length)), "IPv4 of " + length);
            assertEquals(length > 54, filter.accepts(Arrays.copyOf(six, length)), "IPv6 of " + length);
        }
    }

    @Test
    void nothingIsNothing() {
        BpfInterpreter nothing = new BpfInterpreter(EchoFilter.nothing());
        assertEquals(0, nothing.run(EchoPacket.v4().build()));
        assertEquals(0, nothing.run(new byte[0]));
    }

    /** A packet that we would answer must reach us; and what reaches us is what a plain reading calls an echo request. */
    @Test
    void agreesWithValidationAndWithAPlainReading() {
        Mutants mutants = Mutants.ofGoldenRequests();
        Responder responder =
                new Responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0), null, null, 1);
        responder.local(Host.table());
        int answered = 0;
        for (long seed = SEED; seed < SEED + MUTANTS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] packet = mutants.mutant(random);
            Room room = new Room(packet, 2);
            responder.respond(room.p, room.at, room.length, Mutants.arrival(random));
            boolean taken = filter.accepts(packet);
            assertEquals(isEchoRequest(packet), taken, () -> HexFormat.of().formatHex(packet));
            if (responder.verdict().fate() == Verdict.Fate.ANSWERED) {
                assertTrue(taken, "seed " + seed);
                answered++;
            }
        }
        assertTrue(answered > MUTANTS / 10, answered + " answered");
    }

    private static boolean isEchoRequest(byte[] b) {
        int type = b.length < 14 ? 0 : Naive.u16(b, 12);
        if (type == 0x0800 && b.length >= 24) {
            int icmp = 14 + (b[14] & 0xf) * 4;
            return b[23] == 1 && (Naive.u16(b, 20) & 0x1fff) == 0 && icmp < b.length && b[icmp] == 8;
        }
        if (type == 0x86dd && b.length > 54) {
            boolean first = b[20] == 44 && b[54] == 58 && b.length > 62 && Naive.u16(b, 56) >>> 3 == 0;
            int icmp = first ? 62 : 54;
            return (first || b[20] == 58) && Naive.u8(b, icmp) == 128;
        }
        return false;
    }
}
