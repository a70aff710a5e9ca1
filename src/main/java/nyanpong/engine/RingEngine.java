package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.SockFilter;
import nyanpong.sys.Socket;
import nyanpong.sys.Tpacket;
import nyanpong.sys.Tpacket.Hdr2;
import nyanpong.sys.Waker;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;

/**
 * A packet socket with a TPACKET_V2 receive ring, packet(7): packets are read and rewritten in memory that is shared with the
 * kernel, and sent from there through a second socket, before their slots are given back. Receiving takes no system call.
 *
 * <p>What is longer than a slot, since the MTU grew after the ring was made, comes whole by the socket's queue.
 */
public final class RingEngine implements Engine {
    public static final int BATCH = 64;
    /** An IP packet of any length, its Ethernet header and a tag within. */
    private static final int LONGEST = 65_535 + Ethernet.HEADER_LENGTH + Ethernet.TAG_LENGTH;

    private static final int SOCKET_BUFFER = 8 << 20;

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final int headroom;
    private final int size;
    private final int last;
    private final int in;
    private final int out;
    private final Gate gate;
    private final MemorySegment slots;
    private final MemorySegment spare;
    private final MemorySegment error = arena.allocate(JAVA_INT);
    private final Outgoing outgoing;
    private final Waker waker;
    private final PacketStatistics statistics;
    private int next;

    /**
     * Binds to an interface and receives nothing yet.
     *
     * @param mtu of the interface, by which the slots are cut
     * @param headroom bytes before each packet that a handler may write in; a multiple of 16
     * @throws ErrnoException also where there are packet sockets without rings
     */
    public RingEngine(int ifindex, int mtu, int headroom) throws ErrnoException {
        this(ifindex, mtu, headroom, null);
    }

    /** The same as one of several that share an interface, or alone where {@code fanout} is null. */
    public RingEngine(int ifindex, int mtu, int headroom, Fanout fanout) throws ErrnoException {
        this(ifindex, mtu, headroom, EchoFilter.echoRequests(), fanout);
    }

    /** The same for whoever asks: what comes in are replies and errors, and requests leave by {@link #enqueue}. */
    public static RingEngine ofAnswers(int ifindex, int mtu) throws ErrnoException {
        return new RingEngine(ifindex, mtu, 0, EchoFilter.answers(), null);
    }

