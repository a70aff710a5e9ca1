package nyanpong.engine.xdp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import nyanpong.engine.ClaimCounts;
import nyanpong.engine.ClaimShape;
import nyanpong.engine.Claimed;
import nyanpong.engine.Claiming;
import nyanpong.engine.Engine;
import nyanpong.engine.Intake;
import nyanpong.engine.Outgoing;
import nyanpong.score.Sequel;
import nyanpong.sys.Bpf;
import nyanpong.sys.BpfRingbuf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.Socket;
import nyanpong.sys.Waker;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Octets;

/**
 * Java opens, the kernel continues: {@link DrawingProgram} sends up each session's first requests, and whatever else it does not
 * understand; they are answered here by a packet socket, and the session is entered for the program, which answers those that follow. Where
 * and how long it runs is its takeover's to say, and so nothing is received before that.
 */
public final class XdpEngine implements Engine, Claiming {
    private static final int BATCH = 64;
    private static final int SOCKET_BUFFER = 8 << 20;
    private static final int RING = 16 << 20;
    private static final int FEWEST_CELLS = 1 << 14;
    private static final int MOST_CELLS = (4 << 20) / 8 - Shelf.CELLS / 8;
    private static final int MOST_SESSIONS = 1 << 20;
    /** What an LRU map keeps for each processor's own use. */
    private static final int SPARE_SESSIONS = 256;

    private static final String LICENSE = "Apache-2.0";

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final int headroom;
    private final int slot;
    private final XdpMaps maps;
    private final Shelves shelves;
    private final SessionTable sessions;
    private final Sequel sequel = new Sequel();
    private final BpfRingbuf ring;
    private final MemorySegment slots;
    private final Outgoing outgoing;
    private final Waker waker;
    private int program = -1;
    private int out = -1;
    private ClaimCounts lastClaims;
    private long[] lastDrawn;

