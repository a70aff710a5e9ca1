package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One key and value of a map of {@link Bpf}, in memory of their own, to be filled and put there again and again without an allocation.
 * For one thread.
 */
public final class BpfElement {
    private final Bpf bpf = new Bpf();
    private final MemorySegment attr;
    private final MemorySegment key;
    private final MemorySegment value;

    public BpfElement(Arena arena, int map, int keySize, int valueSize) {
        key = arena.allocate(keySize, 8);
        value = arena.allocate(valueSize, 8);
        attr = arena.allocate(32, 8);
        attr.set(JAVA_INT, 0, map);
        attr.set(JAVA_LONG, 8, key.address());
        attr.set(JAVA_LONG, 16, value.address());
    }

    public MemorySegment key() {
        return key;
    }

    public MemorySegment value() {
        return value;
    }

    /** Gives the key this value, whatever it had; 0 or {@code -errno}. */
    public int update() {
        return bpf.bpf(Bpf.BPF_MAP_UPDATE_ELEM, attr);
    }

    /** Takes the key out; 0 or {@code -errno}, ENOENT where it was not there. */
    public int delete() {
        return bpf.bpf(Bpf.BPF_MAP_DELETE_ELEM, attr);
    }
}
