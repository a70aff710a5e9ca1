package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.score.Sequel;
import nyanpong.wire.Departure;

/**
 * Turns a packet into its answer: validates it, asks the director, rewrites it in place. For one packet thread; allocates
 * nothing once constructed.
 */
public final class Responder {
    /** Packets that are expected at once. */
    public static final int AHEAD = 16;

    private final Rewrite rewrite;
    private final EventRing events;
    private final Tally tally = new Tally();
    /** One for a packet that was not expected, and those of the expected, in their order, all in the same memory. */
    private final Request unexpected = new Request();

    private final Request[] requests = new Request[AHEAD];
    private long memory;
    private int expected;
    private int answered;
    /** The last one that was answered. */
    private Request request = unexpected;

    private volatile LocalTable local = LocalTable.EMPTY;
    private volatile Staging next;
    /** What {@link #next} was when the batch began. */
    private Staging staging;

    private long nanos = System.nanoTime();
    private Verdict verdict;

    /**
     * @param events where requests are reported, or null
     * @param late where answers wait that are to be late; null where all are sent at once
     * @param seed unpredictable to a peer
     */
    public Responder(Director director, RateLimits limits, EventRing events, DelayQueue late, long seed) {
        this(new Staging(director, limits, late), events, seed);
    }

    /**
     * @param events where requests are reported, or null
     * @param seed unpredictable to a peer
     */
    public Responder(Staging first, EventRing events, long seed) {
        staging = first;
        next = staging;
        this.events = events;
        this.rewrite = new Rewrite(seed);
        Arrays.setAll(requests, i -> new Request());
    }

    /** Replaces what is known of this host's addresses; from any thread. */
    public void local(LocalTable table) {
        local = table;
    }

    public LocalTable local() {
        return local;
    }

    /** From the next batch on, packets are answered by this; from any thread. */
    public void stage(Staging successor) {
        next = successor;
    }

    /** Before the first packet: has it filled for each, for somebody who goes on with sessions elsewhere. */
    public void continued(Sequel sequel) {
        unexpected.sequel = sequel;
        for (Request r : requests) {
            r.sequel = sequel;
        }
    }

    /** Sets the time for the packets to come, once per batch: {@link System#nanoTime}. */
    public void time(long now) {
        nanos = now;
        staging = next;
        expected = 0;
        answered = 0;
    }

    /** Where answers wait that are to be late, or null; from any thread, but for the packet thread alone to use. */
    public DelayQueue late() {
        return next.late();
    }

    /**
     * Looks at a packet that is to be answered in this batch, after those expected before it: more than {@link #AHEAD} at once are
     * not looked at. It is validated here, and what is known of its session is fetched while others are looked at, so answering it
     * neither does that again nor waits for it. What it is answered is the same as without.
     *
     * @param p and the others as of the {@link #respond} to come
     */
    public void expect(MemorySegment p, long at, int length, int arrival) {
        if (expected == 0) {
            memory = p.address();
        }
        if (expected < AHEAD && memory == p.address()) {
            look(p, at, length, arrival, requests[expected++]);
        }
    }

    /**
     * Answers one packet.
     *
     * @param p holds the packet at {@code at}, and before it {@link Rewrite#HEADROOM} bytes to write in
     * @param length bytes from the Ethernet header on, padding included
     * @param arrival of {@link nyanpong.wire.Arrival}
     * @return a {@link Departure}; where it is none, nothing is to be sent now
     */
    public long respond(MemorySegment p, long at, int length, int arrival) {
        Request r = isExpected(p, at, length, arrival) ? nextExpected(p) : look(p, at, length, arrival, unexpected);
        request = r;
        if (r.dropped != null) {
            verdict = r.dropped;
            tally.count(verdict);
            return Departure.NONE;
        }
        tally.countRequest(r.six);
        staging.director().direct(p, r, nanos);
        if (r.sequel != null) {
            r.sequel.envelope(staging.limits().bucket(r), rewrite.flowLabel(r));
        }
        long departure = answer(p, r);
        int delay = Answer.delayMillis(r.answer());
        if (delay != 0 && departure != Departure.NONE && staging.late() != null) {
            departure = keep(p, departure, delay, r);
        }
        tally.count(verdict);
        if (events != null) {
            events.offer(r, verdict);
        }
        return departure;
    }

