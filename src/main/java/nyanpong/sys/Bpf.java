package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * bpf(2) under the names of {@code <linux/bpf.h>}: programs, maps and links, each a descriptor that lives as long as somebody
 * has it. Each call fills its part of {@code union bpf_attr}. All of it is set-up; packets call none of this.
 */
public final class Bpf {
    public static final int BPF_MAP_TYPE_HASH = 1;
    public static final int BPF_MAP_TYPE_ARRAY = 2;
    public static final int BPF_MAP_TYPE_PERCPU_ARRAY = 6;
    public static final int BPF_MAP_TYPE_LRU_HASH = 9;
    public static final int BPF_MAP_TYPE_LPM_TRIE = 11;
    public static final int BPF_MAP_TYPE_ARRAY_OF_MAPS = 12;
    public static final int BPF_MAP_TYPE_XSKMAP = 17;
    public static final int BPF_MAP_TYPE_RINGBUF = 27;

    /** Required of an {@link #BPF_MAP_TYPE_LPM_TRIE}. */
    public static final int BPF_F_NO_PREALLOC = 1;

    /** Of an array: it may be mapped. */
    public static final int BPF_F_MMAPABLE = 1 << 10;

    /** Of an array that is to be one of an {@link #BPF_MAP_TYPE_ARRAY_OF_MAPS}: the others may be of other lengths. Linux 5.10. */
    public static final int BPF_F_INNER_MAP = 1 << 12;

    /** Of {@link #mapUpdateElem}: EEXIST where the key has a value. */
    public static final int BPF_NOEXIST = 1;

    /** The same: ENOENT where it has none. */
    public static final int BPF_EXIST = 2;

    public static final int BPF_PROG_TYPE_SCHED_CLS = 3;
    public static final int BPF_PROG_TYPE_XDP = 6;

    /** Before the network layer, by tc's new interface: Linux 6.6. */
    public static final int BPF_TCX_INGRESS = 46;

    /** In the driver, or where the kernel imitates it: {@link Xdp}. Links of it came with Linux 5.9. */
    public static final int BPF_XDP = 37;

    /**
     * Of {@link #progLoad}: an XDP program that knows that a packet may go on beyond its data's end, so that the interface may carry
     * what is longer than a page. Linux 5.18.
     */
    public static final int BPF_F_XDP_HAS_FRAGS = 1 << 5;

    /** Of {@link #linkCreate}: first among the programs that are there, where it is relative to none. */
    public static final int BPF_F_BEFORE = 1 << 3;

    /** Answers of a TCX program: to the next program, or to nobody. */
    public static final int TCX_NEXT = -1;

    public static final int TCX_DROP = 2;

    private static final int BPF_MAP_CREATE = 0;
    static final int BPF_MAP_LOOKUP_ELEM = 1;
    static final int BPF_MAP_UPDATE_ELEM = 2;
    static final int BPF_MAP_DELETE_ELEM = 3;
    private static final int BPF_PROG_LOAD = 5;
    private static final int BPF_PROG_TEST_RUN = 10;
    private static final int BPF_PROG_GET_FD_BY_ID = 13;
    private static final int BPF_OBJ_GET_INFO_BY_FD = 15;
    private static final int BPF_PROG_QUERY = 16;
    private static final int BPF_LINK_CREATE = 28;
    private static final int BPF_LINK_UPDATE = 29;
    static final int BPF_LINK_DETACH = 34;

    private static final int NAME_LENGTH = 15;
    private static final int LOG_SIZE = 1 << 20;
    private static final int MOST_PROGRAMS = 64; // BPF_MPROG_MAX
    private static final int INFO_NAME = 64;
    private static final long NUMBER = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;

    private final Libc libc = new Libc();

    /** Returns the map's descriptor. */
    public int mapCreate(String name, int type, int keySize, int valueSize, int maxEntries, int flags)
            throws ErrnoException {
        return mapCreate(name, type, keySize, valueSize, maxEntries, flags, 0);
    }

    /**
     * Returns the descriptor of a map of maps.
     *
     * @param inner a map that all in it are like
     */
    public int mapCreateOfMaps(String name, int type, int maxEntries, int inner) throws ErrnoException {
        return mapCreate(name, type, 4, 4, maxEntries, 0, inner);
    }

