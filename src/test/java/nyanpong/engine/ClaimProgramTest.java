package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Verdict;
import nyanpong.score.Answer;
import nyanpong.support.EchoPacket;
import nyanpong.support.Golden;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Privileged;
import nyanpong.support.Room;
import nyanpong.sys.Bpf;
import nyanpong.sys.BpfRingbuf;
import nyanpong.sys.Libc;
import nyanpong.wire.Arrival;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is claimed from the kernel, asked of the kernel: BPF_PROG_TEST_RUN, as if from the wire. */
class ClaimProgramTest {
    private static final int MUTANTS = 100_000;
    private static final long SEED = Long.getLong("nyanpong.seed", 20_170_909);
    /** The kernel tries none that end within the header of their EtherType. */
    private static final int SHORTEST = 14 + 40;

    private static final Claimed HOST = claimed(List.of(Host.ADDRESS, Host.ADDRESS6), "192.0.2.0", "192.0.2.255");

    private final Arena arena = Arena.ofConfined();
    private final Bpf bpf = new Bpf();
    /** A ring that is full sooner than a busy machine's reader is taken for dead. */
    private final ClaimShape shape = new ClaimShape(ClaimShape.of(1500).longest(), 256 << 10);

    private final Map<Integer, BpfRingbuf> rings = new HashMap<>();
    private final Arena readers = Arena.ofAuto();
    private ClaimMaps maps;
    private int program;
    private BpfRingbuf ring;

    @BeforeEach
    void load() throws IOException {
        maps = Privileged.request(() -> new ClaimMaps(shape));
        program = bpf.progLoad(
                ClaimProgram.NAME,
                Bpf.BPF_PROG_TYPE_SCHED_CLS,
                Bpf.BPF_TCX_INGRESS,
                "",
                ClaimProgram.of(maps, SEED).assemble(arena));
        ring = new BpfRingbuf(new Libc(), arena, maps.ring(), shape.ring());
        want(HOST);
    }

    @AfterEach
    void close() {
        if (maps != null) {
            new Libc().close(program);
            maps.close();
        }
        if (arena.scope().isAlive()) {
            arena.close();
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
            byte[] packet = received(mutants.mutant(new SplittableRandom(seed)));
            if (packet.length < SHORTEST || packet.length > shape.longest()) {
                continue;
            }
            Room room = new Room(packet, 2);
            responder.respond(room.p, room.at, room.length, Arrival.PLAIN);
            Verdict.Fate fate = responder.verdict().fate();
            boolean claimed = isClaimed(packet);
            if (fate != Verdict.Fate.DROPPED) {
                assertEquals(
                        fate == Verdict.Fate.ANSWERED,
                        claimed,
                        () -> responder.verdict() + " " + HexFormat.of().formatHex(packet));
            }
            seen[fate.ordinal()]++;
        }
        assertTrue(Arrays.stream(seen).allMatch(n -> n > MUTANTS / 20), Arrays.toString(seen));
    }

    @Test
    void claimsEveryGoldenRequestThatIsAnswered() throws IOException {
        int claimed = 0;
        for (Golden golden : Golden.all()) {
            if (golden.request().length <= shape.longest()) {
                boolean ours = golden.verdict.fate() == Verdict.Fate.ANSWERED;
                assertEquals(ours, isClaimed(received(golden.request())), golden.name);
                claimed++;
            }
        }
        assertTrue(claimed > 10, claimed + " claimed");
    }

    @Test
    void leavesWhatIsTooShortOrLongerThanItsRecords() throws IOException {
        int overhead = 14 + 20 + 8;
        for (int length = overhead - 8; length < overhead; length++) {
            byte[] cut = Arrays.copyOf(EchoPacket.v4().data(0).build(), length);
            assertEquals(false, isClaimed(received(cut)), length + " octets");
        }
        for (int length : new int[] {overhead, ClaimShape.SHORT, ClaimShape.SHORT + 1, 1514, shape.longest()}) {
            assertTrue(
                    isClaimed(received(EchoPacket.v4().data(length - overhead).build())), length + " octets");
        }
        assertEquals(
                false,
                isClaimed(received(
                        EchoPacket.v4().data(shape.longest() + 1 - overhead).build())));
    }

