package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** {@code struct msghdr}, {@code struct iovec} and {@code struct cmsghdr}: recvmsg(2), cmsg(3). */
public final class Msghdr {
    public static final int SIZE = 56;

    private static final int NAME = 0;
    private static final int NAMELEN = 8;
    private static final int IOV = 16;
    private static final int IOVLEN = 24;
    private static final int CONTROL = 32;
    private static final int CONTROLLEN = 40;
    private static final int FLAGS = 48;

    private Msghdr() {}

    /** Points {@code msg_name} at all of {@code name}. */
    public static void name(MemorySegment m, long at, MemorySegment name) {
        m.set(JAVA_LONG, at + NAME, name.address());
        m.set(JAVA_INT, at + NAMELEN, (int) name.byteSize());
    }

    /** The kernel writes the length it used here, so it is set anew before each receive. */
    public static void namelen(MemorySegment m, long at, int length) {
        m.set(JAVA_INT, at + NAMELEN, length);
    }

    /** Points {@code msg_iov} at one {@link Iovec}. */
    public static void iov(MemorySegment m, long at, MemorySegment iovec, long iovecAt) {
        m.set(JAVA_LONG, at + IOV, iovec.address() + iovecAt);
        m.set(JAVA_LONG, at + IOVLEN, 1);
    }

    public static void control(MemorySegment m, long at, MemorySegment control, long controlAt, long length) {
        m.set(JAVA_LONG, at + CONTROL, control.address() + controlAt);
        m.set(JAVA_LONG, at + CONTROLLEN, length);
    }

    public static void controllen(MemorySegment m, long at, long length) {
        m.set(JAVA_LONG, at + CONTROLLEN, length);
    }

    public static long controllen(MemorySegment m, long at) {
        return m.get(JAVA_LONG, at + CONTROLLEN);
    }

    public static int flags(MemorySegment m, long at) {
        return m.get(JAVA_INT, at + FLAGS);
    }

    /** {@code struct mmsghdr}: a msghdr, then the length that was received or sent. */
    public static final class Mmsg {
        public static final int SIZE = 64;

        private static final int LEN = 56;

        private Mmsg() {}

        public static int len(MemorySegment m, long at) {
            return m.get(JAVA_INT, at + LEN);
        }
    }

    /** {@code struct iovec}. */
    public static final class Iovec {
        public static final int SIZE = 16;

        private Iovec() {}

        public static void set(MemorySegment v, long at, MemorySegment p, long base, long length) {
            v.set(JAVA_LONG, at, p.address() + base);
            v.set(JAVA_LONG, at + 8, length);
        }
    }

    /** {@code struct cmsghdr} and its data, each padded to 8 bytes. */
    public static final class Cmsg {
        public static final int HEADER_LENGTH = 16;

        private Cmsg() {}

        /** {@code CMSG_SPACE}: what {@code length} bytes of data occupy. */
        public static int space(int length) {
            return HEADER_LENGTH + align(length);
        }

        /**
         * The offset of the data of the first control message of a kind, or -1.
         *
         * @param length {@code msg_controllen} as the kernel left it
         */
        public static long find(MemorySegment c, long at, long length, int level, int type) {
            long end = at + length;
            for (long h = at; h + HEADER_LENGTH <= end; ) {
                long size = c.get(JAVA_LONG, h);
                if (c.get(JAVA_INT, h + 8) == level && c.get(JAVA_INT, h + 12) == type) {
                    return h + HEADER_LENGTH;
                }
                if (size < HEADER_LENGTH) {
                    return -1;
                }
                h += align(size);
            }
            return -1;
        }

        /** The bytes of data of the control message whose data is at {@code data}. */
        public static int length(MemorySegment c, long data) {
            return (int) c.get(JAVA_LONG, data - HEADER_LENGTH) - HEADER_LENGTH;
        }

        /** Writes a header for {@code length} bytes of data; the data goes at {@code at + HEADER_LENGTH}. */
        public static void put(MemorySegment c, long at, int level, int type, int length) {
            c.set(JAVA_LONG, at, HEADER_LENGTH + (long) length);
            c.set(JAVA_INT, at + 8, level);
            c.set(JAVA_INT, at + 12, type);
        }

        /** Writes a control message of one {@code int}; returns the offset after it. */
        public static long putInt(MemorySegment c, long at, int level, int type, int value) {
            put(c, at, level, type, Integer.BYTES);
            c.set(JAVA_INT_UNALIGNED, at + HEADER_LENGTH, value);
            return at + space(Integer.BYTES);
        }

        private static int align(int length) {
            return (length + 7) & ~7;
        }

        private static long align(long length) {
            return (length + 7) & ~7L;
        }
    }
}
