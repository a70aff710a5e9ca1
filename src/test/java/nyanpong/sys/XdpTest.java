package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfCondition.GT;
import static nyanpong.sys.BpfCondition.NE;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfRegister.R3;
import static nyanpong.sys.BpfRegister.R4;
import static nyanpong.sys.BpfRegister.R6;
import static nyanpong.sys.BpfRegister.R7;
import static nyanpong.sys.BpfSize.B;
import static nyanpong.sys.BpfSize.DW;
import static nyanpong.sys.BpfSize.W;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import nyanpong.support.Privileged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** XDP programs that the kernel's verifier accepts, run by the kernel. */
class XdpTest {
    private final Bpf bpf = new Bpf();
    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofConfined();
    private final List<Integer> descriptors = new ArrayList<>();

    @AfterEach
    void close() {
        descriptors.forEach(libc::close);
        arena.close();
    }

    /** The packet's first octet is its pointer's, once its end has been asked. */
    @Test
    void readsAndWritesThePacket() throws IOException {
        BpfAssembler program = new BpfAssembler()
                .mov(R6, R1)
                .load(W, R7, R6, Xdp.Md.DATA)
                .load(W, R1, R6, Xdp.Md.DATA_END)
                .mov(R2, R7)
                .add(R2, 14)
                .mov(R0, Xdp.XDP_ABORTED)
                .jump(R2, GT, R1, "short")
                .load(B, R3, R7, 13)
                .add(R3, 1)
                .store(B, R7, 13, R3)
                .mov(R0, Xdp.XDP_TX)
                .label("short")
                .exit();
        byte[] packet = packet(60);
        BpfTestRun.Outcome outcome = new BpfTestRun(load(program)).run(packet, 1);
        packet[13]++;
        assertEquals(Xdp.XDP_TX, outcome.result());
        assertArrayEquals(packet, outcome.packet());
        VerifierException e = assertThrows(
                VerifierException.class,
                () -> load(new BpfAssembler()
                        .load(W, R7, R1, Xdp.Md.DATA)
                        .load(B, R0, R7, 0)
                        .exit()));
        assertTrue(e.getMessage().contains("outside of the packet"), e.getMessage());
    }

    /** 28 octets more before it, the last 4 of it gone, the first and the last octet swapped by way of the stack. */
    @Test
    void adjustsBothEnds() throws IOException {
        BpfAssembler program = new BpfAssembler().mov(R6, R1);
        program.mov(R2, -28).call(BpfHelper.XDP_ADJUST_HEAD).jump(R0, NE, 0, "failed");
        program.mov(R1, R6).mov(R2, -4).call(BpfHelper.XDP_ADJUST_TAIL).jump(R0, NE, 0, "failed");
        bytes(program, 28, -8, BpfHelper.XDP_LOAD_BYTES);
        bytes(program, 83, -7, BpfHelper.XDP_LOAD_BYTES);
        bytes(program, 83, -8, BpfHelper.XDP_STORE_BYTES);
        bytes(program, 28, -7, BpfHelper.XDP_STORE_BYTES);
        program.mov(R0, Xdp.XDP_PASS)
                .exit()
                .label("failed")
                .mov(R0, Xdp.XDP_ABORTED)
                .exit();
        byte[] packet = packet(60);
        BpfTestRun.Outcome outcome = new BpfTestRun(load(program)).run(packet, 1);
        assertEquals(Xdp.XDP_PASS, outcome.result());
        assertEquals(84, outcome.packet().length);
        assertEquals(packet[55], outcome.packet()[28]);
        assertEquals(packet[0], outcome.packet()[83]);
        assertEquals(packet[1], outcome.packet()[29]);
    }

