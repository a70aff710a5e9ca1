package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import nyanpong.sys.Bpf;
import nyanpong.sys.ErrnoException;

/**
 * A map of the kernel's, of keys to 1 (claimed) or 0 (not), brought to what is wanted in two steps: first what makes a program
 * claim less, then what makes it claim more. Between them the packet thread can be told. For one thread at a time.
 */
final class MapMirror<K> {
    private final Bpf bpf = new Bpf();
    private final int fd;
    private final BiFunction<Arena, K, MemorySegment> encoding;
    private final Map<K, Boolean> there = new HashMap<>();

    /** @param encoding of a key, as the map has it */
    MapMirror(int fd, BiFunction<Arena, K, MemorySegment> encoding) {
        this.fd = fd;
        this.encoding = encoding;
    }

    void claimLess(Map<K, Boolean> wanted) throws ErrnoException {
        put(wanted, false);
        remove(wanted, true);
    }

    void claimMore(Map<K, Boolean> wanted) throws ErrnoException {
        put(wanted, true);
        remove(wanted, false);
    }

    private void put(Map<K, Boolean> wanted, boolean value) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocateFrom(JAVA_INT, value ? 1 : 0);
            for (Map.Entry<K, Boolean> entry : wanted.entrySet()) {
                K key = entry.getKey();
                if (entry.getValue() == value && !Boolean.valueOf(value).equals(there.get(key))) {
                    bpf.mapUpdateElem(fd, encoding.apply(arena, key), number);
                    there.put(key, value);
                }
            }
        }
    }

    /** Takes out what has this value and is not wanted at all. */
    private void remove(Map<K, Boolean> wanted, boolean value) throws ErrnoException {
        List<K> gone = there.entrySet().stream()
                .filter(entry -> entry.getValue() == value && !wanted.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        try (Arena arena = Arena.ofConfined()) {
            for (K key : gone) {
                bpf.mapDeleteElem(fd, encoding.apply(arena, key));
                there.remove(key);
            }
        }
    }
}
