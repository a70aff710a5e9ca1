package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What takes room in this process, as the kernel counts it. */
class MallocTest {
    private static final int CHUNK = 64 << 10; // below what malloc(3) maps and unmaps by itself
    private static final int CHUNKS = 512;

    @Test
    void whatWasFreedIsGivenBack() throws Exception {
        assumeTrue(Downcall.optional("malloc_trim").isPresent(), "another libc");
        List<Arena> arenas = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            Arena arena = Arena.ofConfined();
            arena.allocate(CHUNK);
            arenas.add(arena);
        }
        Arena last = Arena.ofConfined();
        last.allocate(CHUNK); // so that the top is not free
        arenas.forEach(Arena::close);
        long before = resident();
        new Malloc().trim();
        long freed = before - resident();
        last.close();
        assertTrue(freed > (long) CHUNKS * CHUNK / 2, freed + " bytes");
    }

    @Test
    void whatIsUntouchedTakesNoRoom() throws Exception {
        int length = 64 << 20;
        long before = resident();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = Mman.untouched(arena, length);
            assertEquals(length, memory.byteSize());
            memory.set(ValueLayout.JAVA_INT, length - 4, 7);
            assertEquals(7, memory.get(ValueLayout.JAVA_INT, length - 4));
            assertTrue(resident() - before < length / 2, resident() - before + " bytes");
            assertEquals(0, memory.get(ValueLayout.JAVA_LONG, length / 2));
            memory.fill((byte) 1);
            assertTrue(resident() - before > length / 2, resident() - before + " bytes");
        }
        assertTrue(resident() - before < length / 2, "unmapped");
    }

    private static long resident() throws Exception {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1])
                * new Libc().getpagesize();
    }
}
