package nyanpong.engine.xsk;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfXdp;
import nyanpong.sys.IfXdp.Sockaddr;
import nyanpong.sys.IfXdp.Statistics;
import nyanpong.sys.IfXdp.UmemReg;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.Socket;
import nyanpong.sys.XdpRing;

/** An AF_XDP socket bound to a queue of an interface, its memory and its four rings. Nothing comes in by itself. */
final class XskSocket implements AutoCloseable {
    final MemorySegment umem;
    final XdpRing.Out fill;
    final XdpRing.In completion;
    final XdpRing.In rx;
    final XdpRing.Out tx;

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final int fd;
    private long lost;
    private boolean closed;

    /**
     * @param queue of the interface's receive queues
     * @throws ErrnoException also ENOBUFS, where more memory than RLIMIT_MEMLOCK would be locked
     */
    XskSocket(int ifindex, int queue, XskShape shape) throws ErrnoException {
        int socket = -1;
        try {
            socket = Libc.check("socket(AF_XDP)", libc.socket(Socket.AF_XDP, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
            fd = socket;
            umem = Mman.untouched(arena, shape.bytes());
            option("XDP_UMEM_REG, " + umem.byteSize(), IfXdp.XDP_UMEM_REG, UmemReg.of(arena, umem, shape.chunk(), 0));
            ring("XDP_UMEM_FILL_RING", IfXdp.XDP_UMEM_FILL_RING, XskShape.FILL_RING);
            ring("XDP_UMEM_COMPLETION_RING", IfXdp.XDP_UMEM_COMPLETION_RING, XskShape.COMPLETION_RING);
            ring("XDP_RX_RING", IfXdp.XDP_RX_RING, XskShape.RX_RING);
            ring("XDP_TX_RING", IfXdp.XDP_TX_RING, XskShape.TX_RING);
            fill = XdpRing.fill(libc, arena, fd, XskShape.FILL_RING);
            completion = XdpRing.completion(libc, arena, fd, XskShape.COMPLETION_RING);
            rx = XdpRing.rx(libc, arena, fd, XskShape.RX_RING);
            tx = XdpRing.tx(libc, arena, fd, XskShape.TX_RING);
            // The kernel takes zero copy where the driver offers it, and else copies.
            Libc.check(
                    "bind(AF_XDP, ifindex=" + ifindex + ", queue=" + queue + ")",
                    libc.bind(fd, Sockaddr.of(arena, IfXdp.XDP_USE_NEED_WAKEUP, ifindex, queue)));
        } catch (ErrnoException e) {
            libc.close(socket);
            arena.close();
            throw e;
        }
    }

    int fd() {
        return fd;
    }

    /** Whether the driver works in our memory; else the kernel copies. */
    boolean isZeroCopy() throws ErrnoException {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment options = call.allocate(JAVA_INT);
            Libc.check("getsockopt(XDP_OPTIONS)", libc.getsockopt(fd, IfXdp.SOL_XDP, IfXdp.XDP_OPTIONS, options));
            return (options.get(JAVA_INT, 0) & IfXdp.XDP_OPTIONS_ZEROCOPY) != 0;
        }
    }

    /** Packets for this socket that found no chunk, or no room in the ring; from any thread, also after {@link #close}. */
    synchronized long lost() {
        ask();
        return lost;
    }

    /** Asks the kernel to send; by the thread that polls. */
    int sendWakeup() {
        return (int) libc.send(fd, umem, 0, 0, Socket.MSG_DONTWAIT);
    }

    /** Asks the driver to receive; by the thread that polls. */
    void receiveWakeup() {
        libc.recv(fd, umem, 0, 0, Socket.MSG_DONTWAIT);
    }

    /** An error that nobody takes would end every wait. */
    void takeError() {
        try (Arena call = Arena.ofConfined()) {
            libc.getsockopt(fd, Socket.SOL_SOCKET, Socket.SO_ERROR, call.allocate(JAVA_INT));
        }
    }

    /** The kernel takes it out of every map. */
    @Override
    public synchronized void close() {
        ask();
        closed = true;
        libc.close(fd);
        arena.close();
    }

    private void ask() {
        if (!closed) {
            try (Arena call = Arena.ofConfined()) {
                MemorySegment s = call.allocate(Statistics.SIZE, 8);
                if (new Libc().getsockopt(fd, IfXdp.SOL_XDP, IfXdp.XDP_STATISTICS, s) == 0) {
                    lost = Statistics.rxDropped(s) + Statistics.rxRingFull(s);
                }
            }
        }
    }

    private void ring(String name, int option, int size) throws ErrnoException {
        try (Arena call = Arena.ofConfined()) {
            option(name + ", " + size, option, call.allocateFrom(JAVA_INT, size));
        }
    }

    private void option(String name, int option, MemorySegment value) throws ErrnoException {
        Libc.check("setsockopt(" + name + ")", libc.setsockopt(fd, IfXdp.SOL_XDP, option, value));
    }
}
