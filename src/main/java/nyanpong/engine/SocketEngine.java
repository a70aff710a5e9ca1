package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.Auxdata;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Cmsg;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.Msghdr.Mmsg;
import nyanpong.sys.Socket;
import nyanpong.sys.Waker;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;

/**
 * A packet socket, packet(7), read in batches by recvmmsg(2), and another one, written by sendmmsg(2): works everywhere.
 *
 * <p>Each packet has a slot of its own in one segment, with room before it, and is answered from there.
 */
public final class SocketEngine implements Engine {
    private static final int BATCH = 32;
    /** An IP packet of any length, its Ethernet header and tag. */
    private static final int LONGEST = 65_535 + Ethernet.HEADER_LENGTH + Ethernet.TAG_LENGTH;

    private static final int CONTROL = Cmsg.space(Auxdata.SIZE);
    private static final int NAME = 32;
    private static final int SOCKET_BUFFER = 8 << 20;

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final int headroom;
    private final int slot;
    private final MemorySegment packets;
    private final MemorySegment names = arena.allocate((long) BATCH * NAME, 8);
    private final MemorySegment controls = arena.allocate((long) BATCH * CONTROL, 8);
    private final MemorySegment incoming = arena.allocate((long) BATCH * Mmsg.SIZE, 8);
    private final MemorySegment inVectors = arena.allocate((long) BATCH * Iovec.SIZE, 8);
    private final int[] arrivals = new int[BATCH];
    private final int in;
    private final int out;
    private final Gate gate;
    private final Outgoing outgoing;
    private final Waker waker;
    private final PacketStatistics statistics;

    /**
     * Binds to an interface and receives nothing yet.
     *
     * @param headroom bytes before each packet that a handler may write in; a multiple of 8
     */
    public SocketEngine(int ifindex, int headroom) throws ErrnoException {
        this(ifindex, headroom, null);
    }

    /** The same as one of several that share an interface, or alone where {@code fanout} is null. */
    public SocketEngine(int ifindex, int headroom, Fanout fanout) throws ErrnoException {
        this.headroom = headroom;
        this.slot = headroom + LONGEST + 127 & ~127;
        this.packets = Mman.untouched(arena, (long) BATCH * slot);
        for (int i = 0; i < BATCH; i++) {
            long in = (long) i * Mmsg.SIZE;
            Iovec.set(inVectors, (long) i * Iovec.SIZE, packets, (long) i * slot + headroom, LONGEST);
            Msghdr.name(incoming, in, names.asSlice((long) i * NAME, SockaddrLl.SIZE));
            Msghdr.iov(incoming, in, inVectors, (long) i * Iovec.SIZE);
            Msghdr.control(incoming, in, controls, (long) i * CONTROL, CONTROL);
        }
        // Protocol 0: nothing is received before the filter is in place and bind() names the protocol.
        in = socket();
        out = socket();
        gate = new Gate(in, out, EchoFilter.echoRequests(), fanout);
        Libc.check("setsockopt(PACKET_AUXDATA)", libc.setsockopt(in, IfPacket.SOL_PACKET, IfPacket.PACKET_AUXDATA, 1));
        Libc.check(
                "setsockopt(PACKET_IGNORE_OUTGOING)",
                libc.setsockopt(in, IfPacket.SOL_PACKET, IfPacket.PACKET_IGNORE_OUTGOING, 1));
        // Room for a burst; without CAP_NET_ADMIN the system's limit holds, which is no failure.
        libc.setsockopt(in, Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, SOCKET_BUFFER);
        libc.setsockopt(out, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, SOCKET_BUFFER);
        gate.bind(ifindex);
        outgoing = new Outgoing(libc, arena, out, BATCH);
        waker = new Waker(in);
        statistics = new PacketStatistics(in);
        warm();
    }

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public void open() throws ErrnoException {
        gate.open();
    }

    @Override
    public void bind(int ifindex) throws ErrnoException {
        gate.bind(ifindex);
    }

    @Override
    public void shut() throws ErrnoException {
        gate.shut();
    }

    @Override
    public void settle() throws ErrnoException {
        gate.settle();
        statistics.close(); // what comes when others of a group have left it is nobody's
    }

    @Override
    public int poll(Handler handler) throws ErrnoException {
        for (int i = 0; i < BATCH; i++) {
            Msghdr.namelen(incoming, (long) i * Mmsg.SIZE, SockaddrLl.SIZE);
            Msghdr.controllen(incoming, (long) i * Mmsg.SIZE, CONTROL);
        }
        int received = libc.recvmmsg(in, incoming, BATCH, Socket.MSG_DONTWAIT);
        if (received <= 0) {
            return received == -Errno.EAGAIN || received == -Errno.EINTR ? 0 : linkLost(received);
        }
        for (int from = 0; from < received; from += Handler.AHEAD) {
            int to = Math.min(from + Handler.AHEAD, received);
            for (int i = from; i < to; i++) {
                arrivals[i] = arrival(i);
                handler.expect(packets, at(i), length(i), arrivals[i]);
            }
            for (int i = from; i < to; i++) {
                outgoing.add(packets, handler.onPacket(packets, at(i), length(i), arrivals[i]));
            }
        }
        outgoing.flush();
        return received;
    }

    @Override
    public void send(MemorySegment p, long at, int length) {
        outgoing.send(p, at, length);
    }

    @Override
    public void awaitUntil(long nanos) {
        waker.awaitUntil(nanos);
    }

    @Override
    public void wake() {
        waker.wake();
    }

    @Override
    public long sendFailures() {
        return outgoing.failures();
    }

    @Override
    public long sent() {
        return outgoing.sent();
    }

    @Override
    public Optional<Intake> intake() {
        return Optional.of(statistics.read());
    }

    @Override
    public void close() {
        waker.close();
        statistics.close();
        libc.close(in);
        libc.close(out);
        arena.close();
    }

    private int socket() throws ErrnoException {
        return Libc.check(
                "socket(AF_PACKET, SOCK_RAW)", libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
    }

    /** Does once what else the first packet would wait for by milliseconds: loading of classes, linking of calls. */
    private void warm() {
        outgoing.warm();
        Mmsg.len(incoming, 0);
        Auxdata.status(controls, 0);
        arrival(0);
    }

    private long at(int i) {
        return (long) i * slot + headroom;
    }

    private int length(int i) {
        return Mmsg.len(incoming, (long) i * Mmsg.SIZE);
    }

    private int arrival(int i) {
        long message = (long) i * Mmsg.SIZE;
        int flags = (Msghdr.flags(incoming, message) & Socket.MSG_TRUNC) != 0 ? Arrival.TRUNCATED : 0;
        int arrival = Arrival.of(SockaddrLl.pkttype(names, (long) i * NAME), flags);
        long aux = Cmsg.find(
                controls,
                (long) i * CONTROL,
                Msghdr.controllen(incoming, message),
                IfPacket.SOL_PACKET,
                IfPacket.PACKET_AUXDATA);
        return aux < 0
                ? arrival
                : PacketStatus.arrival(
                        arrival,
                        Auxdata.status(controls, aux),
                        Auxdata.vlanTci(controls, aux),
                        Auxdata.vlanTpid(controls, aux));
    }

    /** ENETDOWN comes once when the link goes down, and the socket lives on when it comes up: packet(7). */
    private static int linkLost(int result) throws ErrnoException {
        return result == -Errno.ENETDOWN ? 0 : Libc.check("recvmmsg(AF_PACKET)", result);
    }
}
