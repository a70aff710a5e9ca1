package nyanpong.echo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import nyanpong.score.Score;

/**
 * A ring of preallocated events from the packet thread to one other. The packet thread never waits: where the ring is full
 * an event is lost and counted.
 */
public final class EventRing {
    /** One request, as it was answered. Valid only while the consumer runs. */
    public static final class Event {
        private long sourceHigh;
        private long sourceLow;
        private long destinationHigh;
        private long destinationLow;
        private int identifier;
        private int sequence;
        private int dataLength;
        private int cell;
        private Score score;
        private boolean first;
        private boolean last;
        private int place;
        private Verdict verdict;

        public long sourceHigh() {
            return sourceHigh;
        }

        public long sourceLow() {
            return sourceLow;
        }

        public long destinationHigh() {
            return destinationHigh;
        }

        public long destinationLow() {
            return destinationLow;
        }

        public int identifier() {
            return identifier;
        }

        public int sequence() {
            return sequence;
        }

        /** Octets after the ICMP header. */
        public int dataLength() {
            return dataLength;
        }

        /** The picture's cell, or -1. */
        public int cell() {
            return cell;
        }

        /** The picture, or null. */
        public Score score() {
            return score;
        }

        public boolean isFirst() {
            return first;
        }

        /** Whether it shows the last cell of a frame. */
        public boolean isLast() {
            return last;
        }

        /** {@link Request#place}. */
        public int place() {
            return place;
        }

        public Verdict verdict() {
            return verdict;
        }
    }

    private final Event[] events;
    private final boolean sessionsOnly;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /**
     * @param capacity a power of two
     * @param sessionsOnly whether only the first request of a session that draws, and its frames' last cells, are events
     */
    public EventRing(int capacity, boolean sessionsOnly) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + ": want a power of two");
        }
        this.sessionsOnly = sessionsOnly;
        events = new Event[capacity];
        for (int i = 0; i < capacity; i++) {
            events[i] = new Event();
        }
    }

    /** Called by the packet thread. */
    void offer(Request r, Verdict verdict) {
        boolean last = isLastOfFrame(r);
        if (sessionsOnly && !r.isFirst() && !last) {
            return;
        }
        long next = head.getPlain();
        if (next - tail.getAcquire() == events.length) {
            lost.setOpaque(lost.getPlain() + 1);
            return;
        }
        Event e = events[(int) next & events.length - 1];
        e.sourceHigh = r.sourceHigh;
        e.sourceLow = r.sourceLow;
        e.destinationHigh = r.destinationHigh;
        e.destinationLow = r.destinationLow;
        e.identifier = r.identifier;
        e.sequence = r.sequence;
        e.dataLength = r.dataLength();
        e.cell = r.cell();
        e.score = r.score();
        e.first = r.isFirst();
        e.last = last;
        e.place = r.place();
        e.verdict = verdict;
        head.setRelease(next + 1);
    }

    /** Gives every waiting event to {@code consumer}, in order; called by one thread. Returns how many there were. */
    public int drain(Consumer<Event> consumer) {
        long next = tail.getPlain();
        long end = head.getAcquire();
        int drained = (int) (end - next);
        for (; next < end; next++) {
            consumer.accept(events[(int) next & events.length - 1]);
            tail.setRelease(next + 1);
        }
        return drained;
    }

    /** Events that found the ring full. */
    public long lost() {
        return lost.getOpaque();
    }

    private static boolean isLastOfFrame(Request r) {
        return r.score() != null && r.score().endsFrame(r.cell(), r.drawnLength());
    }
}