    /** Of the packet last given to {@link #respond}. */
    public Verdict verdict() {
        return verdict;
    }

    /** What was decided of the packet last given to {@link #respond}; stale where its verdict fell before that. */
    Request request() {
        return request;
    }

    public Tally tally() {
        return tally;
    }

    private boolean isExpected(MemorySegment p, long at, int length, int arrival) {
        if (answered == expected || memory != p.address()) {
            return false;
        }
        Request r = requests[answered];
        return r.at == at && r.length == length && r.arrival == arrival;
    }

    private Request nextExpected(MemorySegment p) {
        if (answered == 0) {
            staging.director().expect(p, requests, expected);
        }
        Request r = requests[answered++];
        if (answered == expected) {
            answered = 0;
            expected = 0;
        }
        return r;
    }

    private Request look(MemorySegment p, long at, int length, int arrival, Request r) {
        r.at = at;
        r.length = length;
        r.arrival = arrival;
        r.session(0);
        r.dropped = Validation.check(p, at, length, arrival, local, r);
        return r;
    }

    private long answer(MemorySegment p, Request r) {
        long answer = r.answer();
        int kind = Answer.kind(answer);
        boolean amplifies = kind == Answer.KIND_ERROR && Rewrite.wouldAmplify(r);
        if (kind == Answer.KIND_SILENCE || (amplifies && Answer.kind(r.paper()) == Answer.KIND_SILENCE)) {
            verdict = amplifies ? Verdict.ERROR_WOULD_AMPLIFY : Verdict.SILENCE;
            tally.countSilent();
            return Departure.NONE;
        }
        if (!staging.limits().admit(r, kind == Answer.KIND_ERROR && !amplifies, nanos)) {
            verdict = Verdict.RATE_LIMITED;
            return Departure.NONE;
        }
        if (amplifies) {
            verdict = Verdict.ERROR_WOULD_AMPLIFY;
            return rewrite.reply(p, r, 0);
        }
        return switch (kind) {
            case Answer.KIND_ERROR -> {
                verdict = Verdict.ERROR;
                yield rewrite.error(p, r, answer, r.hops());
            }
            case Answer.KIND_SHIFTED -> {
                verdict = shift(p, r, answer) ? Verdict.REPLY_SHIFTED : Verdict.REPLY;
                yield rewrite.reply(p, r, 0);
            }
            case Answer.KIND_DRAWN -> {
                verdict = draw(p, r, answer) ? Verdict.REPLY_DRAWN : Verdict.REPLY;
                yield rewrite.reply(p, r, 0);
            }
            default -> {
                verdict = Verdict.REPLY;
                yield rewrite.reply(p, r, Answer.ttl(answer));
            }
        };
    }

    private static boolean shift(MemorySegment p, Request r, long answer) {
        return r.dataLength() >= r.timestamp.length() && r.timestamp.setBack(p, r.data(), Answer.shiftMillis(answer));
    }

    private static boolean draw(MemorySegment p, Request r, long answer) {
        Score score = r.score();
        if (!Payload.hasRoom(r, score.drawing())) {
            return false;
        }
        Payload.draw(p, r, score.drawing(), Answer.row(answer), score.cellsPerFrame());
        return true;
    }

    private long keep(MemorySegment p, long departure, int delayMillis, Request r) {
        long due = nanos + delayMillis * 1_000_000L;
        boolean kept = staging.late()
                .offer(p, Departure.at(departure), Departure.length(departure), due, r.sourceHigh, r.sourceLow, r.six);
        verdict = kept ? Verdict.DELAYED : Verdict.DELAY_REFUSED;
        return kept ? Departure.NONE : departure;
    }
}
