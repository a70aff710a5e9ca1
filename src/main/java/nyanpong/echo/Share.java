package nyanpong.echo;

import nyanpong.echo.Verdict.Fate;

/** Packets that somebody else has seen to, as of one moment: the kernel, by a program of ours. Filled, and then only read. */
public final class Share {
    static final Share NOTHING = new Share();

    private final long[] counts = new long[Verdict.values().length];
    private long silent;
    private long requests;
    private long requests6;
    private long sent;

    /** @param departs whether something left for each */
    public void add(Verdict verdict, boolean six, boolean departs, long packets) {
        counts[verdict.ordinal()] += packets;
        if (six) {
            requests6 += packets;
        } else {
            requests += packets;
        }
        if (departs) {
            sent += packets;
        } else if (verdict.fate() == Fate.ANSWERED) {
            silent += packets;
        }
    }

    long of(Verdict verdict) {
        return counts[verdict.ordinal()];
    }

    /** Of the answered those for which nothing left. */
    long silent() {
        return silent;
    }

    long requests(boolean six) {
        return six ? requests6 : requests;
    }

    /** Packets that left. */
    public long sent() {
        return sent;
    }

    public long total() {
        return requests + requests6;
    }
}