    /**
     * Loads the program, which answers nothing yet.
     *
     * @param mtu what the interface may carry; packets that are longer than that and than 2048 octets are left to the kernel
     * @param headroom bytes before each packet that a handler may write in; a multiple of 8
     * @param sessions remembered at once
     * @param cells that the first programme needs; later ones have up to four times as many
     * @throws IOException if this kernel has none of it, or does not let us
     */
    public XdpEngine(int ifindex, int mtu, int headroom, int sessions, int cells) throws IOException {
        this.headroom = headroom;
        ClaimShape shape = new ClaimShape(ClaimShape.of(mtu).longest(), RING);
        slot = headroom + shape.longest() + 63 & ~63;
        int remembered = Math.min(sessions, MOST_SESSIONS)
                + SPARE_SESSIONS * Runtime.getRuntime().availableProcessors();
        maps = new XdpMaps(shape, remembered, Math.clamp(4L * cells, FEWEST_CELLS, MOST_CELLS));
        try {
            shelves = new Shelves(maps);
            this.sessions = new SessionTable(arena, maps);
            program = new Bpf()
                    .progLoad(
                            DrawingProgram.NAME,
                            Bpf.BPF_PROG_TYPE_XDP,
                            Bpf.BPF_XDP,
                            LICENSE,
                            DrawingProgram.of(maps).assemble(arena));
            ring = new BpfRingbuf(libc, arena, maps.claim().ring(), shape.ring());
            slots = Mman.untouched(arena, (long) BATCH * slot);
            out = Libc.check(
                    "socket(AF_PACKET, SOCK_RAW)",
                    libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
            libc.setsockopt(out, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, SOCKET_BUFFER);
            bind(ifindex);
            outgoing = new Outgoing(libc, arena, out, BATCH);
            outgoing.warm();
            waker = new Waker(maps.claim().ring());
        } catch (IOException e) {
            libc.close(out);
            libc.close(program);
            maps.close();
            arena.close();
            throw e;
        }
    }

    /** The descriptor of the program. */
    public int program() {
        return program;
    }

    /** What it draws by. */
    public Shelves shelves() {
        return shelves;
    }

    /** To be filled for each packet that is offered. */
    public Sequel sequel() {
        return sequel;
    }

    /** The memory of {@link Buckets}, which a limit's holder is to share. */
    public MemorySegment buckets() {
        return maps.bucketSegment();
    }

    /** The interface's own address, the only one for which packets are taken: the low 48 bits. */
    public void linkAddress(long address) {
        maps.linkAddress(address);
    }

    /** What is no longer among these is not claimed when this returns, but for sessions that the program goes on with. */
    @Override
    public void claimLess(Claimed wanted) throws ErrnoException {
        maps.claim().claimLess(wanted);
    }

    /** All of these are claimed when this returns, and every session is looked at anew. */
    @Override
    public void claimMore(Claimed wanted) throws ErrnoException {
        maps.claim().claimMore(wanted);
        shelves.renew();
    }

    @Override
    public String name() {
        return "xdp";
    }

    /** Only its answers' way out, and nothing in by it: the program's link ends with its device. */
    @Override
    public void bind(int ifindex) throws ErrnoException {
        Libc.check(
                "bind(fd=" + out + ", ifindex=" + ifindex + ")",
                new Libc().bind(out, SockaddrLl.of(arena, 0, ifindex)));
    }

    /** Nothing: the takeover's link lets packets in. */
    @Override
    public void open() {}

    @Override
    public void shut() {}

    @Override
    public int poll(Handler handler) {
        MemorySegment records = ring.segment();
        Shelves.Index index = shelves.index(); // not a later one: what is decided in this batch is decided by this
        int taken = 0;
        while (taken < BATCH) {
            long record = ring.next();
            if (record < 0) {
                break;
            }
            long at = (long) taken * slot + headroom;
            sequel.begin(
                    records.get(JAVA_LONG, record + Asked.OPENED),
                    records.get(JAVA_LONG, record + Asked.REACHED),
                    records.get(JAVA_LONG, record + Asked.SEEN));
            long packet = record + Asked.PACKET;
            int length = records.get(JAVA_INT, record + Asked.LENGTH);
            int arrival = Arrival.of(IfPacket.PACKET_HOST, 0);
            boolean tagged = Ethernet.type(records, packet) == Ethernet.VLAN;
            if (tagged) {
                arrival = Arrival.withTag(arrival, Octets.u16(records, packet + Ethernet.HEADER_LENGTH));
                length = untag(records, packet, at, length);
            } else {
                MemorySegment.copy(records, packet, slots, at, length);
            }
            long departure = handler.onPacket(slots, at, length, arrival);
            if (!tagged && sequel.isDecided()) {
                handOver(records, record, index);
            }
            ring.advance();
            outgoing.add(slots, departure);
            taken++;
        }
        ring.release();
        outgoing.flush();
        return taken;
    }

    /** As a packet socket has it, the tag beside the packet. */
    private int untag(MemorySegment records, long packet, long at, int length) {
        int addresses = Ethernet.HEADER_LENGTH - 2;
        MemorySegment.copy(records, packet, slots, at, addresses);
        int rest = length - addresses - Ethernet.TAG_LENGTH;
        MemorySegment.copy(records, packet + addresses + Ethernet.TAG_LENGTH, slots, at + addresses, rest);
        return length - Ethernet.TAG_LENGTH;
    }

    /** The program goes on with the session as it is now; nothing is to be done where it does so already. */
    private void handOver(MemorySegment records, long record, Shelves.Index index) {
        long opened = records.get(JAVA_LONG, record + Asked.OPENED);
        if (sequel.isPossible() && sequel.programme() == index.programme()) {
            if (records.get(JAVA_INT, record + Asked.STATE) == Asked.GOES_ON
                    && opened == sequel.opened()
                    && records.get(JAVA_LONG, record + Asked.ANCHOR) == sequel.anchor()
                    && records.get(JAVA_INT, record + Asked.EDITION) == index.edition()) {
                return;
            }
            sessions.of(records, record + Asked.PACKET);
            sessions.enter(sequel, index, System.nanoTime());
        } else if (opened != 0) {
            sessions.of(records, record + Asked.PACKET);
            sessions.remove();
        }
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

    /** What came up, by the program's own count; what finds no room is not claimed, and so not lost. */
    @Override
    public Optional<Intake> intake() {
        return Optional.of(new Intake(counts().claimed(), 0));
    }

    /** What the program has counted of what came up or should have; also after {@link #close}. */
    @Override
    public synchronized ClaimCounts counts() {
        return lastClaims != null ? lastClaims : maps.claim().counts(0);
    }

    /** What the program has answered, of {@link Drawn}; also after {@link #close}. */
    public synchronized long drawn(int kind, boolean six) {
        return lastDrawn != null ? lastDrawn[kind + (six ? Drawn.KINDS : 0)] : maps.drawn(kind, six);
    }

    @Override
    public synchronized void close() {
        lastClaims = counts();
        long[] drawn = new long[2 * Drawn.KINDS];
        for (int kind = 0; kind < Drawn.KINDS; kind++) {
            drawn[kind] = maps.drawn(kind, false);
            drawn[kind + Drawn.KINDS] = maps.drawn(kind, true);
        }
        lastDrawn = drawn;
        waker.close();
        libc.close(out);
        libc.close(program);
        maps.close();
        arena.close();
    }
}
