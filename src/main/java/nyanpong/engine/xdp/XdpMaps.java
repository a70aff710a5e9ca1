package nyanpong.engine.xdp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.security.SecureRandom;
import nyanpong.engine.ClaimMaps;
import nyanpong.engine.ClaimShape;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;

/** What {@link DrawingProgram} shares with us. All of it is made before privileges are given up, for afterwards there is no more. */
final class XdpMaps implements AutoCloseable {
    /** Of {@link #self}: the interface's Ethernet address, then the key of {@link Identification}. */
    static final int SELF_KEY = 8;

    private static final int SELF = 24;
    private static final VarHandle COUNTER = JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final Bpf bpf = new Bpf();
    private final Libc libc = new Libc();
    private final int[] shelfMaps = {-1, -1};
    private final MemorySegment[] shelfSegments = new MemorySegment[2];
    private final int shelfCells;
    private final ClaimMaps claim;
    private int sessions = -1;
    private int shelves = -1;
    private int desks = -1;
    private int self = -1;
    private int drawn = -1;
    private int buckets = -1;
    private final MemorySegment selfSegment;
    private final MemorySegment drawnSegment;
    private final MemorySegment bucketSegment;

    /**
     * @param sessions that are remembered at once
     * @param shelfCells for all scores together
     */
    XdpMaps(ClaimShape shape, int sessions, int shelfCells) throws ErrnoException {
        this.shelfCells = shelfCells;
        claim = new ClaimMaps(shape);
        try {
            this.sessions = bpf.mapCreate(
                    "nyanpong_sess", Bpf.BPF_MAP_TYPE_LRU_HASH, SessionEntry.KEY_SIZE, SessionEntry.SIZE, sessions, 0);
            for (int i = 0; i < shelfMaps.length; i++) {
                shelfMaps[i] = array("nyanpong_shelf", Shelf.CELLS + 8 * shelfCells);
                shelfSegments[i] = Mman.shared(libc, arena, shelfMaps[i], Shelf.CELLS + 8L * shelfCells);
            }
            shelves = bpf.mapCreateOfMaps("nyanpong_inforc", Bpf.BPF_MAP_TYPE_ARRAY_OF_MAPS, 1, shelfMaps[0]);
            desks = bpf.mapCreate("nyanpong_desk", Bpf.BPF_MAP_TYPE_PERCPU_ARRAY, 4, Desk.SIZE, 1, 0);
            self = array("nyanpong_self", SELF);
            selfSegment = Mman.shared(libc, arena, self, SELF);
            drawn = array("nyanpong_drawn", Drawn.LINE * Drawn.LINES);
            drawnSegment = Mman.readable(libc, arena, drawn, 0, (long) Drawn.LINE * Drawn.LINES);
            buckets = array("nyanpong_limit", Buckets.SIZE);
            bucketSegment = Mman.shared(libc, arena, buckets, Buckets.SIZE);
        } catch (ErrnoException e) {
            close();
            throw e;
        }
        SecureRandom random = new SecureRandom();
        selfSegment.set(JAVA_LONG, SELF_KEY, random.nextLong());
        selfSegment.set(JAVA_LONG, SELF_KEY + 8L, random.nextLong() | 1);
    }

    ClaimMaps claim() {
        return claim;
    }

    int sessions() {
        return sessions;
    }

    /** An array of one shelf: the one in force. */
    int shelves() {
        return shelves;
    }

    int desks() {
        return desks;
    }

    int self() {
        return self;
    }

    int drawn() {
        return drawn;
    }

    int buckets() {
        return buckets;
    }

    int shelfCells() {
        return shelfCells;
    }

    /** The memory of {@link Buckets}. */
    MemorySegment bucketSegment() {
        return bucketSegment;
    }

    MemorySegment shelf(int which) {
        return shelfSegments[which];
    }

    /** From here on this shelf is in force. On return, no processor is reading the other one any more. */
    void inForce(int which) throws ErrnoException {
        try (Arena call = Arena.ofConfined()) {
            bpf.mapUpdateElem(shelves, call.allocateFrom(JAVA_INT, 0), call.allocateFrom(JAVA_INT, shelfMaps[which]));
        }
    }

    /** The only Ethernet address that packets are drawn for: the low 48 bits. */
    void linkAddress(long address) {
        long octets = Long.reverseBytes(address << 16);
        selfSegment.set(JAVA_SHORT, 4, (short) (octets >>> 32));
        selfSegment.set(JAVA_INT, 0, (int) octets);
    }

    /** How often, of {@link Drawn}; from any thread, before {@link #close}. */
    long drawn(int kind, boolean six) {
        long sum = 0;
        for (long line = 0; line < Drawn.LINES; line++) {
            sum += (long) COUNTER.getOpaque(drawnSegment, line * Drawn.LINE + (six ? Drawn.SIX : 0) + 8L * kind);
        }
        return sum;
    }

    @Override
    public void close() {
        for (int fd : new int[] {sessions, shelves, shelfMaps[0], shelfMaps[1], desks, self, drawn, buckets}) {
            libc.close(fd);
        }
        claim.close();
        arena.close();
    }

    /** An array of one value, which we and the program see at once. */
    private int array(String name, int size) throws ErrnoException {
        return bpf.mapCreate(name, Bpf.BPF_MAP_TYPE_ARRAY, 4, size, 1, Bpf.BPF_F_MMAPABLE);
    }
}
