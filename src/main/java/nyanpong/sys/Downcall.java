package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Calls any C function that takes up to six integers and pointers, and gives one back. Each returns what the kernel would: the
 * result, or {@code -errno}; nothing here throws on failure or allocates.
 *
 * <p>All of them go through one handle of six {@code long}: the JVM writes code for each new shape, some 3 ms at every start. In
 * the ABIs of Linux (System V x86-64, AAPCS64, RISC-V) each such argument has a register of its own, of which an {@code int} is the
 * lower half, sign-extended; a callee does not look at registers beyond its parameters; a variadic one finds integers in the
 * same registers, and the linker tells x86-64's (in {@code al}) that there are no others.
 *
 * <p>One instance per thread: it owns the memory into which errno is captured. Blocking calls are never linked {@code critical}:
 * the thread would stall every safepoint.
 */
@SuppressWarnings("restricted") // downcalls are what this class is for
final class Downcall {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final long ERRNO = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private static final MethodHandle HANDLE = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    /** @throws UnsatisfiedLinkError if libc has none of that name */
    static MemorySegment function(String name) {
        return optional(name).orElseThrow(() -> new UnsatisfiedLinkError("libc has no " + name + "()"));
    }

    /** Nothing where libc has none of that name. */
    static Optional<MemorySegment> optional(String name) {
        return LINKER.defaultLookup().find(name);
    }

    /** Of a function without arguments that cannot fail: whatever it returns is its result. */
    int ofInt(MemorySegment function) {
        return (int) call(function, 0, 0, 0, 0, 0, 0);
    }

    /** Of a function that returns {@code int}: the upper half of the register is anything. */
    int ofInt(MemorySegment function, long a, long b, long c) {
        return ofInt(function, a, b, c, 0, 0);
    }

    /** The same with five. */
    int ofInt(MemorySegment function, long a, long b, long c, long d, long e) {
        int n = (int) call(function, a, b, c, d, e, 0);
        return n >= 0 ? n : -errno();
    }

    /** Of a function that returns {@code long}, {@code ssize_t} or a pointer. */
    long ofLong(MemorySegment function, long a, long b, long c, long d) {
        return ofLong(function, a, b, c, d, 0, 0);
    }

    /** The same with six. */
    long ofLong(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        long n = call(function, a, b, c, d, e, f);
        return n >= 0 ? n : -errno();
    }

    private long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) HANDLE.invokeExact(function, state, a, b, c, d, e, f);
        } catch (Error | RuntimeException t) {
            throw t; // a defect of the binding, or an Error that passes through
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private int errno() {
        return state.get(JAVA_INT, ERRNO);
    }
}
