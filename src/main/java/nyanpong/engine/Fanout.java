package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.SockFilter;
import nyanpong.sys.Socket;
import nyanpong.wire.Ethernet;

/**
 * Shares an interface's packets out to the packet sockets of several threads: PACKET_FANOUT of packet(7).
 *
 * <p>A program of ours chooses, by a keyed hash of the source, and a source is what {@code echo.RateLimits} takes for one: an IPv4 /24
 * or an IPv6 /64. So all that is remembered of a source, its sessions, its limits, its late answers, is one thread's alone, and
 * what a client asks is answered in its order. The kernel's own hash of flows would not do: what it takes for a flow depends on its
 * version, and neighbours that share a limit are several.
 *
 * <p>The sockets of a group cannot be bound anew, and once their filters are locked neither these nor the program can be
 * changed. So a group of n is shut by one socket more, whose filter lets nothing in. The kernel takes what the program returns modulo the
 * number of sockets; the program returns h(n + 1) + n for thread h. Modulo n that is h; and modulo n + 1, as soon as the last socket has
 * joined, it is n, the last socket, whatever h was. That holds until the first of them is closed: by then nobody may count any more.
 */
public final class Fanout implements AutoCloseable {
    /** Reserved, RFC 1701. */
    private static final int NO_PROTOCOL = 0xffff;

    private static final int IPV4_SOURCE = 12;
    private static final int IPV6_SOURCE = 8;

    /** Of MurmurHash3's finaliser, by Austin Appleby: every bit of the source reaches every bit of the hash. */
    private static final int FIRST = 0x85ebca6b;

    private static final int SECOND = 0xc2b2ae35;

    private final int ifindex;
    private final SockFilter program;
    private final int last;
    private final int fence;
    private int group = -1;
    private boolean shut;

    /**
     * Nobody is in it yet.
     *
     * @param threads at least 2
     * @param key unpredictable to a peer, who else could choose sources that burden one thread
     */
    public Fanout(int ifindex, int threads, int key) throws ErrnoException {
        this.ifindex = ifindex;
        program = program(threads, key);
        int first = -1;
        int second = -1;
        try {
            first = deaf();
            second = deaf();
        } catch (ErrnoException e) {
            new Libc().close(first);
            throw e;
        }
        last = first;
        fence = second;
    }

    /**
     * Chooses the thread; run where the network header is, whatever is before it. What is not IP is in the end nobody's, and neither is
     * what ends within its addresses.
     */
    static SockFilter program(int threads, int key) {
        SockFilter program = new SockFilter()
                .ld(SockFilter.SKF_AD_PROTOCOL)
                .jumpEqual(Ethernet.IPV4, "ipv4", "ipv6?")
                .label("ipv6?")
                .jumpEqual(Ethernet.IPV6, "ipv6", "none")
                .label("none")
                .ret(threads)
                .label("ipv4")
                .ld(IPV4_SOURCE)
                .and(0xffff_ff00)
                .jump("mix")
                .label("ipv6")
                .ld(IPV6_SOURCE)
                .xor(key);
        fold(program, 15)
                .mul(SECOND)
                .tax()
                .ld(IPV6_SOURCE + 4)
                .xorIndex()
                .label("mix")
                .xor(key);
        fold(program, 16).mul(FIRST);
        fold(program, 13).mul(SECOND);
        return fold(program, 16).mod(threads).mul(threads + 1).add(threads).retA();
    }

    /** Puts a socket in, as the next thread's: bound, to an interface that is up, and with a filter that is not locked yet. */
    synchronized void join(int fd) throws ErrnoException {
        if (group >= 0) {
            add(fd, group);
            return;
        }
        add(fd, IfPacket.PACKET_FANOUT_FLAG_UNIQUEID << 16);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment joined = arena.allocate(JAVA_INT);
            Libc libc = new Libc();
            Libc.check(
                    "getsockopt(fd=" + fd + ", PACKET_FANOUT)",
                    libc.getsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_FANOUT, joined));
            group = joined.get(JAVA_INT, 0) & 0xffff;
            Libc.check(
                    "setsockopt(fd=" + fd + ", PACKET_FANOUT_DATA)",
                    libc.setsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_FANOUT_DATA, program.assemble(arena)));
        }
    }

    /** Nothing more comes to anybody in it, but for what is just on its way; may be called twice. */
    synchronized void shut() throws ErrnoException {
        if (shut || group < 0) {
            return;
        }
        shut = true;
        try {
            bind(last, IfPacket.ETH_P_ALL);
            add(last, group);
        } catch (ErrnoException e) {
            // Where there is no interface, or it is down, nothing comes, and nobody can join.
            if (e.errno() != Errno.ENODEV && e.errno() != Errno.EINVAL) {
                throw e;
            }
        }
    }

    /** After {@link #shut}: returns when all that was let in has come in, for the kernel unbinds no socket before. */
    synchronized void settle() throws ErrnoException {
        try {
            bind(fence, IfPacket.ETH_P_ALL);
            bind(fence, NO_PROTOCOL);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENODEV) {
                throw e;
            }
        }
    }

    /** When those in it are closed. */
    @Override
    public void close() {
        Libc libc = new Libc();
        libc.close(last);
        libc.close(fence);
    }

    /** A = A ^ (A >>> {@code bits}). */
    private static SockFilter fold(SockFilter program, int bits) {
        return program.tax().rsh(bits).xorIndex();
    }

    /** A socket that never receives anything, whoever gets hold of it. */
    private static int deaf() throws ErrnoException {
        Libc libc = new Libc();
        int fd = Libc.check(
                "socket(AF_PACKET, SOCK_RAW)", libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
        EchoFilter.nothing().attach(libc, fd);
        Gate.lock(fd);
        return fd;
    }

    private static void add(int fd, int groupAndFlags) throws ErrnoException {
        int kind = IfPacket.PACKET_FANOUT_CBPF | IfPacket.PACKET_FANOUT_FLAG_IGNORE_OUTGOING;
        Libc.check(
                "setsockopt(fd=" + fd + ", PACKET_FANOUT)",
                new Libc().setsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_FANOUT, groupAndFlags | kind << 16));
    }

    private void bind(int fd, int protocol) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            Libc.check(
                    "bind(fd=" + fd + ", ifindex=" + ifindex + ")",
                    new Libc().bind(fd, SockaddrLl.of(arena, protocol, ifindex)));
        }
    }
}
