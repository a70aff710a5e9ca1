package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.Auxdata;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Cmsg;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.Msghdr.Mmsg;
import nyanpong.sys.Socket;
import nyanpong.sys.Waker;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;

/**
 * A packet socket, packet(7), read and written in batches by recvmmsg(2) and sendmmsg(2): works everywhere.
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
    private final MemorySegment outgoing = arena.allocate((long) BATCH * Mmsg.SIZE, 8);
    private final MemorySegment inVectors = arena.allocate((long) BATCH * Iovec.SIZE, 8);
    private final MemorySegment outVectors = arena.allocate((long) BATCH * Iovec.SIZE, 8);
    private final int fd;
    private final Waker waker;
    private final AtomicLong sendFailures = new AtomicLong();

    /**
     * Binds to an interface and receives nothing yet.
     *
     * @param headroom bytes before each packet that a handler may write in; a multiple of 8
     */
    public SocketEngine(int ifindex, int headroom) throws ErrnoException {
        this.headroom = headroom;
        this.slot = headroom + LONGEST + 127 & ~127;
        this.packets = arena.allocate((long) BATCH * slot, 4096);
        for (int i = 0; i < BATCH; i++) {
            long in = (long) i * Mmsg.SIZE;
            Iovec.set(inVectors, (long) i * Iovec.SIZE, packets, (long) i * slot + headroom, LONGEST);
            Msghdr.name(incoming, in, names.asSlice((long) i * NAME, SockaddrLl.SIZE));
            Msghdr.iov(incoming, in, inVectors, (long) i * Iovec.SIZE);
            Msghdr.control(incoming, in, controls, (long) i * CONTROL, CONTROL);
            Msghdr.iov(outgoing, in, outVectors, (long) i * Iovec.SIZE);
        }
        // Protocol 0: nothing is received before the filter is in place and bind() names the protocol.
        fd = Libc.check(
                "socket(AF_PACKET, SOCK_RAW)", libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
        EchoFilter.nothing().attach(libc, fd);
        Libc.check("setsockopt(PACKET_AUXDATA)", libc.setsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_AUXDATA, 1));
        Libc.check(
                "setsockopt(PACKET_IGNORE_OUTGOING)",
                libc.setsockopt(fd, IfPacket.SOL_PACKET, IfPacket.PACKET_IGNORE_OUTGOING, 1));
        // Room for a burst; without CAP_NET_ADMIN the system's limit holds, which is no failure.
        libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, SOCKET_BUFFER);
        libc.setsockopt(fd, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, SOCKET_BUFFER);
        Libc.check(
                "bind(fd=" + fd + ", ifindex=" + ifindex + ")",
                libc.bind(fd, SockaddrLl.of(arena, IfPacket.ETH_P_ALL, ifindex)));
        waker = new Waker(fd);
        warm();
    }

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public void open() throws ErrnoException {
        EchoFilter.echoRequests().attach(new Libc(), fd);
    }

    @Override
    public void shut() throws ErrnoException {
        EchoFilter.nothing().attach(new Libc(), fd);
    }

    @Override
    public int poll(Handler handler) throws ErrnoException {
        for (int i = 0; i < BATCH; i++) {
            Msghdr.namelen(incoming, (long) i * Mmsg.SIZE, SockaddrLl.SIZE);
            Msghdr.controllen(incoming, (long) i * Mmsg.SIZE, CONTROL);
        }
        int received = libc.recvmmsg(fd, incoming, BATCH, Socket.MSG_DONTWAIT);
        if (received <= 0) {
            return received == -Errno.EAGAIN || received == -Errno.EINTR ? 0 : linkLost(received);
        }
        int answers = 0;
        for (int i = 0; i < received; i++) {
            int length = Mmsg.len(incoming, (long) i * Mmsg.SIZE);
            long departure = handler.onPacket(packets, (long) i * slot + headroom, length, arrival(i));
            if (departure != Departure.NONE) {
                long vector = (long) answers * Iovec.SIZE;
                Iovec.set(outVectors, vector, packets, Departure.at(departure), Departure.length(departure));
                answers++;
            }
        }
        send(answers);
        return received;
    }

    @Override
    public void send(MemorySegment p, long at, int length) {
        long sent;
        do {
            sent = libc.send(fd, p, at, length, Socket.MSG_DONTWAIT);
        } while (sent == -Errno.EINTR);
        if (sent < 0) {
            countSendFailure();
        }
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
        return sendFailures.getOpaque();
    }

    @Override
    public void close() {
        waker.close();
        libc.close(fd);
        arena.close();
    }

    /** Does once what else the first packet would wait for by milliseconds: loading of classes, linking of calls. */
    private void warm() {
        libc.sendmmsg(fd, outgoing, 0, 0, Socket.MSG_DONTWAIT);
        libc.send(fd, packets, 0, 0, Socket.MSG_DONTWAIT); // nothing: EINVAL
        Mmsg.len(incoming, 0);
        Auxdata.status(controls, 0);
        arrival(0);
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
        if (aux < 0) {
            return arrival;
        }
        int status = Auxdata.status(controls, aux);
        if ((status & IfPacket.TP_STATUS_CSUMNOTREADY) != 0) {
            arrival |= Arrival.CHECKSUM_NOT_READY;
        }
        if ((status & IfPacket.TP_STATUS_VLAN_VALID) != 0) {
            arrival = Arrival.withTag(arrival, Auxdata.vlanTci(controls, aux));
            if ((status & IfPacket.TP_STATUS_VLAN_TPID_VALID) != 0
                    && Auxdata.vlanTpid(controls, aux) != Ethernet.VLAN) {
                arrival |= Arrival.FOREIGN_TAG;
            }
        }
        return arrival;
    }

    /** Sends each answer once; one that the kernel does not take is counted, and the next ones are tried. */
    private void send(int answers) {
        for (int first = 0; first < answers; ) {
            int sent = libc.sendmmsg(fd, outgoing, first, answers - first, Socket.MSG_DONTWAIT);
            if (sent > 0) {
                first += sent;
            } else if (sent != -Errno.EINTR) {
                countSendFailure();
                first++;
            }
        }
    }

    private void countSendFailure() {
        sendFailures.setOpaque(sendFailures.getPlain() + 1); // one writer
    }

    /** ENETDOWN comes once when the link goes down, and the socket lives on when it comes up: packet(7). */
    private static int linkLost(int result) throws ErrnoException {
        return result == -Errno.ENETDOWN ? 0 : Libc.check("recvmmsg(AF_PACKET)", result);
    }
}
