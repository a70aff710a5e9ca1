package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static nyanpong.sys.BpfCondition.EQ;
import static nyanpong.sys.BpfRegister.R0;
import static nyanpong.sys.BpfRegister.R1;
import static nyanpong.sys.BpfRegister.R10;
import static nyanpong.sys.BpfRegister.R2;
import static nyanpong.sys.BpfSize.W;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import nyanpong.sys.Bpf;
import nyanpong.sys.BpfAssembler;
import nyanpong.sys.BpfHelper;
import nyanpong.sys.BpfRegister;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Libc;
import nyanpong.wire.Prefix;

/**
 * Whom a program in the kernel claims packets for: a map of the kernel's, of prefixes to 1 where packets to them are claimed and to
 * 0 where not, the longest deciding; and the instructions that ask it. Addresses are as {@link Prefix} has them.
 *
 * <pre>
 * the key, on the program's stack: prefix length (32 bits), address (128, network order)
 * </pre>
 */
public final class ClaimedAddresses implements AutoCloseable {
    private static final int KEY = 20;
    private static final int KEY_ADDRESS = 4;
    private static final int WHOLE = 128;
    private static final int MOST_PREFIXES = 1 << 16;
    private static final ValueLayout.OfLong NETWORK_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final int map;
    private final MapMirror<Prefix> mirror;

    /** None yet. */
    public ClaimedAddresses() throws ErrnoException {
        map = new Bpf()
                .mapCreate("nyanpong_hosts", Bpf.BPF_MAP_TYPE_LPM_TRIE, KEY, 4, MOST_PREFIXES, Bpf.BPF_F_NO_PREALLOC);
        mirror = new MapMirror<>(map, ClaimedAddresses::key);
    }

    /** The first step towards what is wanted: what is no longer among these is not claimed when this returns. */
    public synchronized void claimLess(Claimed wanted) throws ErrnoException {
        mirror.claimLess(wanted.addresses());
    }

    /** The second: all of these are claimed when this returns. */
    public synchronized void claimMore(Claimed wanted) throws ErrnoException {
        mirror.claimMore(wanted.addresses());
    }

    /**
     * Puts an IPv4 address into the key, in its mapped form.
     *
     * @param key where it is on the stack; a multiple of 4
     * @param address its register: four octets as they stand in the packet
     */
    public static void putIpv4(BpfAssembler program, int key, BpfRegister address) {
        int at = key + KEY_ADDRESS;
        program.store(W, R10, at, 0)
                .store(W, R10, at + 4, 0)
                .store(W, R10, at + 8, 0xffff0000)
                .store(W, R10, at + 12, address);
    }

    /** Where in the key its sixteen octets are. */
    public static int address(int key) {
        return key + KEY_ADDRESS;
    }

    /** Goes on where packets to the address in the key are claimed, else at {@code leave}. R0 to R5 are lost. */
    public void require(BpfAssembler program, int key, String leave) {
        program.store(W, R10, key, WHOLE)
                .map(R1, map)
                .mov(R2, R10)
                .add(R2, key)
                .call(BpfHelper.MAP_LOOKUP_ELEM)
                .jump(R0, EQ, 0, leave)
                .load(W, R0, R0, 0)
                .jump(R0, EQ, 0, leave);
    }

    @Override
    public void close() {
        new Libc().close(map);
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
