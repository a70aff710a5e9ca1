package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GE;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.LE;
import static nyanpong.sys.BpfCondition.LT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfCondition.SET;
import static nyanpong.sys.BpfCondition.SGE;
import static nyanpong.sys.BpfCondition.SGT;
import static nyanpong.sys.BpfCondition.SLE;
import static nyanpong.sys.BpfCondition.SLT;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfRegister.R8;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.W;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongBinaryOperator;
import nyanpong.support.Privileged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that the kernel's verifier accepts, run by the kernel. */
class BpfTest {
    private static final int PAGES = 4;

    private final Bpf bpf = new Bpf();
    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofConfined();
    private final List<Integer> descriptors = new ArrayList<>();
    private final MemorySegment packet = arena.allocate(64);

    @AfterEach
    void close() {
        descriptors.forEach(libc::close);
        arena.close();
    }

    @Test
    void computesAsJavaDoes() throws IOException {
        assertComputes((a, b) -> a + b, p -> p.add(R0, R1));
        assertComputes((a, b) -> a - b, p -> p.sub(R0, R1));
        assertComputes((a, b) -> a * b, p -> p.mul(R0, R1));
        assertComputes((a, b) -> b == 0 ? 0 : Long.divideUnsigned(a, b), p -> p.div(R0, R1));
        assertComputes((a, b) -> b == 0 ? a : Long.remainderUnsigned(a, b), p -> p.mod(R0, R1));
        assertComputes((a, b) -> a | b, p -> p.or(R0, R1));
        assertComputes((a, b) -> a & b, p -> p.and(R0, R1));
        assertComputes((a, b) -> a ^ b, p -> p.xor(R0, R1));
        assertComputes((a, b) -> a << 13, p -> p.lsh(R0, 13));
        assertComputes((a, b) -> a >>> 13, p -> p.rsh(R0, 13));
        assertComputes((a, b) -> a >> 13, p -> p.arsh(R0, 13));
        assertComputes((a, b) -> -a, p -> p.neg(R0));
        assertComputes((a, b) -> Long.reverseBytes(a), p -> p.bigEndian(R0, 64));
        assertComputes((a, b) -> Integer.reverseBytes((int) a) & 0xffff_ffffL, p -> p.bigEndian(R0, 32));
        assertComputes((a, b) -> a - 77, p -> p.add(R0, -77));
        assertComputes((a, b) -> a & -256, p -> p.and(R0, -256));
        assertComputes((a, b) -> ((int) a + (int) b) & 0xffff_ffffL, p -> p.add32(R0, R1));
        assertComputes((a, b) -> b & 0xffff_ffffL, p -> p.mov32(R0, R1));
    }

    @Test
    void comparesAsJavaDoes() throws IOException {
        assertComputes((a, b) -> a == b ? 1 : 0, p -> choose(p, EQ));
        assertComputes((a, b) -> a != b ? 1 : 0, p -> choose(p, NE));
        assertComputes((a, b) -> Long.compareUnsigned(a, b) > 0 ? 1 : 0, p -> choose(p, GT));
        assertComputes((a, b) -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0, p -> choose(p, GE));
        assertComputes((a, b) -> Long.compareUnsigned(a, b) < 0 ? 1 : 0, p -> choose(p, LT));
        assertComputes((a, b) -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0, p -> choose(p, LE));
        assertComputes((a, b) -> a > b ? 1 : 0, p -> choose(p, SGT));
        assertComputes((a, b) -> a >= b ? 1 : 0, p -> choose(p, SGE));
        assertComputes((a, b) -> a < b ? 1 : 0, p -> choose(p, SLT));
        assertComputes((a, b) -> a <= b ? 1 : 0, p -> choose(p, SLE));
        assertComputes((a, b) -> (a & b) != 0 ? 1 : 0, p -> choose(p, SET));
    }

