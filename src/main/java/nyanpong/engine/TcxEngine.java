package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import nyanpong.sys.BpfRingbuf;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.IfPacket.SockaddrLl;
import nyanpong.sys.Libc;
import nyanpong.sys.Mman;
import nyanpong.sys.Socket;
import nyanpong.sys.Waker;
import nyanpong.wire.Arrival;

/**
 * Packets that an eBPF program has claimed from the kernel, {@link TcxProgram}: each is copied out of a ring into a slot of
 * its own, with room before it, and answered from there by a packet socket.
 */
public final class TcxEngine implements Engine {
    private static final int BATCH = 64;
    private static final int SOCKET_BUFFER = 8 << 20;
    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final int headroom;
    private final int slot;
    private final TcxProgram program;
    private final int number;
    private final BpfRingbuf ring;
    private final MemorySegment slots;
    private final int[] lengths = new int[BATCH];
    private final int[] arrivals = new int[BATCH];
    private final Outgoing outgoing;
    private final Waker waker;
    private int out = -1;

    /**
     * @param program stays the caller's to close, after this
     * @param number which of its rings
     * @param headroom bytes before each packet that a handler may write in; a multiple of 8
     */
    public TcxEngine(TcxProgram program, int number, int ifindex, int headroom) throws ErrnoException {
        this.program = program;
        this.number = number;
        this.headroom = headroom;
        ClaimMaps maps = program.maps();
        slot = headroom + maps.shape().longest() + 63 & ~63;
        try {
            ring = new BpfRingbuf(libc, arena, maps.ring(number), maps.shape().ring());
            slots = Mman.untouched(arena, (long) BATCH * slot);
            out = Libc.check(
                    "socket(AF_PACKET, SOCK_RAW)",
                    libc.socket(Socket.AF_PACKET, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, 0));
            libc.setsockopt(out, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, SOCKET_BUFFER);
            bind(ifindex);
            outgoing = new Outgoing(libc, arena, out, BATCH);
            outgoing.warm();
            waker = new Waker(maps.ring(number));
        } catch (ErrnoException e) {
            libc.close(out);
            arena.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "tcx";
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
        int taken = 0;
        int copied = copy(handler, 0);
        while (taken < copied) {
            for (; taken < copied; taken++) {
                outgoing.add(slots, handler.onPacket(slots, at(taken), lengths[taken], arrivals[taken]));
            }
            copied = copy(handler, taken);
        }
        ring.release();
        outgoing.flush();
        return taken;
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

    /** By the program's own count; what finds no room is not claimed, and so not lost. */
    @Override
    public Optional<Intake> intake() {
        return Optional.of(new Intake(program.counts(number).claimed(), 0));
    }

    @Override
    public void close() {
        waker.close();
        libc.close(out);
        arena.close();
    }

    /** Copies what waits behind the packets of this batch, and tells of it; returns how many there are then. */
    private int copy(Handler handler, int taken) {
        MemorySegment records = ring.segment();
        int most = Math.min(taken + Handler.AHEAD, BATCH);
        int copied = taken;
        while (copied < most) {
            long record = ring.next();
            if (record < 0) {
                break;
            }
            lengths[copied] = records.get(JAVA_INT, record + ClaimProgram.RECORD_LENGTH);
            arrivals[copied] = arrival(records, record);
            MemorySegment.copy(records, record + ClaimProgram.RECORD_PACKET, slots, at(copied), lengths[copied]);
            ring.advance();
            handler.expect(slots, at(copied), lengths[copied], arrivals[copied]);
            copied++;
        }
        return copied;
    }

    private long at(int i) {
        return (long) i * slot + headroom;
    }

    private static int arrival(MemorySegment records, long record) {
        int tpid = records.get(JAVA_SHORT, record + ClaimProgram.RECORD_TPID) & 0xffff;
        int tci = records.get(JAVA_SHORT, record + ClaimProgram.RECORD_TCI) & 0xffff;
        int status = tpid == 0 ? 0 : IfPacket.TP_STATUS_VLAN_VALID | IfPacket.TP_STATUS_VLAN_TPID_VALID;
        return PacketStatus.arrival(Arrival.of(IfPacket.PACKET_HOST, 0), status, tci, tpid);
    }
}