    private int mapCreate(String name, int type, int keySize, int valueSize, int maxEntries, int flags, int inner)
            throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(72, 8);
            attr.set(JAVA_INT, 0, type);
            attr.set(JAVA_INT, 4, keySize);
            attr.set(JAVA_INT, 8, valueSize);
            attr.set(JAVA_INT, 12, maxEntries);
            attr.set(JAVA_INT, 16, flags);
            attr.set(JAVA_INT, 20, inner);
            name(attr, 28, name);
            return Libc.check("bpf(BPF_MAP_CREATE, " + name + ")", bpf(BPF_MAP_CREATE, attr));
        }
    }

    /** Copies the value of a key; false where it has none. */
    public boolean mapLookupElem(int map, MemorySegment key, MemorySegment value) throws ErrnoException {
        int result = element(BPF_MAP_LOOKUP_ELEM, map, key, value, 0);
        return result != -Errno.ENOENT && Libc.check("bpf(BPF_MAP_LOOKUP_ELEM, fd=" + map + ")", result) == 0;
    }

    /** Gives a key this value, whatever it had. */
    public void mapUpdateElem(int map, MemorySegment key, MemorySegment value) throws ErrnoException {
        mapUpdateElem(map, key, value, 0);
    }

    /** Gives a key this value, under a condition: {@link #BPF_NOEXIST}, {@link #BPF_EXIST}. */
    public void mapUpdateElem(int map, MemorySegment key, MemorySegment value, int flags) throws ErrnoException {
        Libc.check("bpf(BPF_MAP_UPDATE_ELEM, fd=" + map + ")", element(BPF_MAP_UPDATE_ELEM, map, key, value, flags));
    }

    /** Takes a key out; false where it was not there. */
    public boolean mapDeleteElem(int map, MemorySegment key) throws ErrnoException {
        int result = element(BPF_MAP_DELETE_ELEM, map, key, MemorySegment.NULL, 0);
        return result != -Errno.ENOENT && Libc.check("bpf(BPF_MAP_DELETE_ELEM, fd=" + map + ")", result) == 0;
    }

    /** Returns the descriptor of a program that the verifier has accepted; the same without flags. */
    public int progLoad(String name, int type, int attachType, String license, MemorySegment insns)
            throws ErrnoException, VerifierException {
        return progLoad(name, type, attachType, 0, license, insns);
    }

    /**
     * Returns the descriptor of a program that the verifier has accepted.
     *
     * @param flags such as {@link #BPF_F_XDP_HAS_FRAGS}
     * @param license "GPL" or one with it in its name lets a program call what is for such only
     * @throws VerifierException if it has not
     */
    public int progLoad(String name, int type, int attachType, int flags, String license, MemorySegment insns)
            throws ErrnoException, VerifierException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(72, 8);
            attr.set(JAVA_INT, 0, type);
            attr.set(JAVA_INT, 4, (int) (insns.byteSize() / BpfInsn.SIZE));
            attr.set(JAVA_LONG, 8, insns.address());
            attr.set(JAVA_LONG, 16, arena.allocateFrom(license).address());
            attr.set(JAVA_INT, 44, flags);
            name(attr, 48, name);
            attr.set(JAVA_INT, 68, attachType);
            String call = "bpf(BPF_PROG_LOAD, " + name + ")";
            int result = bpf(BPF_PROG_LOAD, attr);
            if (result >= 0 || result == -Errno.EPERM) {
                return Libc.check(call, result);
            }
            // Once more, for its reasons.
            MemorySegment log = arena.allocate(LOG_SIZE);
            attr.set(JAVA_INT, 24, 1);
            attr.set(JAVA_INT, 28, LOG_SIZE);
            attr.set(JAVA_LONG, 32, log.address());
            result = bpf(BPF_PROG_LOAD, attr);
            if (result < 0) {
                throw new VerifierException(call, -result, log.getString(0));
            }
            return result;
        }
    }

    /** Runs a program once on a packet that nobody sent, and returns what it returned: for tests. */
    public int progTestRun(int program, MemorySegment packet) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(80, 8);
            attr.set(JAVA_INT, 0, program);
            attr.set(JAVA_INT, 8, (int) packet.byteSize());
            attr.set(JAVA_LONG, 16, packet.address());
            Libc.check("bpf(BPF_PROG_TEST_RUN, fd=" + program + ")", bpf(BPF_PROG_TEST_RUN, attr));
            return attr.get(JAVA_INT, 4);
        }
    }

    /** Returns the descriptor of a link: while somebody has it, the program runs on the interface. */
    public int linkCreate(int program, int ifindex, int attachType, int flags) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(32, 8);
            attr.set(JAVA_INT, 0, program);
            attr.set(JAVA_INT, 4, ifindex);
            attr.set(JAVA_INT, 8, attachType);
            attr.set(JAVA_INT, 12, flags);
            return Libc.check("bpf(BPF_LINK_CREATE, ifindex=" + ifindex + ")", bpf(BPF_LINK_CREATE, attr));
        }
    }

    /** From one packet to the next, this program runs in the place of the link's. */
    public void linkUpdate(int link, int program) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(16, 8);
            attr.set(JAVA_INT, 0, link);
            attr.set(JAVA_INT, 4, program);
            Libc.check("bpf(BPF_LINK_UPDATE, fd=" + link + ")", bpf(BPF_LINK_UPDATE, attr));
        }
    }

    /** On return the program runs no more, on no processor. */
    public void linkDetach(int link) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(8, 8);
            attr.set(JAVA_INT, 0, link);
            Libc.check("bpf(BPF_LINK_DETACH, fd=" + link + ")", bpf(BPF_LINK_DETACH, attr));
        }
    }

    /** The identifiers of the programs on an interface, in the order in which they run. */
    public int[] progQuery(int ifindex, int attachType) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ids = arena.allocate(4L * MOST_PROGRAMS, 4);
            MemorySegment attr = arena.allocate(64, 8);
            attr.set(JAVA_INT, 0, ifindex);
            attr.set(JAVA_INT, 4, attachType);
            attr.set(JAVA_LONG, 16, ids.address());
            attr.set(JAVA_INT, 24, MOST_PROGRAMS);
            Libc.check("bpf(BPF_PROG_QUERY, ifindex=" + ifindex + ")", bpf(BPF_PROG_QUERY, attr));
            return ids.asSlice(0, 4L * attr.get(JAVA_INT, 24)).toArray(JAVA_INT);
        }
    }

    /** The descriptor of a program that somebody has loaded; needs CAP_SYS_ADMIN. */
    public int progGetFdById(int id) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(12, 8);
            attr.set(JAVA_INT, 0, id);
            return Libc.check("bpf(BPF_PROG_GET_FD_BY_ID, " + id + ")", bpf(BPF_PROG_GET_FD_BY_ID, attr));
        }
    }

    /** {@code bpf_prog_info.name}: at most 15 characters. */
    public String progName(int program) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(INFO_NAME + NAME_LENGTH + 1, 8);
            MemorySegment attr = arena.allocate(16, 8);
            attr.set(JAVA_INT, 0, program);
            attr.set(JAVA_INT, 4, (int) info.byteSize());
            attr.set(JAVA_LONG, 8, info.address());
            Libc.check("bpf(BPF_OBJ_GET_INFO_BY_FD, fd=" + program + ")", bpf(BPF_OBJ_GET_INFO_BY_FD, attr));
            return info.getString(INFO_NAME, StandardCharsets.US_ASCII);
        }
    }

    private int element(int command, int map, MemorySegment key, MemorySegment value, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attr = arena.allocate(32, 8);
            attr.set(JAVA_INT, 0, map);
            attr.set(JAVA_LONG, 8, key.address());
            attr.set(JAVA_LONG, 16, value.address());
            attr.set(JAVA_LONG, 24, flags);
            return bpf(command, attr);
        }
    }

    int bpf(int command, MemorySegment attr) {
        return (int) libc.syscall(NUMBER, command, attr.address(), attr.byteSize());
    }

    private static void name(MemorySegment attr, long at, String name) {
        if (name.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("name " + name + ": want at most " + NAME_LENGTH + " characters");
        }
        attr.setString(at, name, StandardCharsets.US_ASCII);
    }
}