    @Test
    void leavesGroupsAndWhatIsForOthers() throws IOException {
        for (long mac : new long[] {0xffff_ffff_ffffL, 0x0100_5e00_0001L, 0x0200_0000_0009L}) {
            assertEquals(
                    false, isClaimed(EchoPacket.v4().macs(mac, Host.PEER_MAC).build()));
        }
    }

    /** A host may take whole prefixes as its own; within them, what is nobody's stays the kernel's. */
    @Test
    void theLongestPrefixDecides() throws IOException {
        want(Claimed.of(
                List.of(Prefix.ofIpv4(0, 0), Prefix.ofIpv4(127 << 24, 8), new Prefix(0x20010db8L << 32, 0, 32)),
                List.of(prefix("192.0.2.255")),
                Set.of()));
        for (String ours : List.of("192.0.2.254", "198.51.100.7", "2001:db8:ffff::1")) {
            assertTrue(isClaimed(to(ours)), ours);
        }
        for (String not :
                List.of("192.0.2.255", "127.0.0.1", "224.0.0.1", "255.255.255.255", "0.1.2.3", "2001:db9::1")) {
            assertEquals(false, isClaimed(to(not)), not);
        }
    }

    @Test
    void addressesComeAndGo() throws IOException {
        Claimed more = claimed(List.of(Host.ADDRESS, Host.ADDRESS6, Host.ELSEWHERE), "192.0.2.255");
        maps.claimLess(more);
        assertEquals(false, isClaimed(to(Host.ELSEWHERE)), "before the packet thread knows it");
        maps.claimMore(more);
        assertTrue(isClaimed(to(Host.ELSEWHERE)));
        assertTrue(isClaimed(to(Host.ADDRESS)));
        Claimed less = claimed(List.of(Host.ELSEWHERE), "192.0.2.255");
        maps.claimLess(less);
        assertEquals(false, isClaimed(to(Host.ADDRESS)));
        assertEquals(false, isClaimed(to(Host.ADDRESS6)));
        assertTrue(isClaimed(to(Host.ELSEWHERE)));
        maps.claimMore(claimed(List.of(), Host.ELSEWHERE));
        maps.claimLess(claimed(List.of(), Host.ELSEWHERE));
        assertEquals(false, isClaimed(to(Host.ELSEWHERE)), "now the end of a subnet");
    }

    /** It goes on claiming while somebody reads, and for a tenth of a second after; then one reading is enough again. */
    @Test
    void leavesAllToTheKernelWhileNobodyReads() throws Exception {
        byte[] packet = to(Host.ADDRESS);
        assertTrue(runs(packet));
        assertTrue(runs(packet));
        Thread.sleep(Patience.NANOS / 1_000_000 + 20);
        assertEquals(false, runs(packet));
        assertEquals(1, maps.counts(0).late());
        read(packet);
        ring.release();
        assertTrue(runs(packet), "one was read");
        read(packet);
        read(packet);
        ring.release();
        Thread.sleep(Patience.NANOS / 1_000_000 + 20);
        assertTrue(runs(packet), "nothing was to be read");
        assertEquals(4, maps.counts(0).claimed());
        assertEquals(0, maps.counts(0).full());
    }

    @Test
    void leavesToTheKernelWhatHasNoRoom() throws IOException {
        byte[] packet = received(EchoPacket.v4().data(1472).build());
        int room = shape.ring() / (shape.longest() + ClaimProgram.RECORD_PACKET + 8);
        int claimed = 0;
        while (runs(packet)) {
            claimed++;
        }
        assertEquals(room, claimed);
        assertEquals(claimed, maps.counts(0).claimed());
        assertEquals(1, maps.counts(0).full());
        for (int i = 0; i < claimed; i++) {
            read(packet);
        }
        ring.release();
        assertTrue(isClaimed(packet));
    }

