package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;

/** What a program that claims packets shares with us: the rings that it delivers to, whom it claims for, what it counts of each. */
public final class ClaimMaps implements AutoCloseable {
    /** Where in the only value of {@link #counters}, from {@link #ofRing} on, each is: 64 bits, written by the program. */
    public static final int CLAIMED = 0;

    /** Left to the kernel for want of room in the ring. */
    public static final int FULL = 8;

    /** Left to the kernel because nobody had read for long. */
    public static final int LATE = 16;

    /** Where the reader was at the last packet. */
    static final int READER = 24;

    /** When it was seen reading, or had nothing to read: {@code bpf_ktime_get_ns()}. */
    static final int SEEN_ALIVE = 32;

    /** Of each ring, in cache lines of its own. */
    private static final int COUNTERS = 64;

    private static final int VLANS = 1 << 12;
    private static final VarHandle COUNTER = JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final ClaimShape shape;
    private final int[] rings;
    private final MapMirror<Integer> ids;
    private final MemorySegment counted;
    private ClaimedAddresses addresses;
    private int vlans = -1;
    private int counters = -1;

    public ClaimMaps(ClaimShape shape) throws ErrnoException {
        this(shape, 1);
    }

    /** @param count of rings, one for each thread that reads */
    public ClaimMaps(ClaimShape shape, int count) throws ErrnoException {
        this.shape = shape;
        rings = new int[count];
        Arrays.fill(rings, -1);
        try {
            Bpf bpf = new Bpf();
            for (int i = 0; i < count; i++) {
                rings[i] = bpf.mapCreate("nyanpong_ring", Bpf.BPF_MAP_TYPE_RINGBUF, 0, 0, shape.ring(), 0);
            }
            addresses = new ClaimedAddresses();
            vlans = bpf.mapCreate("nyanpong_vlans", Bpf.BPF_MAP_TYPE_HASH, 4, 4, VLANS, 0);
            counters = bpf.mapCreate("nyanpong_count", Bpf.BPF_MAP_TYPE_ARRAY, 4, ofRing(count), 1, Bpf.BPF_F_MMAPABLE);
            counted = Mman.readable(new Libc(), arena, counters, 0, ofRing(count));
            ids = new MapMirror<>(vlans, (call, id) -> call.allocateFrom(JAVA_INT, id));
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    public ClaimShape shape() {
        return shape;
    }

    /** Where a ring's counters begin. */
    static int ofRing(int ring) {
        return ring * COUNTERS;
    }

    /** The first, of those who have but one. */
    public int ring() {
        return rings[0];
    }

    int ring(int i) {
        return rings[i];
    }

    int rings() {
        return rings.length;
    }

    public ClaimedAddresses addresses() {
        return addresses;
    }

    /** The VLANs that are ours, to 1. */
    public int vlans() {
        return vlans;
    }

    public int counters() {
        return counters;
    }

    /** Of a ring; from any thread, before {@link #close}. */
    public ClaimCounts counts(int ring) {
        long at = ofRing(ring);
        return new ClaimCounts(counted(at + CLAIMED), counted(at + FULL), counted(at + LATE));
    }

    private long counted(long at) {
        return (long) COUNTER.getOpaque(counted, at);
    }

    /** The first step towards what is wanted: {@link MapMirror}. */
    public synchronized void claimLess(Claimed wanted) throws ErrnoException {
        addresses.claimLess(wanted);
        ids.claimLess(all(wanted));
    }

    public synchronized void claimMore(Claimed wanted) throws ErrnoException {
        addresses.claimMore(wanted);
        ids.claimMore(all(wanted));
    }

    @Override
    public void close() {
        Libc libc = new Libc();
        for (int fd : rings) {
            libc.close(fd);
        }
        libc.close(vlans);
        libc.close(counters);
        if (addresses != null) {
            addresses.close();
        }
        arena.close();
    }

    private static Map<Integer, Boolean> all(Claimed wanted) {
        return wanted.vlans().stream().collect(Collectors.toMap(Function.identity(), id -> true));
    }
}
