package nyanpong.echo;

import java.util.concurrent.atomic.AtomicLongArray;

/** How many packets got each verdict. Written by one thread, read by any. */
public final class Tally {
    private final AtomicLongArray counts = new AtomicLongArray(Verdict.values().length);

    void count(Verdict verdict) {
        int i = verdict.ordinal();
        counts.setOpaque(i, counts.getPlain(i) + 1); // one writer, so no atomic add
    }

    public long of(Verdict verdict) {
        return counts.getOpaque(verdict.ordinal());
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
