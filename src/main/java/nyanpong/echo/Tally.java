package nyanpong.echo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many packets got each verdict. Written by one thread, read by any. */
public final class Tally {
    private final AtomicLongArray counts = new AtomicLongArray(Verdict.values().length);

    private final AtomicLong silent = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong requests6 = new AtomicLong();

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
        return (six ? requests6 : requests).getOpaque();
    }

    /** Packets that were answered with silence: all of {@link Verdict#SILENCE}, and others where that is the picture's paper. */
    public long silent() {
        return silent.getOpaque();
    }

    public long of(Verdict verdict) {
        return counts.getOpaque(verdict.ordinal());
    }

    /** As they are now; never changes. */
    public Tally copy() {
        Tally copy = new Tally();
        for (int i = 0; i < counts.length(); i++) {
            copy.counts.setPlain(i, counts.getOpaque(i));
        }
        copy.silent.setPlain(silent.getOpaque());
        copy.requests.setPlain(requests.getOpaque());
        copy.requests6.setPlain(requests6.getOpaque());
        return copy;
    }

    /** Packets seen. */
    public long total() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.getOpaque(i);
        }
        return sum;
    }

    /** Packets whose verdict has this fate. */
    public long of(Verdict.Fate fate) {
        long sum = 0;
        for (Verdict verdict : Verdict.values()) {
            sum += verdict.fate() == fate ? of(verdict) : 0;
        }
        return sum;
    }
}
