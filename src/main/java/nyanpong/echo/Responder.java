package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import nyanpong.score.Answer;
import nyanpong.wire.Departure;

/**
 * Turns a packet into its answer: validates it, asks the director, rewrites it in place. For one packet thread; allocates
 * nothing once constructed.
 */
public final class Responder {
    private final Director director;
    private final RateLimits limits;
    private final Rewrite rewrite;
    private final EventRing events;
    private final Tally tally = new Tally();
    private final Request request = new Request();

    private volatile LocalTable local = LocalTable.EMPTY;
    private long nanos = System.nanoTime();
    private Verdict verdict;

    /**
     * @param events where requests are reported, or null
     * @param seed unpredictable to a peer
     */
    public Responder(Director director, RateLimits limits, EventRing events, long seed) {
        this.director = director;
        this.limits = limits;
        this.events = events;
        this.rewrite = new Rewrite(seed);
    }

    /** Replaces what is known of this host's addresses; from any thread. */
    public void local(LocalTable table) {
        local = table;
    }

    public LocalTable local() {
        return local;
    }

    /** Sets the time for the packets to come, once per batch: {@link System#nanoTime}. */
    public void time(long now) {
        nanos = now;
    }

    /**
     * Answers one packet.
     *
     * @param p holds the packet at {@code at}, and before it {@link Rewrite#HEADROOM} bytes to write in
     * @param length bytes from the Ethernet header on, padding included
     * @param arrival of {@link nyanpong.wire.Arrival}
     * @return a {@link Departure}; where it is none, the packet is as it was
     */
    public long respond(MemorySegment p, long at, int length, int arrival) {
        Request r = request;
        Verdict dropped = Validation.check(p, at, length, arrival, local, r);
        if (dropped != null) {
            verdict = dropped;
            tally.count(dropped);
            return Departure.NONE;
        }
        director.direct(p, r, nanos);
        long answer = r.answer();
        Verdict v = Verdict.RATE_LIMITED;
        long departure = Departure.NONE;
        if (Answer.kind(answer) == Answer.KIND_ERROR && Rewrite.wouldAmplify(r)) {
            if (Answer.kind(r.paper()) == Answer.KIND_SILENCE) {
                v = Verdict.ERROR_WOULD_AMPLIFY;
            } else if (limits.admit(r, nanos)) {
                v = Verdict.ERROR_WOULD_AMPLIFY;
                departure = rewrite.reply(p, r);
            }
        } else if (Answer.kind(answer) == Answer.KIND_SILENCE) {
            v = Verdict.SILENCE;
        } else if (limits.admit(r, nanos)) {
            boolean error = Answer.kind(answer) == Answer.KIND_ERROR;
            v = error ? Verdict.ERROR : Verdict.REPLY;
            departure = error ? rewrite.error(p, r, answer) : rewrite.reply(p, r);
        }
        verdict = v;
        tally.count(v);
        if (events != null) {
            events.offer(r, v);
        }
        return departure;
    }

    /** Of the packet last given to {@link #respond}. */
    public Verdict verdict() {
        return verdict;
    }

    public Tally tally() {
        return tally;
    }
}
