package nyanpong.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import nyanpong.sys.Errno;
import nyanpong.sys.Libc;
import nyanpong.sys.Msghdr;
import nyanpong.sys.Msghdr.Iovec;
import nyanpong.sys.Msghdr.Mmsg;
import nyanpong.sys.Socket;
import nyanpong.wire.Departure;

/**
 * What leaves by a packet socket: a batch by one sendmmsg(2), straight from where it stands, or one packet at once. The
 * kernel has copied it on return.
 */
public final class Outgoing {
    private final Libc libc;
    private final int fd;
    private final MemorySegment messages;
    private final MemorySegment vectors;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private int count;

    /** @param most packets of a batch */
    public Outgoing(Libc libc, Arena arena, int fd, int most) {
        this.libc = libc;
        this.fd = fd;
        messages = arena.allocate((long) most * Mmsg.SIZE, 8);
        vectors = arena.allocate((long) most * Iovec.SIZE, 8);
        for (int i = 0; i < most; i++) {
            Msghdr.iov(messages, (long) i * Mmsg.SIZE, vectors, (long) i * Iovec.SIZE);
        }
    }

    /** Adds to the batch, unless it is no departure; the packet stays where it is until {@link #flush}. */
    public void add(MemorySegment p, long departure) {
        if (departure != Departure.NONE) {
            Iovec.set(vectors, (long) count * Iovec.SIZE, p, Departure.at(departure), Departure.length(departure));
            count++;
        }
    }

    /** Sends each packet once; one that the kernel does not take is counted, and the next ones are tried. */
    public void flush() {
        for (int first = 0; first < count; ) {
            int sent = libc.sendmmsg(fd, messages, first, count - first, Socket.MSG_DONTWAIT);
            if (sent > 0) {
                first += sent;
                countSent(sent);
            } else if (sent != -Errno.EINTR) {
                countFailure();
                first++;
            }
        }
        count = 0;
    }

    public void send(MemorySegment p, long at, int length) {
        long sent;
        do {
            sent = libc.send(fd, p, at, length, Socket.MSG_DONTWAIT);
        } while (sent == -Errno.EINTR);
        if (sent < 0) {
            countFailure();
        } else {
            countSent(1);
        }
    }

    /** From any thread. */
    public long sent() {
        return sent.getOpaque();
    }

    /** From any thread. */
    public long failures() {
        return failures.getOpaque();
    }

    /** Has the calls linked before the first packet; sends nothing. */
    public void warm() {
        libc.sendmmsg(fd, messages, 0, 0, Socket.MSG_DONTWAIT);
        libc.send(fd, messages, 0, 0, Socket.MSG_DONTWAIT); // EINVAL
    }

    private void countSent(int packets) {
        sent.setOpaque(sent.getPlain() + packets); // one writer
    }

    private void countFailure() {
        failures.setOpaque(failures.getPlain() + 1); // one writer
    }
}
