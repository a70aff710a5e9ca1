package nyanpong.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code <sys/mman.h>}: mmap(2). */
public final class Mman {
    private static final int PROT_READ = 0x1;
    private static final int PROT_WRITE = 0x2;
    private static final int PROT_EXEC = 0x4;
    private static final int MAP_SHARED = 0x01;
    private static final int MAP_PRIVATE = 0x02;
    private static final int MAP_ANONYMOUS = 0x20;
    /** Every page at once: none is first touched by a packet. */
    private static final int MAP_POPULATE = 0x8000;

    private Mman() {}

    /** What a descriptor shares with the kernel, to be read and written; unmapped when the arena closes. */
    public static MemorySegment shared(Libc libc, Arena arena, int fd, long length) throws ErrnoException {
        return shared(libc, arena, fd, 0, length);
    }

    /** The same from {@code offset}, a multiple of the page size. */
    public static MemorySegment shared(Libc libc, Arena arena, int fd, long offset, long length) throws ErrnoException {
        return map(libc, arena, fd, offset, length, PROT_READ | PROT_WRITE);
    }

    /** The same to be read alone; a write would end the process. */
    public static MemorySegment readable(Libc libc, Arena arena, int fd, long offset, long length)
            throws ErrnoException {
        return map(libc, arena, fd, offset, length, PROT_READ);
    }

    @SuppressWarnings("restricted") // a segment of memory that Java did not allocate
    private static MemorySegment map(Libc libc, Arena arena, int fd, long offset, long length, int protection)
            throws ErrnoException {
        long address = libc.mmap(length, protection, MAP_SHARED | MAP_POPULATE, fd, offset);
        if (address < 0) {
            throw new ErrnoException("mmap(fd=" + fd + ", " + length + ", MAP_SHARED)", (int) -address);
        }
        return MemorySegment.ofAddress(address)
                .reinterpret(length, arena, mapped -> new Libc().munmap(address, length));
    }

    /**
     * Zeros, of which nothing takes room before it is first touched, as everything that an arena allocates does; unmapped when the
     * arena closes. Where the kernel does not give it, it is an arena's.
     */
    @SuppressWarnings("restricted") // a segment of memory that Java did not allocate
    public static MemorySegment untouched(Arena arena, long length) {
        long address = new Libc().mmap(length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return address < 0
                ? arena.allocate(length, 64)
                : MemorySegment.ofAddress(address)
                        .reinterpret(length, arena, mapped -> new Libc().munmap(address, length));
    }

    /** The address of machine code, in memory that is never both writable and executable; it stays for ever. */
    @SuppressWarnings("restricted") // a segment of memory that Java did not allocate
    static long executable(byte[] code) throws ErrnoException {
        long address = new Libc().mmap(code.length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (address < 0) {
            throw new ErrnoException("mmap(" + code.length + ", MAP_ANONYMOUS)", (int) -address);
        }
        MemorySegment.ofAddress(address).reinterpret(code.length).copyFrom(MemorySegment.ofArray(code));
        Libc.check(
                "mprotect(" + code.length + ", PROT_EXEC)",
                new Credentials().mprotect(address, code.length, PROT_READ | PROT_EXEC));
        return address;
    }
}
