package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The reader of a {@code BPF_MAP_TYPE_RINGBUF}: the kernel's Documentation/bpf/ringbuf.rst. One thread reads; programs on any
 * processor write.
 *
 * <pre>
 * page 0: where the reader is, ours to write   page 1: where the next record goes   from page 2 on: the records, twice
 * a record: its length and two flags (4 octets), 4 octets of the kernel's, the data, filled up to a multiple of 8
 * </pre>
 *
 * The records are mapped twice, one behind the other, so that one that goes beyond the end goes on in its second picture.
 */
public final class BpfRingbuf {
    private static final VarHandle POSITION = JAVA_LONG.varHandle();
    private static final VarHandle HEADER = JAVA_INT.varHandle();
    private static final int BPF_RINGBUF_BUSY_BIT = 1 << 31;
    private static final int BPF_RINGBUF_DISCARD_BIT = 1 << 30;
    private static final int BPF_RINGBUF_HDR_SZ = 8;

    private final MemorySegment consumer;
    private final MemorySegment producer;
    private final long records;
    private final long mask;
    private long position;
    private long released;

    /**
     * Maps a ring that nobody has read yet; unmapped when the arena closes.
     *
     * @param size the map's {@code max_entries}: octets, a power of two and a multiple of the page size
     */
    public BpfRingbuf(Libc libc, Arena arena, int fd, long size) throws ErrnoException {
        records = libc.getpagesize();
        mask = size - 1;
        consumer = Mman.shared(libc, arena, fd, records);
        producer = Mman.readable(libc, arena, fd, records, records + 2 * size);
    }

    /** What the kernel writes to, not to be written by us. */
    public MemorySegment segment() {
        return producer;
    }

    /**
     * Where in the segment the next record's data are, or -1 where no program has finished one. The record stays the next
     * until {@link #advance}.
     */
    public long next() {
        while (position < (long) POSITION.getAcquire(producer, 0L)) {
            long at = records + (position & mask);
            int header = (int) HEADER.getAcquire(producer, at);
            if ((header & BPF_RINGBUF_BUSY_BIT) != 0) {
                return -1;
            }
            if ((header & BPF_RINGBUF_DISCARD_BIT) == 0) {
                return at + BPF_RINGBUF_HDR_SZ;
            }
            position += span(header & ~BPF_RINGBUF_DISCARD_BIT);
        }
        return -1;
    }

    /** Goes beyond the record that {@link #next} found; it stays readable until {@link #release}. */
    public void advance() {
        position += span((int) HEADER.get(producer, records + (position & mask)));
    }

    /** Gives the room of all that has been gone beyond, what a program gave up included, back to the programs. */
    public void release() {
        if (released != position) {
            released = position;
            POSITION.setRelease(consumer, 0L, position);
        }
    }

    private static long span(int length) {
        return (long) length + BPF_RINGBUF_HDR_SZ + 7 & ~7;
    }
}