    /** Each source has a ring, whose reader alone decides whether it is claimed; all rings have sources. */
    @Test
    void severalThreadsHaveARingEach() throws Exception {
        int rings = 5;
        close();
        Arena mapped = Arena.ofAuto();
        maps = new ClaimMaps(shape, rings);
        program = bpf.progLoad(
                ClaimProgram.NAME,
                Bpf.BPF_PROG_TYPE_SCHED_CLS,
                Bpf.BPF_TCX_INGRESS,
                "",
                ClaimProgram.of(maps, SEED).assemble(mapped));
        want(HOST);
        int[] sources = new int[rings];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 400; i++) {
            boolean six = i % 2 == 1;
            String prefix = six ? "2001:db8:" + Integer.toHexString(i) : "198.51." + (i % 200);
            int ring = -1;
            for (int host = 0; host < 3; host++) {
                String source = prefix
                        + (six ? "::" + Integer.toHexString(random.nextInt(1, 0xffff)) : "." + random.nextInt(1, 255));
                int now = ringOf(received(
                        (six ? EchoPacket.v6() : EchoPacket.v4()).source(source).build()));
                assertTrue(host == 0 || now == ring, source);
                ring = now;
            }
            sources[ring]++;
        }
        assertTrue(Arrays.stream(sources).allMatch(n -> n > 40 && n < 120), Arrays.toString(sources));
    }

    private int ringOf(byte[] packet) throws IOException {
        long[] before = IntStream.range(0, maps.rings())
                .mapToLong(i -> maps.counts(i).claimed())
                .toArray();
        try (Arena call = Arena.ofConfined()) {
            assertEquals(Bpf.TCX_DROP, bpf.progTestRun(program, call.allocateFrom(JAVA_BYTE, packet)));
        }
        int[] grown = IntStream.range(0, maps.rings())
                .filter(i -> maps.counts(i).claimed() > before[i])
                .toArray();
        assertEquals(1, grown.length);
        // As its reader would, or it is taken for dead.
        BpfRingbuf read = rings.computeIfAbsent(grown[0], this::open);
        assertTrue(read.next() >= 0);
        read.advance();
        read.release();
        return grown[0];
    }

    private BpfRingbuf open(int number) {
        try {
            return new BpfRingbuf(new Libc(), readers, maps.ring(number), shape.ring());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void want(Claimed claimed) throws IOException {
        maps.claimLess(claimed);
        maps.claimMore(claimed);
    }

    /** What is claimed is in the ring, whole, and alone. */
    private boolean isClaimed(byte[] packet) throws IOException {
        boolean claimed = runs(packet);
        if (claimed) {
            read(packet);
            ring.release();
        }
        assertEquals(-1, ring.next());
        return claimed;
    }

    private boolean runs(byte[] packet) throws IOException {
        try (Arena call = Arena.ofConfined()) {
            int answer = bpf.progTestRun(program, call.allocateFrom(JAVA_BYTE, packet));
            assertTrue(answer == Bpf.TCX_DROP || answer == Bpf.TCX_NEXT, "returned " + answer);
            return answer == Bpf.TCX_DROP;
        }
    }

    private void read(byte[] packet) {
        long record = ring.next();
        MemorySegment s = ring.segment();
        assertEquals(packet.length, s.get(JAVA_INT, record + ClaimProgram.RECORD_LENGTH));
        assertEquals(0, s.get(JAVA_INT, record + ClaimProgram.RECORD_TCI), "a tag");
        byte[] copy =
                s.asSlice(record + ClaimProgram.RECORD_PACKET, packet.length).toArray(JAVA_BYTE);
        assertArrayEquals(packet, copy);
        ring.advance();
    }

    private static byte[] to(String address) {
        EchoPacket packet = address.contains(":") ? EchoPacket.v6() : EchoPacket.v4();
        return received(packet.destination(address).build());
    }

    /** By the interface that these runs pretend, lo: its address is zero. */
    private static byte[] received(byte[] packet) {
        Arrays.fill(packet, 0, Math.min(packet.length, 6), (byte) 0);
        return packet;
    }

    private static Claimed claimed(List<String> addresses, String... ends) {
        return Claimed.of(
                addresses.stream().map(ClaimProgramTest::prefix).toList(),
                Stream.of(ends).map(ClaimProgramTest::prefix).toList(),
                Set.of());
    }

    private static Prefix prefix(String literal) {
        byte[] address = Host.address(literal);
        return Prefix.of(address, address.length * 8);
    }
}
