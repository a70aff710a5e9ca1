package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.wire.Prefix;

/** What {@link ClaimProgram} shares with us: the ring that it delivers to, whom it claims for, what it counts. */
final class ClaimMaps implements AutoCloseable {
    /** Where in the only value of {@link #counters} each is: 64 bits, written by the program. */
    static final int CLAIMED = 0;

    /** Left to the kernel for want of room in the ring. */
    static final int FULL = 8;

    /** Left to the kernel because nobody had read for long. */
    static final int LATE = 16;

    /** Where the reader was at the last packet. */
    static final int READER = 24;

    /** When it was seen reading, or had nothing to read: {@code bpf_ktime_get_ns()}. */
    static final int SEEN_ALIVE = 32;

    private static final int COUNTERS = 40;
    private static final int KEY = 20;
    private static final int KEY_ADDRESS = 4;
    private static final int MOST_PREFIXES = 1 << 16;
    private static final int VLANS = 1 << 12;
    private static final VarHandle COUNTER = JAVA_LONG.varHandle();
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena = Arena.ofShared();
    private final ClaimShape shape;
    private final MapMirror<Prefix> prefixes;
    private final MapMirror<Integer> ids;
    private final MemorySegment counted;
    private int ring = -1;
    private int addresses = -1;
    private int vlans = -1;
    private int counters = -1;

    ClaimMaps(ClaimShape shape) throws ErrnoException {
        this.shape = shape;
        try {
            Bpf bpf = new Bpf();
            ring = bpf.mapCreate("nyanpong_ring", Bpf.BPF_MAP_TYPE_RINGBUF, 0, 0, shape.ring(), 0);
            addresses = bpf.mapCreate(
                    "nyanpong_hosts", Bpf.BPF_MAP_TYPE_LPM_TRIE, KEY, 4, MOST_PREFIXES, Bpf.BPF_F_NO_PREALLOC);
            vlans = bpf.mapCreate("nyanpong_vlans", Bpf.BPF_MAP_TYPE_HASH, 4, 4, VLANS, 0);
            counters = bpf.mapCreate("nyanpong_count", Bpf.BPF_MAP_TYPE_ARRAY, 4, COUNTERS, 1, Bpf.BPF_F_MMAPABLE);
            counted = Mman.readable(new Libc(), arena, counters, 0, COUNTERS);
            prefixes = new MapMirror<>(addresses, ClaimMaps::key);
            ids = new MapMirror<>(vlans, (call, id) -> call.allocateFrom(JAVA_INT, id));
        } catch (ErrnoException e) {
            close();
            throw e;
        }
    }

    ClaimShape shape() {
        return shape;
    }

    int ring() {
        return ring;
    }

    /** Prefixes, as {@link Prefix} has them, to 1 where packets to them are claimed and 0 where not: the longest decides. */
    int addresses() {
        return addresses;
    }

    /** The VLANs that are ours, to 1. */
    int vlans() {
        return vlans;
    }

    int counters() {
        return counters;
    }

    /** From any thread, before {@link #close}. */
    long counted(int which) {
        return (long) COUNTER.getOpaque(counted, (long) which);
    }

    /** The first step towards what is wanted: {@link MapMirror}. */
    synchronized void claimLess(Claimed wanted) throws ErrnoException {
        prefixes.claimLess(wanted.addresses());
        ids.claimLess(all(wanted));
    }

    synchronized void claimMore(Claimed wanted) throws ErrnoException {
        prefixes.claimMore(wanted.addresses());
        ids.claimMore(all(wanted));
    }

    @Override
    public void close() {
        Libc libc = new Libc();
        for (int fd : new int[] {ring, addresses, vlans, counters}) {
            libc.close(fd);
        }
        arena.close();
    }

    private static Map<Integer, Boolean> all(Claimed wanted) {
        return wanted.vlans().stream().collect(Collectors.toMap(Function.identity(), id -> true));
    }

    /** {@code struct bpf_lpm_trie_key}. */
    private static MemorySegment key(Arena arena, Prefix prefix) {
        MemorySegment key = arena.allocate(KEY, 8);
        key.set(JAVA_INT, 0, prefix.length());
        key.set(NETWORK_LONG, KEY_ADDRESS, prefix.high());
        key.set(NETWORK_LONG, KEY_ADDRESS + 8, prefix.low());
        return key;
    }
}