    @Test
    void comparesAndExchanges() throws IOException {
        int map = own(
                Privileged.request(() -> bpf.mapCreate("test", Bpf.BPF_MAP_TYPE_ARRAY, 4, 16, 1, Bpf.BPF_F_MMAPABLE)));
        MemorySegment value = Mman.shared(libc, arena, map, 16);
        BpfAssembler program = new BpfAssembler()
                .mapValue(R6, map, 0)
                .mov64(R0, 0x1122334455667788L)
                .mov(R2, 5)
                .atomicCompareExchange(DW, R6, 0, R2)
                .mov(R7, R0)
                .mov(R2, 3)
                .atomicFetchAdd(DW, R6, 8, R2)
                .mov(R0, R2)
                .jump(R7, EQ, 0, "other")
                .add(R0, 100)
                .label("other")
                .exit();
        BpfTestRun run = new BpfTestRun(load(program));
        value.set(JAVA_LONG, 8, 40);
        assertEquals(40, run.run(packet(60), 1).result());
        assertEquals(0, value.get(JAVA_LONG, 0), "was another");
        value.set(JAVA_LONG, 0, 0x1122334455667788L);
        assertEquals(143, run.run(packet(60), 1).result());
        assertEquals(5, value.get(JAVA_LONG, 0));
        assertEquals(46, value.get(JAVA_LONG, 8));
    }

    /** An array in an array, of another length than the one that it is like; swapped while the program is there. */
    @Test
    void findsItsWayThroughMapsOfMaps() throws IOException {
        int like = own(Privileged.request(() -> inner(1)));
        int first = own(inner(8));
        int second = own(inner(3));
        int outer = own(bpf.mapCreateOfMaps("test", Bpf.BPF_MAP_TYPE_ARRAY_OF_MAPS, 4, like));
        put(first, 2, 20);
        put(second, 2, 30);
        BpfAssembler program = new BpfAssembler()
                .store(W, R10, -4, 1)
                .map(R1, outer)
                .mov(R2, R10)
                .add(R2, -4)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, "none")
                .store(W, R10, -4, 2)
                .mov(R1, R0)
                .mov(R2, R10)
                .add(R2, -4)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, "none")
                .load(W, R0, R0, 0)
                .label("none")
                .exit();
        BpfTestRun run = new BpfTestRun(load(program));
        assertEquals(0, run.run(packet(60), 1).result());
        put(outer, 1, first);
        assertEquals(20, run.run(packet(60), 1).result());
        put(outer, 1, second);
        assertEquals(30, run.run(packet(60), 1).result());
    }

    @Test
    void whatIsThereIsNotAddedAgain() throws IOException {
        int map = own(Privileged.request(() -> bpf.mapCreate("test", Bpf.BPF_MAP_TYPE_LRU_HASH, 4, 4, 64, 0)));
        MemorySegment key = arena.allocateFrom(JAVA_INT, 7);
        MemorySegment value = arena.allocateFrom(JAVA_INT, 70);
        assertEquals(
                Errno.ENOENT,
                assertThrows(ErrnoException.class, () -> bpf.mapUpdateElem(map, key, value, Bpf.BPF_EXIST))
                        .errno());
        bpf.mapUpdateElem(map, key, value, Bpf.BPF_NOEXIST);
        assertThrows(ErrnoException.class, () -> bpf.mapUpdateElem(map, key, value, Bpf.BPF_NOEXIST));
        assertTrue(bpf.mapDeleteElem(map, key));
        assertFalse(bpf.mapDeleteElem(map, key));
    }

    /** One octet of the packet, from or to the stack. */
    private static void bytes(BpfAssembler program, int at, int stack, BpfHelper helper) {
        program.mov(R1, R6)
                .mov(R2, at)
                .mov(R3, R10)
                .add(R3, stack)
                .mov(R4, 1)
                .call(helper)
                .jump(R0, NE, 0, "failed");
    }

    private int inner(int entries) throws ErrnoException {
        return bpf.mapCreate("test", Bpf.BPF_MAP_TYPE_ARRAY, 4, 4, entries, Bpf.BPF_F_INNER_MAP);
    }

    private void put(int map, int key, int value) throws ErrnoException {
        bpf.mapUpdateElem(map, arena.allocateFrom(JAVA_INT, key), arena.allocateFrom(JAVA_INT, value));
    }

    private int load(BpfAssembler program) throws IOException {
        return own(Privileged.request(
                () -> bpf.progLoad("test_program", Bpf.BPF_PROG_TYPE_XDP, Bpf.BPF_XDP, "", program.assemble(arena))));
    }

    private static byte[] packet(int length) {
        byte[] packet = new byte[length];
        new SplittableRandom(1).nextBytes(packet);
        return packet;
    }

    private int own(int fd) {
        descriptors.add(fd);
        return fd;
    }
}
