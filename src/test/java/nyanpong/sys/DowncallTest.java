package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** One shape for all: an {@code int} is the lower half of a register, more registers than parameters do no harm. */
class DowncallTest {
    private static final int EBADF = 9;

    private final Downcall downcall = new Downcall();

    @Test
    void anIntArrivesWithItsSign() {
        assertEquals(5, downcall.ofInt(Downcall.function("abs"), -5, 1, 2));
        assertEquals(5L << 40, downcall.ofLong(Downcall.function("labs"), -5L << 40, 1, 2, 3));
    }

    @Test
    void whatIsAboveAnIntsHalfIsNotLookedAt() {
        assertEquals(7, downcall.ofInt(Downcall.function("abs"), 0x7777_7777_0000_0007L, 0, 0));
    }

    @Test
    void aVariadicFunctionFindsAllSix() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(64);
            MemorySegment format = arena.allocateFrom("%d %ld %x");
            assertEquals(
                    15,
                    downcall.ofLong(
                            Downcall.function("snprintf"), text.address(), 64, format.address(), -3, 1L << 33, 15));
            assertEquals("-3 8589934592 f", text.getString(0));
        }
    }

    @Test
    void aFailureIsItsErrno() {
        assertEquals(-EBADF, downcall.ofInt(Downcall.function("close"), -1, 0, 0));
        assertEquals(-EBADF, downcall.ofLong(Downcall.function("write"), -1, 0, 0, 0));
    }

    @Test
    void aFunctionThatIsNotThereIsNamed() {
        assertEquals(
                "libc has no no_such_function()",
                assertThrows(UnsatisfiedLinkError.class, () -> Downcall.function("no_such_function"))
                        .getMessage());
    }
}
