package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import nyanpong.sys.IfXdp.MmapOffsets;

/**
 * A ring that an AF_XDP socket shares with the kernel: one side writes entries and then its index, the producer; the other reads
 * them and then writes its own, the consumer. Both count up and wrap at 2^32. For one thread, beside the kernel.
 *
 * <p>An entry is a chunk's address in the UMEM, 64 bits (fill, completion), or a {@code struct xdp_desc}: address, length (32
 * bits), options (32) (receive, transmit).
 */
public abstract sealed class XdpRing {
    private static final VarHandle INDEX = JAVA_INT.varHandle();
    private static final int ADDRESS_SIZE = 8;
    private static final int DESC_SIZE = 16;
    private static final int DESC_LEN = 8;
    private static final int DESC_OPTIONS = 12;
    private static final int XDP_RING_NEED_WAKEUP = 1;

    private final MemorySegment memory;
    private final long producer;
    private final long consumer;
    private final long flags;
    private final long entries;
    private final int entrySize;
    private final int mask;

    /** @param offsets the ring's {@code struct xdp_ring_offset} */
    private XdpRing(MemorySegment memory, MemorySegment offsets, int size, int entrySize) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("ring of " + size + ": want a power of two");
        }
        this.memory = memory;
        this.entrySize = entrySize;
        producer = offsets.get(JAVA_LONG, MmapOffsets.PRODUCER);
        consumer = offsets.get(JAVA_LONG, MmapOffsets.CONSUMER);
        entries = offsets.get(JAVA_LONG, MmapOffsets.DESC);
        flags = offsets.get(JAVA_LONG, MmapOffsets.FLAGS);
        mask = size - 1;
    }

    /** The received packets. */
    public static In rx(Libc libc, Arena arena, int fd, int size) throws ErrnoException {
        MemorySegment offsets = offsets(libc, arena, fd, MmapOffsets.RX);
        return new In(
                map(libc, arena, fd, IfXdp.XDP_PGOFF_RX_RING, offsets, size, DESC_SIZE), offsets, size, DESC_SIZE);
    }

    /** The packets to be sent. */
    public static Out tx(Libc libc, Arena arena, int fd, int size) throws ErrnoException {
        MemorySegment offsets = offsets(libc, arena, fd, MmapOffsets.TX);
        return new Out(
                map(libc, arena, fd, IfXdp.XDP_PGOFF_TX_RING, offsets, size, DESC_SIZE), offsets, size, DESC_SIZE);
    }

    /** The chunks to receive into. */
    public static Out fill(Libc libc, Arena arena, int fd, int size) throws ErrnoException {
        MemorySegment offsets = offsets(libc, arena, fd, MmapOffsets.FILL);
        return new Out(
                map(libc, arena, fd, IfXdp.XDP_UMEM_PGOFF_FILL_RING, offsets, size, ADDRESS_SIZE),
                offsets,
                size,
                ADDRESS_SIZE);
    }

    /** The chunks whose packets have been sent. */
    public static In completion(Libc libc, Arena arena, int fd, int size) throws ErrnoException {
        MemorySegment offsets = offsets(libc, arena, fd, MmapOffsets.COMPLETION);
        return new In(
                map(libc, arena, fd, IfXdp.XDP_UMEM_PGOFF_COMPLETION_RING, offsets, size, ADDRESS_SIZE),
                offsets,
                size,
                ADDRESS_SIZE);
    }

    /** Whether the kernel goes on only when it is asked to, by a system call. */
    public final boolean needsWakeup() {
        return ((int) INDEX.getOpaque(memory, flags) & XDP_RING_NEED_WAKEUP) != 0;
    }

    final int producer() {
        return (int) INDEX.getAcquire(memory, producer);
    }

    final int consumer() {
        return (int) INDEX.getAcquire(memory, consumer);
    }

    final long entry(int index) {
        return entries + (long) (index & mask) * entrySize;
    }

    private static MemorySegment offsets(Libc libc, Arena arena, int fd, int ring) throws ErrnoException {
        MemorySegment all = arena.allocate(MmapOffsets.SIZE, 8);
        Libc.check("getsockopt(XDP_MMAP_OFFSETS)", libc.getsockopt(fd, IfXdp.SOL_XDP, IfXdp.XDP_MMAP_OFFSETS, all));
        return all.asSlice(ring, MmapOffsets.SIZE / 4);
    }

    private static MemorySegment map(
            Libc libc, Arena arena, int fd, long offset, MemorySegment offsets, int size, int entrySize)
            throws ErrnoException {
        long length = offsets.get(JAVA_LONG, MmapOffsets.DESC) + (long) size * entrySize;
        return Mman.shared(libc, arena, fd, offset, length);
    }

    /** One that the kernel writes. */
    public static final class In extends XdpRing {
        private int next;

        In(MemorySegment memory, MemorySegment offsets, int size, int entrySize) {
            super(memory, offsets, size, entrySize);
            next = consumer();
        }

        /** How many entries wait; what the kernel wrote before it said so is seen. */
        public int waiting() {
            return producer() - next;
        }

        /** The address of one of those that wait, from 0. */
        public long address(int which) {
            return super.memory.get(JAVA_LONG, entry(next + which));
        }

        /** The length of one of those that wait, from 0; where entries have one. */
        public int length(int which) {
            return super.memory.get(JAVA_INT, entry(next + which) + DESC_LEN);
        }

        /** Gives the first ones back to the kernel; they must not be looked at any more. */
        public void release(int entries) {
            next += entries;
            INDEX.setRelease(super.memory, super.consumer, next);
        }
    }

    /** One that we write. */
    public static final class Out extends XdpRing {
        private int next;

        Out(MemorySegment memory, MemorySegment offsets, int size, int entrySize) {
            super(memory, offsets, size, entrySize);
            next = producer();
        }

        /** How many entries the kernel has not taken yet, those not submitted among them. */
        public int untaken() {
            return next - consumer();
        }

        public boolean isFull() {
            return untaken() > super.mask;
        }

        /** Adds an entry, where it is not full; the kernel does not see it before {@link #submit}. */
        public void add(long address) {
            super.memory.set(JAVA_LONG, entry(next), address);
            next++;
        }

        /** The same, where entries have a length. */
        public void add(long address, int length) {
            long at = entry(next);
            super.memory.set(JAVA_LONG, at, address);
            super.memory.set(JAVA_INT, at + DESC_LEN, length);
            super.memory.set(JAVA_INT, at + DESC_OPTIONS, 0);
            next++;
        }

        /** Lets the kernel see what was added, and what was written before. */
        public void submit() {
            INDEX.setRelease(super.memory, super.producer, next);
        }
    }
}
