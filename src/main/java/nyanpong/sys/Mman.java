package nyanpong.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** {@code <sys/mman.h>}: mmap(2). */
public final class Mman {
    private static final int PROT_READ = 0x1;
    private static final int PROT_WRITE = 0x2;
    private static final int MAP_SHARED = 0x01;
    /** Every page at once: none is first touched by a packet. */
    private static final int MAP_POPULATE = 0x8000;

    private Mman() {}

    /** What a descriptor shares with the kernel, to be read and written; unmapped when the arena closes. */
    @SuppressWarnings("restricted") // a segment of memory that Java did not allocate
    public static MemorySegment shared(Libc libc, Arena arena, int fd, long length) throws ErrnoException {
        long address = libc.mmap(length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd);
        if (address < 0) {
            throw new ErrnoException("mmap(fd=" + fd + ", " + length + ", MAP_SHARED)", (int) -address);
        }
        return MemorySegment.ofAddress(address)
                .reinterpret(length, arena, mapped -> new Libc().munmap(address, length));
    }
}
