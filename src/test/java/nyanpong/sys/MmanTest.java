package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MmanTest {
    private static final int LENGTH = 64 << 20;

    @Test
    void whatIsUntouchedIsZeroAndTakesNoRoom() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            long before = resident();
            MemorySegment p = Mman.untouched(arena, LENGTH);
            assertTrue(resident() - before < LENGTH / 4, "resident before it is touched");
            assertEquals(LENGTH, p.byteSize());
            assertEquals(0, p.get(JAVA_LONG, 0));
            assertEquals(0, p.get(JAVA_LONG, LENGTH - 8));
            p.set(JAVA_LONG, LENGTH - 8, -1);
            assertEquals(-1, p.get(JAVA_LONG, LENGTH - 8));
            assertThrows(IndexOutOfBoundsException.class, () -> p.get(JAVA_LONG, LENGTH));
        }
    }

    @Test
    void itIsUnmappedWithItsArena() throws IOException {
        long address;
        try (Arena arena = Arena.ofShared()) {
            address = Mman.untouched(arena, LENGTH).address();
            assertTrue(isMapped(address));
        }
        assertFalse(isMapped(address));
    }

    /** In bytes: proc_pid_status(5). */
    private static long resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        }
    }

    /** Within a mapping, which the kernel may have joined with its neighbours: proc_pid_maps(5). */
    private static boolean isMapped(long address) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.map(line -> line.split("[- ]", 3))
                    .anyMatch(range -> Long.compareUnsigned(Long.parseUnsignedLong(range[0], 16), address) <= 0
                            && Long.compareUnsigned(Long.parseUnsignedLong(range[1], 16), address) > 0);
        }
    }
}
