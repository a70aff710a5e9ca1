package nyanpong.sys;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** {@code <malloc.h>} of glibc. */
public final class Malloc {
    /** {@code int malloc_trim(size_t pad)}: malloc_trim(3). */
    private static final Optional<MemorySegment> MALLOC_TRIM = Downcall.optional("malloc_trim");

    private final Downcall downcall = new Downcall();

    /**
     * Gives the system back what was freed: glibc keeps it in the arenas of threads, and the JVM's compilers leave much there. Does
     * nothing with another libc.
     */
    public void trim() {
        MALLOC_TRIM.ifPresent(function -> downcall.ofInt(function, 0, 0, 0));
    }
}
