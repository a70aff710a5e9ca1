package nyanpong.echo;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import nyanpong.score.Score;
import nyanpong.wire.Departure;

/**
 * A ring of whole packets from the packet thread to one other: requests, each with what it got. The packet thread never waits
 * and allocates nothing: where the ring is full, what came in is answered but not kept, and counted.
 */
public final class PacketRing implements AutoCloseable {
    /** A request and its answer; or an answer alone, that was late. Valid only while the consumer runs. */
    public static final class Entry {
        private long nanos;
        private long answeredNanos;
        private long from;
        private long until;
        private int requestLength;
        private int answerLength;
        private int arrival;
        private Verdict verdict;
        private Score score;
        private int cell;

        /** When the request was taken up: {@link System#nanoTime}. */
        public long nanos() {
            return nanos;
        }

        /** When the answer was ready, or left late. */
        public long answeredNanos() {
            return answeredNanos;
        }

        /** From the Ethernet header on; 0 where there is an answer alone. */
        public int requestLength() {
            return requestLength;
        }

        /** 0 where nothing was sent, or not yet. */
        public int answerLength() {
            return answerLength;
        }

        /** Of {@link nyanpong.wire.Arrival}. */
        public int arrival() {
            return arrival;
        }

        /** Null where there is an answer alone. */
        public Verdict verdict() {
            return verdict;
        }

        /** The picture that decided, or null. */
        public Score score() {
            return score;
        }

        /** The picture's cell, or -1. */
        public int cell() {
            return cell;
        }
    }

    /** An answer is no longer than its request, but for a minimal packet's padding and a VLAN tag. */
    private static final int SLACK = 64;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment octets;
    private final long size;
    private final Entry[] entries;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    /** How far the octets are free again; counted, as {@link #end}, without wrapping. */
    private final AtomicLong freed = new AtomicLong();

    private final AtomicLong lost = new AtomicLong();
    /** Where the next copy goes; for the packet thread alone. */
    private long end;

    /**
     * @param capacity requests held at once, a power of two
     * @param bytes for their octets and their answers', a power of two; each must find room in it with its answer
     */
    public PacketRing(int capacity, int bytes) {
        if (Integer.bitCount(capacity) != 1 || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + ", bytes " + bytes + ": want powers of two");
        }
        entries = new Entry[capacity];
        for (int i = 0; i < capacity; i++) {
            entries[i] = new Entry();
        }
        size = bytes;
        octets = arena.allocate(bytes, 64);
    }

    /** By the packet thread, before a request is answered in its place: keeps a copy, or returns null where there is no room. */
    Entry claim(MemorySegment p, long at, int length, int arrival) {
        return claim(p, at, length, arrival, 2 * length + SLACK);
    }

    private Entry claim(MemorySegment p, long at, int length, int arrival, int room) {
        long next = head.getPlain();
        long offset = end & size - 1;
        long from = offset + room <= size ? end : end + size - offset; // a packet is in one piece
        if (next - tail.getAcquire() == entries.length || from + room - freed.getAcquire() > size) {
            lost.setOpaque(lost.getPlain() + 1);
            return null;
        }
        Entry e = entries[(int) next & entries.length - 1];
        e.nanos = System.nanoTime();
        e.from = from;
        e.requestLength = length;
        e.arrival = arrival;
        MemorySegment.copy(p, at, octets, from & size - 1, length);
        return e;
    }

    /** By the packet thread: what became of the request that was claimed last. */
    void publish(Entry e, MemorySegment p, long departure, Responder responder) {
        Request r = responder.request();
        Verdict verdict = responder.verdict();
        boolean directed = verdict.fate() == Verdict.Fate.ANSWERED || verdict == Verdict.RATE_LIMITED;
        e.verdict = verdict;
        e.score = directed ? r.score() : null;
        e.cell = directed ? r.cell() : -1;
        publish(e, p, Departure.at(departure), Departure.length(departure));
    }

    /** By the packet thread: an answer that leaves late. */
    void offer(MemorySegment p, long at, int length) {
        Entry e = claim(p, at, 0, 0, length);
        if (e != null) {
            e.verdict = null;
            e.score = null;
            e.cell = -1;
            publish(e, p, at, length);
        }
    }

    private void publish(Entry e, MemorySegment p, long at, int length) {
        e.answeredNanos = System.nanoTime();
        e.answerLength = length;
        MemorySegment.copy(p, at, octets, (e.from & size - 1) + e.requestLength, length);
        e.until = e.from + e.requestLength + length;
        end = e.until;
        head.setRelease(head.getPlain() + 1);
    }

    /** Gives every waiting entry to {@code consumer}, in order; called by one thread. Returns how many there were. */
    public int drain(Consumer<Entry> consumer) {
        long next = tail.getPlain();
        long last = head.getAcquire();
        int drained = (int) (last - next);
        for (; next < last; next++) {
            Entry e = entries[(int) next & entries.length - 1];
            consumer.accept(e);
            freed.setRelease(e.until);
            tail.setRelease(next + 1);
        }
        return drained;
    }

    /** What the octets of entries are in; to be read only. */
    public MemorySegment octets() {
        return octets;
    }

    /** Where a request begins in {@link #octets}; its answer follows it. */
    public long at(Entry e) {
        return e.from & size - 1;
    }

    /** Requests, and late answers, that found the ring full. */
    public long lost() {
        return lost.getOpaque();
    }

    /** When both threads have ended. */
    @Override
    public void close() {
        arena.close();
    }
}