    /** The sum of 1 to 10, by a loop, in a function of its own, by way of the stack. */
    @Test
    void loopsAndCallsItsOwn() throws IOException {
        BpfAssembler program = new BpfAssembler()
                .mov(R1, 10)
                .call("sum")
                .exit()
                .label("sum")
                .store(DW, R10, -8, 0)
                .label("again")
                .load(DW, R0, R10, -8)
                .add(R0, R1)
                .store(DW, R10, -8, R0)
                .sub(R1, 1)
                .jump(R1, NE, 0, "again")
                .load(DW, R0, R10, -8)
                .exit();
        assertEquals(55, run(load(program)));
    }

    @Test
    void readsThePacketAndWritesMaps() throws IOException {
        int map = own(
                Privileged.request(() -> bpf.mapCreate("test", Bpf.BPF_MAP_TYPE_ARRAY, 4, 16, 1, Bpf.BPF_F_MMAPABLE)));
        packet.set(JAVA_INT, 40, 0x04030201);
        BpfAssembler program = new BpfAssembler()
                .mov(R6, R1)
                .loadPacket(W, 40)
                .mapValue(R1, map, 8)
                .atomicAdd(DW, R1, 0, R0)
                .load(W, R0, R6, SkBuff.LEN)
                .exit();
        int fd = load(program);
        assertEquals(64, run(fd));
        run(fd);
        MemorySegment value = arena.allocate(16, 8);
        assertTrue(bpf.mapLookupElem(map, arena.allocateFrom(JAVA_INT, 0), value));
        assertEquals(2 * 0x01020304L, value.get(JAVA_LONG, 8));
        assertEquals(0, value.get(JAVA_LONG, 0));
        assertEquals(2 * 0x01020304L, Mman.readable(libc, arena, map, 0, 16).get(JAVA_LONG, 8));
        assertEquals("test_program", bpf.progName(fd));
    }

    @Test
    void elementsComeAndGo() throws IOException {
        int map = own(Privileged.request(() -> bpf.mapCreate("test", Bpf.BPF_MAP_TYPE_HASH, 4, 4, 4, 0)));
        MemorySegment key = arena.allocateFrom(JAVA_INT, 7);
        MemorySegment value = arena.allocate(4, 4);
        assertFalse(bpf.mapLookupElem(map, key, value));
        bpf.mapUpdateElem(map, key, arena.allocateFrom(JAVA_INT, 70));
        assertTrue(bpf.mapLookupElem(map, key, value));
        assertEquals(70, value.get(JAVA_INT, 0));
        assertTrue(bpf.mapDeleteElem(map, key));
        assertFalse(bpf.mapDeleteElem(map, key));
    }

    @Test
    void aRefusalSaysWhy() throws IOException {
        load(new BpfAssembler().mov(R0, 0).exit());
        BpfAssembler unsafe = new BpfAssembler().load(W, R0, R10, 8).exit();
        VerifierException e = assertThrows(VerifierException.class, () -> load(unsafe));
        assertTrue(e.getMessage().startsWith("bpf(BPF_PROG_LOAD, test_program): EACCES"), e.getMessage());
        assertTrue(e.getMessage().contains("stack"), e.getMessage());
        assertTrue(e.log().lines().count() > 2, e.log());
    }

    /** Records of two sizes, every third one given up, until the ring has been gone round a hundred times. */
    @Test
    void recordsComeOutOfTheRingAsTheyWentIn() throws IOException {
        int size = PAGES * libc.getpagesize();
        int map = own(Privileged.request(() -> bpf.mapCreate("test", Bpf.BPF_MAP_TYPE_RINGBUF, 0, 0, size, 0)));
        int fd = load(writer(map));
        BpfRingbuf ring = new BpfRingbuf(libc, arena, map, size);
        assertEquals(-1, ring.next());
        SplittableRandom random = new SplittableRandom(1);
        List<Integer> kept = new ArrayList<>();
        int number = 0;
        long full = 0;
        for (long written = 0; written < 100L * size; ) {
            for (int burst = random.nextInt(200); burst > 0; burst--, number++) {
                packet.set(JAVA_INT, 40, Integer.reverseBytes(number));
                int what = run(fd);
                written += what;
                if (what == 0) {
                    full++;
                } else if (number % 3 != 0) {
                    kept.add(number);
                }
            }
            for (int expected : kept) {
                long at = ring.next();
                assertEquals(expected, ring.segment().get(JAVA_INT, at));
                assertEquals(at, ring.next());
                ring.advance();
            }
            kept.clear();
            assertEquals(-1, ring.next());
            ring.release();
        }
        assertTrue(full > 0, "the ring was never full");
    }

