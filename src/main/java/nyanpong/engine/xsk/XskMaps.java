package nyanpong.engine.xsk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import nyanpong.engine.ClaimedAddresses;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;

/**
 * What {@link XskProgram} shares with us: whom it claims for, the socket of each receive queue, and of each a record: what it
 * counts, and what we tell it. Each word has one side that writes it.
 */
final class XskMaps implements AutoCloseable {
    /** Packets handed to the socket. */
    static final int CLAIMED = 0;

    /** Left to the kernel for want of room. */
    static final int FULL = 8;

    /** Left to the kernel because nobody had read for long. */
    static final int LATE = 16;

    /** What {@link #BEAT} was at the last packet. */
    static final int READER = 24;

    /** When it was seen to have changed: {@code bpf_ktime_get_ns()}. */
    static final int SEEN_ALIVE = 32;

    /** Ours, another cache line: {@link #CLAIMED} must stay below it. */
    static final int LIMIT = 64;

    /** Ours: another number whenever packets were taken, or were looked for. */
    static final int BEAT = 72;

    /** Ours: the interface's Ethernet address, six octets. */
    static final int LINK_ADDRESS = 80;

    private static final int RECORD = 128;
    private static final VarHandle WORD = JAVA_LONG.varHandle();

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final Bpf bpf = new Bpf();
    private final int queues;
    private final ClaimedAddresses addresses = new ClaimedAddresses();
    private final MemorySegment shared;
    private int sockets = -1;
    private int records = -1;

    /** @param queues how many of the interface's receive queues are served, from 0 */
    XskMaps(int queues) throws ErrnoException {
        this.queues = queues;
        try {
            sockets = bpf.mapCreate("nyanpong_xsks", Bpf.BPF_MAP_TYPE_XSKMAP, 4, 4, queues, 0);
            records = bpf.mapCreate("nyanpong_queue", Bpf.BPF_MAP_TYPE_ARRAY, 4, RECORD, queues, Bpf.BPF_F_MMAPABLE);
            shared = Mman.shared(libc, arena, records, (long) RECORD * queues);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    ClaimedAddresses addresses() {
        return addresses;
    }

    /** By queue, the socket that its packets go to. */
    int sockets() {
        return sockets;
    }

    /** By queue, its record. */
    int records() {
        return records;
    }

    /** From here on, the queue's packets may be claimed, for this socket. */
    void open(int queue, int socket) throws ErrnoException {
        try (Arena call = Arena.ofConfined()) {
            bpf.mapUpdateElem(sockets, call.allocateFrom(JAVA_INT, queue), call.allocateFrom(JAVA_INT, socket));
        }
    }

    /** No more. A program that runs at this moment may still claim one. */
    void shut(int queue) throws ErrnoException {
        try (Arena call = Arena.ofConfined()) {
            bpf.mapDeleteElem(sockets, call.allocateFrom(JAVA_INT, queue));
        }
    }

    /** @param address the low 48 bits; packets to others are the kernel's */
    void linkAddress(long address) {
        for (int queue = 0; queue < queues; queue++) {
            for (int i = 0; i < 6; i++) {
                shared.set(JAVA_BYTE, at(queue, LINK_ADDRESS) + i, (byte) (address >>> (40 - 8 * i)));
            }
        }
    }

    /** What the program has written, from any thread. */
    long read(int queue, int word) {
        return (long) WORD.getAcquire(shared, at(queue, word));
    }

    /** Of all queues together. */
    long sum(int word) {
        long sum = 0;
        for (int queue = 0; queue < queues; queue++) {
            sum += read(queue, word);
        }
        return sum;
    }

    /** Tells the program, by the packet thread. */
    void write(int queue, int word, long value) {
        WORD.setRelease(shared, at(queue, word), value);
    }

    @Override
    public void close() {
        addresses.close();
        libc.close(sockets);
        libc.close(records);
        arena.close();
    }

    private static long at(int queue, int word) {
        return (long) queue * RECORD + word;
    }
}
