package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** AF_XDP's structures, against bytes that a C program wrote by the kernel's headers; its rings, against a kernel played here. */
class XdpRingTest {
    private static final int PRODUCER = 0;
    private static final int CONSUMER = 64;
    private static final int FLAGS = 128;
    private static final int ENTRIES = 192;
    private static final int SIZE = 8;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment memory = arena.allocate(ENTRIES + SIZE * 16, 64);
    private final MemorySegment offsets = arena.allocateFrom(JAVA_LONG, PRODUCER, CONSUMER, ENTRIES, FLAGS);

    @Test
    void structuresAreAsInC() {
        assertEquals(
                "2c000800070000000300000000000000", hex(IfXdp.Sockaddr.of(arena, IfXdp.XDP_USE_NEED_WAKEUP, 7, 3)));
        MemorySegment umem = MemorySegment.ofAddress(0x112233445000L);
        String reg = hex(IfXdp.UmemReg.of(arena, umem, 2048, 64));
        assertEquals("00504433221100000000000000000000" + "0008000040000000" + "0000000000000000", reg);
        MemorySegment statistics = MemorySegment.ofArray(HexFormat.of()
                .parseHex("010000000000000002000000000000000400000000000000"
                        + "080000000000000010000000000000002000000000000000"));
        MemorySegment native_ = arena.allocate(IfXdp.Statistics.SIZE, 8).copyFrom(statistics);
        assertEquals(48, statistics.byteSize());
        assertEquals(1, IfXdp.Statistics.rxDropped(native_));
        assertEquals(8, IfXdp.Statistics.rxRingFull(native_));
        assertEquals(128, IfXdp.MmapOffsets.SIZE);
    }

    @Test
    void aDescriptorIsAsInC() {
        XdpRing.Out tx = new XdpRing.Out(memory, offsets, SIZE, 16);
        tx.add(0x0102030405060708L, 0x11121314);
        assertEquals("08070605040302011413121100000000", hex(memory.asSlice(ENTRIES, 16)));
        assertEquals(0, memory.get(JAVA_INT, PRODUCER));
        tx.submit();
        assertEquals(1, memory.get(JAVA_INT, PRODUCER));
    }

    /** Entries come out as they went in, whatever the batches, beyond the index's wrap; and never more than there is room for. */
    @Test
    void bothSidesAgreeBeyondTheWrap() {
        memory.set(JAVA_INT, PRODUCER, -20);
        memory.set(JAVA_INT, CONSUMER, -20);
        XdpRing.Out out = new XdpRing.Out(memory, offsets, SIZE, 16);
        XdpRing.In in = new XdpRing.In(memory, offsets, SIZE, 16);
        SplittableRandom random = new SplittableRandom(20170909);
        Queue<Integer> between = new ArrayDeque<>();
        int next = 0;
        boolean full = false;
        for (int round = 0; round < 100; round++) {
            for (int i = random.nextInt(SIZE + 1); i > 0 && !out.isFull(); i--) {
                out.add(1000L + next, next);
                between.add(next++);
            }
            out.submit();
            full |= out.isFull();
            assertEquals(between.size(), in.waiting());
            assertEquals(between.size(), out.untaken());
            int taken = random.nextInt(in.waiting() + 1);
            for (int i = 0; i < taken; i++) {
                int was = between.remove();
                assertEquals(was, in.length(i));
                assertEquals(1000L + was, in.address(i));
            }
            in.release(taken);
        }
        assertTrue(full);
        assertTrue(next > 100 && memory.get(JAVA_INT, PRODUCER) == next - 20);
    }

    @Test
    void addressesAloneAreEightOctetsEach() {
        XdpRing.Out fill = new XdpRing.Out(memory, offsets, SIZE, 8);
        fill.add(2048);
        fill.add(4096);
        assertEquals(2048, memory.get(JAVA_LONG, ENTRIES));
        assertEquals(4096, memory.get(JAVA_LONG, ENTRIES + 8));
        assertEquals(2, fill.untaken());
    }

    @Test
    void saysWhenTheKernelWantsToBeAsked() {
        XdpRing.In ring = new XdpRing.In(memory, offsets, SIZE, 8);
        assertFalse(ring.needsWakeup());
        memory.set(JAVA_INT, FLAGS, 1);
        assertTrue(ring.needsWakeup());
    }

    @Test
    void sizesArePowersOfTwo() {
        assertThrows(IllegalArgumentException.class, () -> new XdpRing.In(memory, offsets, 6, 8));
    }

    private static String hex(MemorySegment segment) {
        return HexFormat.of().formatHex(segment.toArray(JAVA_BYTE));
    }
}
