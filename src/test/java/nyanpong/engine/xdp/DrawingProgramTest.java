package nyanpong.engine.xdp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Staging;
import nyanpong.programme.Match;
import nyanpong.programme.Playing;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.support.EchoPacket;
import nyanpong.support.Mutants;
import org.junit.jupiter.api.Test;

/** Whatever comes, it gets the very octets that Java alone would answer with: BPF_PROG_TEST_RUN, Java behind it. */
class DrawingProgramTest {
    private static final int PACKETS = Integer.getInteger("nyanpong.packets", 100_000);
    private static final long SEED = Long.getLong("nyanpong.seed", KernelDrawn.SEED);
    private static final long SECONDS = 1_789_968_998L;

    private static final Score[] SCORES = {score("first", 1), score("second", 2), score("third", 3)};
    private static final Score PALE =
            new Score("pale", new long[] {Answer.UNREACHABLE, Answer.SILENCE, Answer.REPLY}, 3, Answer.SILENCE);

    /** Sessions that lose, repeat, swap, wrap and begin anew; packets spoilt on the way; a reload now and then. */
    @Test
    void answersAsJavaDoes() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        Programme ours = programme(SCORES);
        Programme theirs = programme(SCORES);
        Responder oracle = KernelDrawn.oracle(theirs);
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            callers.add(new Caller(i, random.split()));
        }
        try (KernelDrawn kernel = new KernelDrawn(ours)) {
            kernel.stage(ours, ours.number(), scores(), answers());
            for (int i = 0; i < PACKETS; i++) {
                if (i % (PACKETS / 8) == PACKETS / 9) {
                    List<Rule> next = i / (PACKETS / 8) % 2 == 0 ? rules(SCORES[2], SCORES[1]) : rules(SCORES);
                    ours = ours.successor(next);
                    theirs = theirs.successor(next);
                    kernel.stage(ours, ours.number(), scores(), answers());
                    oracle.stage(new Staging(theirs, new RateLimits(0, 0, 0), null));
                }
                byte[] packet = callers.get(random.nextInt(callers.size())).next();
                if (random.nextInt(12) == 0) {
                    packet = Mutants.mutant(packet, random);
                }
                if (packet.length < 14) {
                    continue; // the kernel tries none
                }
                byte[] expected = KernelDrawn.answer(oracle, packet);
                byte[] actual = kernel.answer(packet);
                int number = i;
                byte[] asked = packet;
                assertArrayEquals(
                        KernelDrawn.comparable(expected),
                        KernelDrawn.comparable(actual),
                        () -> "packet " + number + " " + oracle.verdict() + " "
                                + HexFormat.of().formatHex(asked));
            }
            assertTrue(kernel.drawn > PACKETS / 2, kernel.drawn + " drawn, " + kernel.asked + " asked");
            assertTrue(kernel.asked > PACKETS / 50, kernel.drawn + " drawn, " + kernel.asked + " asked");
            assertCounts(kernel);
        }
    }

    /** Each that the program draws is counted once. */
    private static void assertCounts(KernelDrawn kernel) {
        long sum = 0;
        for (int kind = 0; kind < Drawn.KINDS; kind++) {
            for (boolean six : new boolean[] {false, true}) {
                long count = kernel.engine.drawn(kind, six);
                assertEquals(kind != Drawn.LIMITED, count > 0, "kind " + kind + (six ? " of IPv6" : " of IPv4"));
                sum += count;
            }
        }
        assertEquals(kernel.drawn, sum);
        assertEquals(kernel.asked, kernel.engine.counts().claimed());
    }

    private static Programme programme(Score... scores) {
        return new Programme(rules(scores), 4096, 1, 2);
    }

    private static List<Rule> rules(Score... scores) {
        return List.of(
                new Rule.Plain(
                        new Match.Builder()
                                .source(KernelDrawn.prefix("192.0.2.77"))
                                .build(),
                        Answer.UNREACHABLE),
                new Rule.Plain(
                        new Match.Builder()
                                .source(KernelDrawn.prefix("192.0.2.78"))
                                .build(),
                        Answer.SILENCE),
                new Rule.Play(
                        new Match.Builder().size(0, 24).build(),
                        List.of(new Playing(PALE)),
                        new Rotation.PerSession(),
                        null),
                new Rule.Play(
                        Match.ALL, Arrays.stream(scores).map(Playings::of).toList(), new Rotation.PerSession(), null));
    }

    private static List<Score> scores() {
        return List.of(SCORES[0], SCORES[1], SCORES[2], PALE);
    }

    private static List<Long> answers() {
        return List.of(Answer.REPLY, Answer.UNREACHABLE, Answer.SILENCE);
    }

    /** The same object for the same score, so that sessions go on over a reload. */
    private static final class Playings {
        private static final Map<Score, Playing> ALL = new HashMap<>();

        static Playing of(Score score) {
            return ALL.computeIfAbsent(score, Playing::new);
        }
    }

    private static Score score(String title, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] cells = new long[7 * 11];
        long[] cells6 = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = answer(random);
            cells6[i] = answer(random);
        }
        return new Score(title, cells, 11, Answer.REPLY).withIpv6(cells6);
    }

    private static long answer(SplittableRandom random) {
        return switch (random.nextInt(9)) {
            case 0, 1 -> Answer.REPLY;
            case 2 -> Answer.reply(1 + random.nextInt(255));
            case 3 -> Answer.SILENCE;
            case 4 -> Answer.TIME_EXCEEDED;
            case 5, 6 -> Answer.shifted(random.nextInt(3) == 0 ? random.nextInt(1_000_000) : random.nextInt(3000));
            default -> Answer.UNREACHABLE;
        };
    }

    /** One pinging program. */
    private static final class Caller {
        private final SplittableRandom random;
        private final int number;
        private final boolean six;
        private final int kind;
        private final int first;
        private byte[] data;
        private int sequence;

        Caller(int number, SplittableRandom random) {
            this.number = number;
            this.random = random;
            six = number % 2 == 1;
            kind = number / 2 % 6;
            data = data();
            first = switch (kind) {
                case 0, 3 -> 0;
                case 1 -> 1;
                default -> random.nextInt(3) == 0 ? 65_500 : random.nextInt(65_536);
            };
            sequence = first;
        }

        private byte[] data() {
            int length = switch (random.nextInt(5)) {
                case 0 -> random.nextInt(64);
                case 1 -> 56;
                case 2 -> 72;
                case 3 -> random.nextInt(1473 - 20);
                default -> 440 + random.nextInt(40);
            };
            byte[] octets = new byte[length];
            switch (kind) {
                case 0 -> { // a router
                    for (int i = 0; i < length; i++) {
                        octets[i] = (byte) (i % 2 == 0 ? 0xab : 0xcd);
                    }
                }
                case 1 -> { // Linux
                    for (int i = 0; i < length; i++) {
                        octets[i] = (byte) i;
                    }
                }
                case 2 -> random.nextBytes(octets);
                case 3 -> octets = new byte[0]; // hping3
                case 4 -> octets = new byte[20 + random.nextInt(8)];
                default -> {
                    random.nextBytes(octets);
                    Arrays.fill(octets, 0, Math.min(8, length), (byte) 0xff);
                }
            }
            return octets;
        }

        byte[] next() {
            switch (random.nextInt(400)) {
                case 0 -> sequence = first;
                case 1 -> sequence += 300 + random.nextInt(900);
                case 2, 3, 4, 5 -> sequence -= random.nextInt(20);
                case 6, 7, 8, 9, 10 -> sequence += random.nextInt(4);
                case 11 -> data = data();
                default -> sequence++;
            }
            byte[] now = data.clone();
            if (kind == 1 && now.length >= 16) {
                long fraction = random.nextInt(50) == 0 ? 2_000_000 : random.nextInt(1_000_000);
                ByteBuffer.wrap(now)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(SECONDS)
                        .putLong(fraction);
            }
            if (kind == 4 && random.nextInt(100) == 0 && now.length >= 8) {
                ByteBuffer.wrap(now).put("abcdefgh".getBytes(StandardCharsets.US_ASCII));
            }
            int wire = kind == 3 ? Short.reverseBytes((short) sequence) & 0xffff : sequence & 0xffff;
            EchoPacket packet = (six ? EchoPacket.v6() : EchoPacket.v4())
                    .identifier(0x4000 + number)
                    .sequence(wire)
                    .tos(random.nextInt(4) == 0 ? random.nextInt(256) : 0)
                    .ttl(random.nextInt(20) == 0 ? random.nextInt(3) : 63)
                    .code(random.nextInt(50) == 0 ? random.nextInt(256) : 0)
                    .data(now);
            if (!six && number % 10 == 4) {
                packet.source("192.0.2.77");
            }
            if (!six && number % 10 == 8) {
                packet.source("192.0.2.78");
            }
            if (random.nextInt(10) == 0) {
                packet.trailer(random.nextInt(30));
            }
            return packet.build();
        }
    }
}
