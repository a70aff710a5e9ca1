package nyanpong.engine.xsk;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import nyanpong.engine.Engine;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;

/**
 * One receive queue of an interface: its socket, and where its chunks are. Its packets are answered in the chunks that they came in.
 * Polled by one thread; what it counts, any may read.
 */
final class XskQueue implements AutoCloseable {
    private static final int BATCH = 64;
    /** The kernel sends some 32 packets a call, and all of a batch, with those of the last, in a few. */
    private static final int MOST_KICKS = 8;

    private final int number;
    private final XskShape shape;
    private final XskMaps maps;
    private final XskSocket socket;
    private final boolean zeroCopy;
    private final SpareChunks spare = new SpareChunks(XskShape.CHUNKS);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private long filled;
    private long taken;
    private long lost;
    private long claimedBefore;
    private long beat;
    /** Answers that were put into the ring. */
    private long given;

    /** Of those, the ones that the kernel took and then did not send. */
    private long dropped;

    /** Answers that were not put there. */
    private long refused;

    /** Whether the kernel would not take any, for the link is down. */
    private boolean isDown;

    /** @param number of the interface's receive queues */
    XskQueue(int ifindex, int number, XskShape shape, XskMaps maps) throws ErrnoException {
        this.number = number;
        this.shape = shape;
        this.maps = maps;
        socket = new XskSocket(ifindex, number, shape);
        zeroCopy = socket.isZeroCopy();
        refill();
        tellOfRoom();
        tellOfLife();
    }

    int fd() {
        return socket.fd();
    }

    boolean isZeroCopy() {
        return zeroCopy;
    }

    /** Has its packets claimed. */
    void open() throws ErrnoException {
        maps.open(number, socket.fd());
    }

    int poll(Engine.Handler handler) {
        reclaim();
        int waiting = Math.min(socket.rx.waiting(), BATCH);
        for (int from = 0; from < waiting; from += Engine.Handler.AHEAD) {
            int to = Math.min(from + Engine.Handler.AHEAD, waiting);
            for (int i = from; i < to; i++) {
                handler.expect(socket.umem, socket.rx.address(i), socket.rx.length(i), Arrival.PLAIN);
            }
            for (int i = from; i < to; i++) {
                answer(handler, socket.rx.address(i), socket.rx.length(i));
            }
        }
        if (waiting > 0) {
            socket.rx.release(waiting);
            taken += waiting;
            tellOfLife(); // before the answers: who waits for one sends the next at once
        }
        if (socket.tx.untaken() > 0) {
            kick();
            reclaim();
        }
        refill();
        if (waiting > 0) {
            tellOfRoom();
        }
        return waiting;
    }

    /** Sends a packet from elsewhere, in a spare chunk. */
    void send(MemorySegment p, long at, int length) {
        reclaim();
        if (spare.count() == 0 || length > shape.longest() || socket.tx.untaken() >= BATCH) {
            refused++; // the link is down, or nobody takes what was sent: an answer still later is worth nothing
            count();
            return;
        }
        long to = shape.start(spare.take());
        MemorySegment.copy(p, at, socket.umem, to, length);
        give(to, length);
        kick();
    }

    /**
     * Before a wait, when {@link #poll} has found nothing: the program sees that somebody is there, and what it claimed in vain takes
     * up no room any more.
     */
    void rest() {
        long claimed = maps.read(number, XskMaps.CLAIMED);
        if (claimed != taken + lost && claimed == claimedBefore) { // else it is on its way to us
            lost = socket.lost();
        }
        claimedBefore = claimed;
        tellOfRoom();
        tellOfLife();
    }

    /** Whether answers wait that the kernel was too busy for. */
    boolean hasToKick() {
        return socket.tx.untaken() > 0 && !isDown;
    }

    void takeError() {
        socket.takeError();
    }

    /** Packets for us that were not delivered. */
    long lost() {
        return socket.lost();
    }

    long sent() {
        return sent.getOpaque();
    }

    long failures() {
        return failures.getOpaque();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void answer(Engine.Handler handler, long at, int length) {
        long departure = handler.onPacket(socket.umem, at, length, Arrival.PLAIN);
        if (departure == Departure.NONE) {
            spare.put(shape.chunkOf(at));
        } else {
            give(Departure.at(departure), Departure.length(departure));
        }
    }

    /** The chunk is the kernel's until it comes back as completed. */
    private void give(long at, int length) {
        if (socket.tx.isFull()) {
            spare.put(shape.chunkOf(at));
            refused++;
        } else {
            socket.tx.add(at, length);
            given++;
        }
    }

    /** Has the kernel take what was given to it. What it is too busy for waits for the next time. */
    private void kick() {
        socket.tx.submit();
        for (int i = 0; i < MOST_KICKS && socket.tx.untaken() > 0 && socket.tx.needsWakeup(); i++) {
            int result = socket.sendWakeup();
            isDown = result == -Errno.ENETDOWN || result == -Errno.ENXIO;
            if (result == -Errno.EBUSY && !zeroCopy) {
                dropped++; // and taken
            } else if (result != -Errno.EINTR && result != -Errno.EAGAIN) {
                break;
            }
        }
        count();
    }

    private void reclaim() {
        int sent = socket.completion.waiting();
        for (int i = 0; i < sent; i++) {
            spare.put(shape.chunkOf(socket.completion.address(i)));
        }
        if (sent > 0) {
            socket.completion.release(sent);
        }
    }

    private void refill() {
        boolean more = false;
        while (filled - taken < XskShape.FILLED && spare.count() > 0) {
            socket.fill.add(shape.start(spare.take()));
            filled++;
            more = true;
        }
        if (more) {
            socket.fill.submit();
        }
        if (socket.fill.needsWakeup()) {
            socket.receiveWakeup();
        }
    }

    private void tellOfRoom() {
        maps.write(number, XskMaps.LIMIT, XskShape.limit(filled, taken, lost));
    }

    private void tellOfLife() {
        maps.write(number, XskMaps.BEAT, ++beat);
    }

    private void count() {
        int untaken = socket.tx.untaken();
        sent.setOpaque(given - untaken - dropped); // one writer, as below
        failures.setOpaque(refused + untaken + dropped);
    }
}