    /** Writes the packet's number, into 12 octets where it is even, else 500; returns the room taken, or 0. */
    private static BpfAssembler writer(int map) {
        return new BpfAssembler()
                .mov(R6, R1)
                .loadPacket(W, 40)
                .mov(R7, R0)
                .map(R1, map)
                .mov(R3, 0)
                .jump(R7, SET, 1, "odd")
                .mov(R8, 24)
                .mov(R2, 12)
                .call(BpfHelper.RINGBUF_RESERVE)
                .jump(R0, EQ, 0, "full")
                .jump("write")
                .label("odd")
                .mov(R8, 512)
                .mov(R2, 500)
                .call(BpfHelper.RINGBUF_RESERVE)
                .jump(R0, EQ, 0, "full")
                .label("write")
                .store(W, R0, 0, R7)
                .mov(R1, R0)
                .mov(R2, 0)
                .mod(R7, 3)
                .jump(R7, EQ, 0, "discard")
                .call(BpfHelper.RINGBUF_SUBMIT)
                .mov(R0, R8)
                .exit()
                .label("discard")
                .call(BpfHelper.RINGBUF_DISCARD)
                .mov(R0, R8)
                .exit()
                .label("full")
                .mov(R0, 0)
                .exit();
    }

    private interface Operation {
        BpfAssembler on(BpfAssembler program);
    }

    /** R0 = R0 condition R1 */
    private static BpfAssembler choose(BpfAssembler program, BpfCondition condition) {
        return program.mov(R2, R0)
                .mov(R0, 1)
                .jump(R2, condition, R1, "chosen")
                .mov(R0, 0)
                .label("chosen");
    }

    /** On the halves of a result apart: a program returns but 32 bits. */
    private void assertComputes(LongBinaryOperator java, Operation operation) throws IOException {
        long[] telling = {0, 1, 2, -1, Long.MIN_VALUE, 0xffff_ffffL, 0x8000_0000L, 0x0123_4567_89ab_cdefL};
        int low = load(operation.on(inputs()).exit());
        int high = load(operation.on(inputs()).rsh(R0, 32).exit());
        for (long a : telling) {
            for (long b : telling) {
                packet.set(JAVA_LONG, 40, a);
                packet.set(JAVA_LONG, 48, b);
                long result = (long) run(high) << 32 | (run(low) & 0xffff_ffffL);
                assertEquals(java.applyAsLong(a, b), result, () -> "of %x and %x".formatted(a, b));
            }
        }
    }

    /** R0 and R1 from the packet: the verifier must not know them and leave branches out. */
    private static BpfAssembler inputs() {
        return new BpfAssembler()
                .mov(R2, 40)
                .mov(R3, R10)
                .add(R3, -16)
                .mov(R4, 16)
                .call(BpfHelper.SKB_LOAD_BYTES)
                .load(DW, R0, R10, -16)
                .load(DW, R1, R10, -8);
    }

    private int load(BpfAssembler program) throws IOException {
        return own(Privileged.request(() -> bpf.progLoad(
                "test_program", Bpf.BPF_PROG_TYPE_SCHED_CLS, Bpf.BPF_TCX_INGRESS, "", program.assemble(arena))));
    }

    private int run(int fd) throws IOException {
        return bpf.progTestRun(fd, packet);
    }

    private int own(int fd) {
        descriptors.add(fd);
        return fd;
    }
}
