package nyanpong.echo;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * How many packets got each verdict. Written by one thread, read by any; who answers beside it is asked each time. Or several
 * threads' as if they were one's, which nobody writes.
 */
public final class Tally {
    private final List<Tally> threads;
    private volatile Supplier<Share> beside = () -> Share.NOTHING;
    private final AtomicLongArray counts = new AtomicLongArray(Verdict.values().length);

    private final AtomicLong silent = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong requests6 = new AtomicLong();

    public Tally() {
        this(List.of());
    }

    private Tally(List<Tally> threads) {
        this.threads = threads;
    }

    /** Their sums, at each moment; of one thread its own. */
    public static Tally of(List<Tally> threads) {
        return threads.size() == 1 ? threads.getFirst() : new Tally(List.copyOf(threads));
    }

    /** Before the first packet: who else answers. */
    public void beside(Supplier<Share> other) {
        beside = other;
    }

    void count(Verdict verdict) {
        int i = verdict.ordinal();
        counts.setOpaque(i, counts.getPlain(i) + 1); // one writer, so no atomic add
    }

    /** One of the answered, beside its verdict: by design nothing leaves for it. */
    void countSilent() {
        silent.setOpaque(silent.getPlain() + 1);
    }

    /** A packet that is ours to answer, beside its verdict. */
    void countRequest(boolean six) {
        AtomicLong count = six ? requests6 : requests;
        count.setOpaque(count.getPlain() + 1);
    }

    /** Packets of one IP version that were ours to answer, those over a limit among them. */
    public long requests(boolean six) {
        return countedRequests(six) + beside.get().requests(six);
    }

    /** Packets that were answered with silence: all of {@link Verdict#SILENCE}, and others where that is the picture's paper. */
    public long silent() {
        return countedSilent() + beside.get().silent();
    }

    public long of(Verdict verdict) {
        return of(verdict, beside.get());
    }

    private long of(Verdict verdict, Share share) {
        return counted(verdict.ordinal()) + share.of(verdict);
    }

    /** What was answered beside. */
    public Share share() {
        return beside.get();
    }

    /** As they are now; never changes. */
    public Tally copy() {
        Tally copy = new Tally();
        for (int i = 0; i < counts.length(); i++) {
            copy.counts.setPlain(i, counted(i));
        }
        copy.silent.setPlain(countedSilent());
        copy.requests.setPlain(countedRequests(false));
        copy.requests6.setPlain(countedRequests(true));
        Share share = beside.get();
        copy.beside = () -> share;
        return copy;
    }

    /** Packets seen. */
    public long total() {
        return beside.get().total() + own();
    }

    /** The same without what was answered beside. */
    public long own() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counted(i);
        }
        return sum;
    }

    /** Packets whose verdict has this fate. */
    public long of(Verdict.Fate fate) {
        Share share = beside.get();
        long sum = 0;
        for (Verdict verdict : Verdict.values()) {
            sum += verdict.fate() == fate ? of(verdict, share) : 0;
        }
        return sum;
    }

    private long counted(int verdict) {
        long sum = counts.getOpaque(verdict);
        for (Tally thread : threads) {
            sum += thread.counted(verdict);
        }
        return sum;
    }

    private long countedSilent() {
        long sum = silent.getOpaque();
        for (Tally thread : threads) {
            sum += thread.countedSilent();
        }
        return sum;
    }

    private long countedRequests(boolean six) {
        long sum = (six ? requests6 : requests).getOpaque();
        for (Tally thread : threads) {
            sum += thread.countedRequests(six);
        }
        return sum;
    }
}