    private RingEngine(int ifindex, int mtu, int headroom, SockFilter wanted, Fanout fanout) throws ErrnoException {
        this.headroom = headroom;
        RingShape shape = RingShape.of(mtu, headroom);
        size = shape.size();
        last = shape.slots() - 1;
        int first = -1;
        int second = -1;
        try {
            first = socket();
            second = socket();
            in = first;
            out = second;
            gate = new Gate(in, out, wanted, fanout);
            slots = ring(shape);
            spare = Mman.untouched(arena, (long) headroom + LONGEST);
            // Protocol 0: it receives nothing. Without PACKET_QDISC_BYPASS, so that this host's tcpdump and tc see what
            // it sends.
            libc.setsockopt(out, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, SOCKET_BUFFER);
            outgoing = new Outgoing(libc, arena, out, BATCH);
            statistics = new PacketStatistics(in);
            warm();
            gate.bind(ifindex);
            waker = new Waker(in);
        } catch (ErrnoException e) {
            libc.close(first);
            libc.close(second);
            arena.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "ring";
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
    public int poll(Handler handler) {
        int first = next;
        int taken = 0;
        int ready;
        do {
            ready = expect(handler, Math.min(Handler.AHEAD, BATCH - taken));
            for (int i = 0; i < ready; i++) {
                long slot = (long) next * size;
                answer(handler, slot, Hdr2.status(slots, slot));
                next = next + 1 & last;
            }
            taken += ready;
        } while (ready > 0 && taken < BATCH);
        outgoing.flush();
        for (int i = 0; i < taken; i++) {
            Hdr2.release(slots, (long) (first + i & last) * size);
        }
        return taken;
    }

    @Override
    public void send(MemorySegment p, long at, int length) {
        outgoing.send(p, at, length);
    }

    /** Adds a packet to a batch of up to {@value #BATCH}; it stays where it is until {@link #flush}. */
    public void enqueue(MemorySegment p, long at, int length) {
        outgoing.add(p, Departure.of(at, length));
    }

    /** Sends the batch. */
    public void flush() {
        outgoing.flush();
    }

    /** To be called when {@link #poll} has found nothing: the kernel tells of the last slot that it filled alone. */
    @Override
    public void awaitUntil(long nanos) throws ErrnoException {
        waker.awaitUntil(nanos);
        if (waker.hasError()) {
            takeError();
        }
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

    private MemorySegment ring(RingShape shape) throws ErrnoException {
        EchoFilter.nothing().attach(libc, in);
        option("PACKET_IGNORE_OUTGOING", IfPacket.PACKET_IGNORE_OUTGOING, 1);
        option("PACKET_VERSION, TPACKET_V2", IfPacket.PACKET_VERSION, Tpacket.TPACKET_V2);
        option("PACKET_RESERVE", IfPacket.PACKET_RESERVE, headroom);
        option("PACKET_COPY_THRESH", IfPacket.PACKET_COPY_THRESH, 1);
        // Room for what is longer than a slot; without CAP_NET_ADMIN the system's limit holds, which is no failure.
        libc.setsockopt(in, Socket.SOL_SOCKET, Socket.SO_RCVBUFFORCE, SOCKET_BUFFER);
        Libc.check(
                "setsockopt(PACKET_RX_RING, " + shape.slots() + " of " + size + ")",
                libc.setsockopt(in, IfPacket.SOL_PACKET, IfPacket.PACKET_RX_RING, shape.request(arena)));
        return Mman.shared(libc, arena, in, shape.bytes());
    }

    private void option(String name, int option, int value) throws ErrnoException {
        Libc.check("setsockopt(" + name + ")", libc.setsockopt(in, IfPacket.SOL_PACKET, option, value));
    }

    /** Does once what else the first packet would wait for by milliseconds: loading of classes, linking of calls. */
    private void warm() {
        poll((p, at, length, arrival) -> 0);
        receiveWhole();
        outgoing.warm();
        arrival(0, 0);
        Hdr2.mac(slots, 0);
        Hdr2.release(slots, 0); // the kernel's already
    }

    /** Tells of the packets that wait, of so many at most; returns how many there are. */
    private int expect(Handler handler, int most) {
        int ready = 0;
        while (ready < most) {
            long slot = (long) (next + ready & last) * size;
            int status = Hdr2.status(slots, slot);
            if ((status & Tpacket.TP_STATUS_USER) == 0) {
                break;
            }
            int length = Hdr2.snaplen(slots, slot);
            if (length == Hdr2.len(slots, slot)) { // else it is answered elsewhere
                handler.expect(slots, slot + Hdr2.mac(slots, slot), length, arrival(slot, status));
            }
            ready++;
        }
        return ready;
    }

    private void answer(Handler handler, long slot, int status) {
        int arrival = arrival(slot, status);
        int length = Hdr2.snaplen(slots, slot);
        if (length < Hdr2.len(slots, slot)) {
            long whole = (status & Tpacket.TP_STATUS_COPY) == 0 ? -Errno.EAGAIN : receiveWhole();
            if (whole >= 0) {
                outgoing.add(spare, handler.onPacket(spare, headroom, (int) whole, arrival));
                outgoing.flush(); // in order, and before the next one needs the room
                return;
            }
            arrival |= Arrival.TRUNCATED;
        }
        outgoing.add(slots, handler.onPacket(slots, slot + Hdr2.mac(slots, slot), length, arrival));
    }

    private int arrival(long slot, int status) {
        int arrival = Arrival.of(SockaddrLl.pkttype(slots, Hdr2.sockaddr(slot)), 0);
        return PacketStatus.arrival(arrival, status, Hdr2.vlanTci(slots, slot), Hdr2.vlanTpid(slots, slot));
    }

    /** Takes a packet from the queue, which has those of the slots marked so in the slots' order. */
    private long receiveWhole() {
        long length;
        do {
            length = libc.recv(in, spare, headroom, LONGEST, Socket.MSG_DONTWAIT);
        } while (length == -Errno.EINTR || length == -Errno.ENETDOWN); // the latter comes once
        return length;
    }

    /** An error that nobody takes would end every wait. ENETDOWN is the link's going down; it may come up: packet(7). */
    private void takeError() throws ErrnoException {
        Libc.check("getsockopt(SO_ERROR)", libc.getsockopt(in, Socket.SOL_SOCKET, Socket.SO_ERROR, error));
        int errno = error.get(JAVA_INT, 0);
        if (errno != 0 && errno != Errno.ENETDOWN) {
            throw new ErrnoException("packet ring", errno);
        }
    }
}
