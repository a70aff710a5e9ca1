package nyanpong.engine.xdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Verdict;
import nyanpong.engine.ClaimShape;
import nyanpong.programme.Match;
import nyanpong.programme.Programme;
import nyanpong.programme.Rotation;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.score.Sequel;
import nyanpong.support.EchoPacket;
import nyanpong.support.Naive;
import nyanpong.support.Privileged;
import org.junit.jupiter.api.Test;

/** How the program and Java share what they share: limits, tags, sessions, shelves. */
class TogetherTest {
    private static final int BURST = 65_536;
    private static final Programme PLAIN = new Programme(List.of(), 1024, 1, 2);

    @Test
    void theLayoutOfBucketsIsThatOfTheLimits() {
        assertEquals(RateLimits.MEMORY, Buckets.SIZE);
    }

    /** A burst, and then as many as time has brought; who is refused by the one is refused by the other. */
    @Test
    void limitsHoldForBothTogether() throws IOException {
        int perSecond = 1;
        try (KernelDrawn kernel = new KernelDrawn(PLAIN, 0, perSecond, 0, 0)) {
            kernel.stage(PLAIN, PLAIN.number(), List.of(), List.of(Answer.REPLY));
            long begin = System.nanoTime();
            int answered = 0;
            for (int sequence = 0; sequence < BURST + 1000; sequence++) {
                answered += kernel.answer(request(sequence)) == null ? 0 : 1;
            }
            long most = BURST + perSecond * (System.nanoTime() - begin) / 1_000_000_000 + 2;
            assertTrue(answered >= BURST && answered <= most, answered + " answered, " + most + " at most");
            assertEquals(BURST + 1000 - answered, kernel.engine.drawn(Drawn.LIMITED, false));
            int more = BURST;
            while (kernel.answer(request(more)) != null) {
                more++; // what a second has brought
            }
            int asked = kernel.asked;
            assertNull(kernel.answer(EchoPacket.v4().identifier(77).build()), "another session of this source");
            assertEquals(asked + 1, kernel.asked);
            assertEquals(Verdict.RATE_LIMITED, kernel.responder.verdict());
            assertNotNull(kernel.answer(EchoPacket.v4().source("198.51.100.9").build()), "another source");
        }
    }

    /** In its VLAN, by Java; in one that has no device here, by nobody. */
    @Test
    void tagsAreJavas() throws IOException {
        try (KernelDrawn kernel = new KernelDrawn(PLAIN)) {
            kernel.stage(PLAIN, PLAIN.number(), List.of(), List.of(Answer.REPLY));
            for (int sequence = 0; sequence < 5; sequence++) {
                assertNotNull(kernel.answer(request(sequence)));
            }
            assertTrue(kernel.drawn > 0);
            int drawn = kernel.drawn;
            for (boolean six : new boolean[] {false, true}) {
                byte[] plain =
                        (six ? EchoPacket.v6() : EchoPacket.v4()).sequence(6).build();
                byte[] answer = kernel.answer(tagged(plain, 0x8100, 0xa064));
                assertEquals(0x8100, Naive.u16(answer, 12));
                assertEquals(0xa064, Naive.u16(answer, 14));
                assertEquals(0x8100, Naive.u16(kernel.answer(tagged(plain, 0x8100, 4094)), 12));
                assertEquals(six ? 0x86dd : 0x0800, Naive.u16(kernel.answer(tagged(plain, 0x8100, 0x6000)), 12));
                int asked = kernel.asked;
                assertNull(kernel.answer(tagged(plain, 0x8100, 200)));
                assertNull(kernel.answer(tagged(plain, 0x88a8, 100)));
                assertNull(kernel.answer(tagged(tagged(plain, 0x8100, 100), 0x8100, 100)));
                assertEquals(asked, kernel.asked);
            }
            assertEquals(drawn, kernel.drawn);
        }
    }

    /** RFC 6864: none again within 65,536 of a session; and nobody can tell the next one. */
    @Test
    void identificationsDoNotRepeat() throws IOException {
        try (KernelDrawn kernel = new KernelDrawn(PLAIN)) {
            kernel.stage(PLAIN, PLAIN.number(), List.of(), List.of(Answer.REPLY));
            Set<Integer> seen = new TreeSet<>();
            int steps = 0;
            int last = 0;
            for (int sequence = 0; sequence < 20_000; sequence++) {
                byte[] reply = kernel.answer(request(sequence));
                if (sequence >= 10) {
                    int identification = Naive.u16(reply, 18);
                    assertTrue(seen.add(identification), "twice");
                    steps += Math.abs(identification - last) < 256 ? 1 : 0;
                    last = identification;
                }
            }
            assertTrue(steps < 1000, steps + " near the one before");
        }
    }

    /** Sessions of what is not in force come up, and what finds no room is Java's. */
    @Test
    void aShelfTakesEffectAtOnce() throws IOException {
        Score score = new Score("cells", new long[] {Answer.reply(7), Answer.reply(8)}, 2, Answer.REPLY);
        Programme drawing =
                new Programme(List.of(new Rule.Play(Match.ALL, score, new Rotation.PerSession())), 64, 1, 2);
        try (KernelDrawn kernel = new KernelDrawn(drawing)) {
            Score large = new Score("large", new long[1 << 18], 1 << 18, Answer.REPLY);
            kernel.stage(drawing, drawing.number(), List.of(score), List.of());
            assertEquals(
                    1,
                    kernel.engine
                            .shelves()
                            .put(drawing.number(), List.of(score, large), List.of(), new long[8], false));
            for (int sequence = 0; sequence < 6; sequence++) {
                assertEquals(7 + sequence % 2, kernel.answer(request(sequence))[22]);
            }
            assertEquals(2, kernel.asked);
            kernel.engine.shelves().renew();
            kernel.answer(request(6));
            assertEquals(3, kernel.asked);
            assertEquals(8, kernel.answer(request(7))[22]);
            assertEquals(3, kernel.asked);
            kernel.engine.shelves().put(drawing.number(), List.of(), List.of(), new long[8], false);
            assertEquals(7, kernel.answer(request(8))[22]);
            assertEquals(8, kernel.answer(request(9))[22]);
            assertEquals(5, kernel.asked);
        }
    }

    @Test
    void enteringAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Arena arena = Arena.ofConfined();
                XdpMaps maps = Privileged.request(() -> new XdpMaps(ClaimShape.of(1500), 1024, 1024))) {
            SessionTable table = new SessionTable(arena, maps);
            Shelves shelves = new Shelves(maps);
            shelves.put(0, List.of(), List.of(Answer.REPLY), new long[8], false);
            Shelves.Index index = shelves.index();
            Sequel sequel = new Sequel();
            MemorySegment p = arena.allocate(128, 8);
            p.copyFrom(MemorySegment.ofArray(request(1)));
            long least = Long.MAX_VALUE;
            for (int round = 0; round < 40 && least > 0; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 5_000; i++) {
                    sequel.begin(0, 0, 0);
                    sequel.decide(0, i, null, Answer.REPLY, 0);
                    table.of(p, 0);
                    table.enter(sequel, index, i);
                    table.remove();
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertEquals(0, least);
        }
    }

    private static byte[] request(int sequence) {
        return EchoPacket.v4().sequence(sequence & 0xffff).build();
    }

    private static byte[] tagged(byte[] packet, int tpid, int tci) {
        byte[] tagged = Arrays.copyOf(packet, packet.length + 4);
        System.arraycopy(packet, 12, tagged, 16, packet.length - 12);
        Naive.u16(tagged, 12, tpid);
        Naive.u16(tagged, 14, tci);
        return tagged;
    }
}
