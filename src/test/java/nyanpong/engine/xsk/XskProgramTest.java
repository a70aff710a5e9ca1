package nyanpong.engine.xsk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Verdict;
import nyanpong.engine.Claimed;
import nyanpong.score.Answer;
import nyanpong.support.EchoPacket;
import nyanpong.support.Golden;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Privileged;
import nyanpong.support.Room;
import nyanpong.sys.Bpf;
import nyanpong.sys.BpfTestRun;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Xdp;
import nyanpong.wire.Arrival;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is claimed from the kernel, asked of the kernel: BPF_PROG_TEST_RUN. There is no socket; so a program is asked that drops what
 * one would get.
 */
class XskProgramTest {
    private static final int MUTANTS = 30_000;
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_909);
    /** The kernel runs none that are shorter. */
    private static final int SHORTEST = 14;

    private static final int OVERHEAD = 14 + 20 + 8;
    private static final XskShape SHAPE = XskShape.of(1500);

    private XskMaps maps;
    private int fd = -1;
    private BpfTestRun program;
    private long beat;

    @BeforeEach
    void load() throws IOException {
        maps = Privileged.request(() -> new XskMaps(1));
        fd = load(Xdp.XDP_DROP);
        program = new BpfTestRun(fd);
        maps.linkAddress(Host.MAC);
        maps.write(0, XskMaps.LIMIT, Long.MAX_VALUE);
        want("192.0.2.0", "192.0.2.255");
    }

    @AfterEach
    void close() {
        if (maps != null) {
            new Libc().close(fd);
            maps.close();
        }
    }

    @Test
    void claimsWhatIsAnsweredAndLeavesWhatIsTheKernels() throws IOException {
        Responder responder =
                new Responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0), null, null, 1);
        responder.local(Host.table());
        Mutants mutants = Mutants.ofGoldenRequests();
        int[] seen = new int[Verdict.Fate.values().length];
        for (long seed = SEED; seed < SEED + MUTANTS; seed++) {
            byte[] packet = mutants.mutant(new SplittableRandom(seed));
            if (packet.length < SHORTEST || packet.length > SHAPE.longest()) {
                continue;
            }
            Room room = new Room(packet, 2);
            responder.respond(room.p, room.at, room.length, Arrival.PLAIN);
            Verdict.Fate fate = responder.verdict().fate();
            boolean claimed = isClaimed(packet);
            if (fate != Verdict.Fate.DROPPED && isForUs(packet)) {
                assertEquals(
                        fate == Verdict.Fate.ANSWERED,
                        claimed,
                        () -> responder.verdict() + " " + HexFormat.of().formatHex(packet));
            }
            assertFalse(claimed && !isForUs(packet));
            seen[fate.ordinal()]++;
        }
        assertTrue(Arrays.stream(seen).allMatch(n -> n > MUTANTS / 20), Arrays.toString(seen));
    }

    @Test
    void claimsEveryGoldenRequestThatIsAnswered() throws IOException {
        int claimed = 0;
        for (Golden golden : Golden.all()) {
            if (golden.request().length <= SHAPE.longest() && golden.arrival == Arrival.PLAIN) {
                boolean ours = golden.verdict.fate() == Verdict.Fate.ANSWERED;
                assertEquals(ours, isClaimed(golden.request()), golden.name);
                claimed += ours ? 1 : 0;
            }
        }
        assertTrue(claimed > 10, claimed + " claimed");
    }

    @Test
    void leavesWhatIsTooShortOrLongerThanAChunkHolds() throws IOException {
        byte[] shortest = EchoPacket.v4().data(0).build();
        for (int length = SHORTEST; length < OVERHEAD; length++) {
            assertFalse(isClaimed(Arrays.copyOf(shortest, length)), length + " octets");
        }
        for (int length : new int[] {OVERHEAD, 1514, SHAPE.longest()}) {
            assertTrue(isClaimed(EchoPacket.v4().data(length - OVERHEAD).build()), length + " octets");
        }
        assertFalse(
                isClaimed(EchoPacket.v4().data(SHAPE.longest() + 1 - OVERHEAD).build()));
    }

    @Test
    void leavesWhatIsForOtherEthernetAddresses() throws IOException {
        for (long mac : new long[] {0xffff_ffff_ffffL, 0x0100_5e00_0001L, Host.MAC + 1, Host.MAC + (1L << 40), 0}) {
            assertFalse(isClaimed(EchoPacket.v4().macs(mac, Host.PEER_MAC).build()), Long.toHexString(mac));
        }
        maps.linkAddress(0x0a0b0c0d0e0fL);
        assertFalse(isClaimed(EchoPacket.v4().build()));
        assertTrue(
                isClaimed(EchoPacket.v4().macs(0x0a0b0c0d0e0fL, Host.PEER_MAC).build()));
    }

    @Test
    void leavesTaggedPacketsToTheKernel() throws IOException {
        byte[] packet = EchoPacket.v4().build();
        for (int tci : new int[] {0, 100}) {
            byte[] tagged = new byte[packet.length + 4];
            System.arraycopy(packet, 0, tagged, 0, 12);
            System.arraycopy(packet, 12, tagged, 16, packet.length - 12);
            tagged[12] = (byte) 0x81;
            tagged[15] = (byte) tci;
            assertFalse(isClaimed(tagged));
        }
    }

    /** It goes on claiming for a tenth of a second after the reader's last sign, then until the next. */
    @Test
    void leavesAllToTheKernelWhileNobodyReads() throws Exception {
        byte[] packet = EchoPacket.v6().build();
        assertTrue(isClaimed(packet));
        assertTrue(runs(packet));
        Thread.sleep(XskProgram.PATIENCE_NANOS / 1_000_000 + 20);
        assertFalse(runs(packet));
        assertFalse(runs(packet));
        assertEquals(2, maps.sum(XskMaps.LATE));
        assertTrue(isClaimed(packet), "a sign of life");
        assertTrue(runs(packet));
        assertEquals(4, maps.sum(XskMaps.CLAIMED));
        assertEquals(0, maps.sum(XskMaps.FULL));
    }

    @Test
    void claimsAsManyAsItMay() throws IOException {
        byte[] packet = EchoPacket.v4().build();
        maps.write(0, XskMaps.LIMIT, 3);
        for (int i = 0; i < 3; i++) {
            assertTrue(isClaimed(packet));
        }
        assertFalse(isClaimed(packet));
        assertEquals(1, maps.sum(XskMaps.FULL));
        maps.write(0, XskMaps.LIMIT, 4);
        assertTrue(isClaimed(packet));
        assertFalse(isClaimed(packet));
        assertEquals(4, maps.sum(XskMaps.CLAIMED));
        assertEquals(2, maps.sum(XskMaps.FULL));
    }

    @Test
    void leavesAllToTheKernelWhereThereIsNoSocket() throws IOException {
        int real = load(Xdp.XDP_PASS);
        try {
            assertEquals(
                    Xdp.XDP_PASS,
                    new BpfTestRun(real).run(EchoPacket.v4().build(), 1).result());
            assertEquals(0, maps.sum(XskMaps.CLAIMED));
        } finally {
            new Libc().close(real);
        }
    }

    private int load(int withoutSocket) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            return new Bpf()
                    .progLoad(
                            XskProgram.NAME,
                            Bpf.BPF_PROG_TYPE_XDP,
                            Bpf.BPF_XDP,
                            Bpf.BPF_F_XDP_HAS_FRAGS,
                            "",
                            XskProgram.of(maps, SHAPE, withoutSocket).assemble(call));
        }
    }

    /** While somebody reads. */
    private boolean isClaimed(byte[] packet) throws ErrnoException {
        maps.write(0, XskMaps.BEAT, ++beat);
        return runs(packet);
    }

    private boolean runs(byte[] packet) throws ErrnoException {
        int result = program.run(packet, 1).result();
        assertTrue(result == Xdp.XDP_DROP || result == Xdp.XDP_PASS, "returned " + result);
        return result == Xdp.XDP_DROP;
    }

    private static boolean isForUs(byte[] packet) {
        return HexFormat.of().formatHex(packet, 0, 6).equals("%012x".formatted(Host.MAC));
    }

    private void want(String... ends) throws ErrnoException {
        Claimed claimed = Claimed.of(
                Stream.of(Host.ADDRESS, Host.ADDRESS6)
                        .map(XskProgramTest::prefix)
                        .toList(),
                Stream.of(ends).map(XskProgramTest::prefix).toList(),
                Set.of());
        maps.addresses().claimLess(claimed);
        maps.addresses().claimMore(claimed);
    }

    private static Prefix prefix(String literal) {
        byte[] address = Host.address(literal);
        return Prefix.of(address, address.length * 8);
    }
}
