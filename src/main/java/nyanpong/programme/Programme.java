package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import nyanpong.echo.Director;
import nyanpong.echo.Request;
import nyanpong.score.Score;
import nyanpong.score.Sequel;
import nyanpong.wire.Timestamp;

/**
 * The ordered rules: the first that matches a session's first request decides what the whole session gets, and the
 * position of each request in it decides the cell. Where no rule matches, the answer is a plain reply.
 */
public final class Programme implements Director {
    /** Rules decided per request, at most: one bit of a session each. */
    public static final int MOST_PER_REQUEST = 32;

    private final Rule.Plain[] perRequest;
    private final Sessions sessions;
    /** What tells its places from those of other threads. */
    private final int firstPlace;

    private final SipHash hash;
    private final LongSupplier clock;
    private final Casting casting;
    private final int epoch;
    /** Places of sessions that are still to be looked at for what they need not keep any more. */
    private int unswept;

    /**
     * @param capacity sessions remembered at once
     * @param k0 with {@code k1} a key that no peer can know
     */
    public Programme(List<Rule> rules, int capacity, long k0, long k1) {
        this(rules, capacity, k0, k1, System::currentTimeMillis);
    }

    /** @param clock the time of day, in milliseconds since the epoch */
    public Programme(List<Rule> rules, int capacity, long k0, long k1, LongSupplier clock) {
        this(rules, new Sessions(capacity, new SipHash(k0, k1), 0), 0, new SipHash(k0, k1), clock, null, null);
    }

    private Programme(
            List<Rule> rules,
            Sessions sessions,
            int firstPlace,
            SipHash hash,
            LongSupplier clock,
            Programme before,
            Programme first) {
        perRequest = rules.stream().filter(rule -> rule.match().isPerRequest()).toArray(Rule.Plain[]::new);
        if (perRequest.length > MOST_PER_REQUEST) {
            throw new IllegalArgumentException(
                    perRequest.length + " rules decided per request: want " + MOST_PER_REQUEST + " at most");
        }
        this.sessions = sessions;
        this.firstPlace = firstPlace;
        this.hash = hash;
        this.clock = clock;
        epoch = before == null ? 0 : before.epoch + 1;
        unswept = before == null ? 0 : sessions.size();
        casting = new Casting(
                rules,
                sessions,
                hash,
                clock,
                epoch,
                before == null ? null : before.casting,
                first == null ? null : first.casting);
    }

    /**
     * The same for several packet threads, of which each directs by one: what of a source comes to one of them always comes to that one.
     * Each has sessions of its own; whose turn it is in a rotation they count together.
     *
     * @param capacity sessions remembered at once, by all of them
     */
    public static List<Programme> forThreads(
            int threads, List<Rule> rules, int capacity, long k0, long k1, LongSupplier clock) {
        SipHash hash = new SipHash(k0, k1);
        List<Programme> programmes = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Sessions sessions = new Sessions((capacity + threads - 1) / threads, hash, thread);
            Programme first = programmes.isEmpty() ? null : programmes.getFirst();
            programmes.add(new Programme(rules, sessions, thread * sessions.size(), hash, clock, null, first));
        }
        return programmes;
    }

    /**
     * A programme of other rules, which takes the sessions over: once it directs, this one must not any more. From any thread.
     *
     * <p>At its next request, each session is held against the new rules. It goes on, frame and cell, where the rule that it
     * would get now plays what it draws already: the same {@link Playing}. Any other begins anew there.
     */
    public Programme successor(List<Rule> rules) {
        return successor(rules, null);
    }

    /** The same for each of several threads', in their order. */
    public static List<Programme> successors(List<Programme> before, List<Rule> rules) {
        List<Programme> programmes = new ArrayList<>();
        for (Programme programme : before) {
            programmes.add(programme.successor(rules, programmes.isEmpty() ? null : programmes.getFirst()));
        }
        return programmes;
    }

    private Programme successor(List<Rule> rules, Programme first) {
        return new Programme(rules, sessions, firstPlace, hash, clock, this, first);
    }

    /**
     * About how many sessions are not idle; from any thread, which it takes a microsecond for some hundred of the places.
     *
     * @param nanos now: {@link System#nanoTime}
     */
    public int sessions(long nanos) {
        return sessions.open(nanos);
    }

    /** How many sessions can be remembered at once. */
    public int places() {
        return sessions.size();
    }

    /** How many came before. */
    public int number() {
        return epoch;
    }

    /** For who wants to see what is drawn; good for all successors, too. */
    public Onlooker onlooker() {
        return onlooker(List.of(this));
    }

    /** The same for all of several threads', in their order. */
    public static Onlooker onlooker(List<Programme> programmes) {
        return new Onlooker(
                programmes.stream().map(programme -> programme.sessions).toList());
    }

    @Override
    public void direct(MemorySegment p, Request r, long nanos) {
        Sessions s = sessions;
        int identifier = Fingerprint.identifier(p, r);
        long tag = r.session() != 0 ? r.session() : tag(identifier, r);
        Sequel sequel = r.sequel();
        if (sequel != null && sequel.openedThere() != 0) {
            s.catchUp(tag, sequel.openedThere(), sequel.reachedThere(), sequel.seenThere());
        }
        int i = s.find(tag, nanos);
        if (i < 0 || (!s.has(i, Sessions.STATELESS) && isNewRun(i, r, nanos)) || !isDecided(i, p, r)) {
            i = s.claim(tag, nanos);
            open(i, p, r, nanos);
        } else {
            if (!s.has(i, Sessions.ESTABLISHED)) {
                s.set(i, Sessions.ESTABLISHED, true);
            }
            if (s.has(i, Sessions.STATELESS)) {
                s.arrivals(i, s.arrivals(i) + 1); // this and the next for an onlooker: they decide nothing
                s.reached(i, s.client(i).sequence(r.sequence()));
            } else {
                advance(i, p, r, nanos);
            }
        }
        s.seenNanos(i, nanos);
        if (unswept > 0) {
            unswept = s.forgetIdle(unswept, nanos); // a few places a packet, so that none waits
        }
        if (r.ttl() <= 1) {
            s.columns(i, s.columns(i) + 1);
        }
        r.place(firstPlace + i);
        decide(i, r);
        if (sequel != null && identifier == r.identifier()) { // else nobody but us can tell whose it is
            tell(i, sequel);
        }
    }

    @Override
    public void expect(MemorySegment p, Request[] requests, int count) {
        Request last = null;
        int lastIdentifier = 0;
        for (int k = 0; k < count; k++) {
            Request r = requests[k];
            if (r.isValid()) {
                int identifier = Fingerprint.identifier(p, r);
                boolean again = last != null && identifier == lastIdentifier && r.isBetweenTheSame(last);
                r.session(again ? last.session() : tag(identifier, r)); // one client's come in a row: hashed once
                last = r;
                lastIdentifier = identifier;
            }
        }
        sessions.expect(requests, count);
    }

    private long tag(int identifier, Request r) {
        return sessions.tag(r.sourceHigh(), r.sourceLow(), r.destinationHigh(), r.destinationLow(), identifier);
    }

    /** Whether, and by what, the session could go on without us. */
    private void tell(int i, Sequel sequel) {
        Sessions s = sessions;
        Client client = s.client(i);
        Part part = s.part(i);
        Score score = part.score;
        // Not for one request alone: a flood of made-up sources must not drive out who is drawn for.
        if (!s.has(i, Sessions.ESTABLISHED)
                || s.has(i, Sessions.UNDECIDED)
                || s.perRequest(i) != 0
                || client.countsArrivals()
                || client == Client.TRACEROUTE
                || (score != null && (score.drawing() != null || score.hopRows() != 1))) {
            sequel.notPossible();
            return;
        }
        sequel.decide(epoch, s.openedNanos(i), score, part.answer, s.frame(i));
        long anchor = s.has(i, Sessions.STATELESS) ? Math.max(0, client.firstSequence()) : s.anchor(i);
        sequel.place(anchor, s.reached(i), client.firstSequence(), client.isSwapped(), s.has(i, Sessions.STATELESS));
        sequel.timeval64(s.timestamp(i) == Timestamp.TIMEVAL64_LITTLE);
    }

    /** By this programme's rules, or by earlier ones to the same effect. */
    private boolean isDecided(int i, MemorySegment p, Request r) {
        if (sessions.epoch(i) == epoch) {
            return true;
        }
        boolean goesOn = casting.goesOn(i, p, r);
        sessions.epoch(i, epoch);
        return goesOn;
    }

    private boolean isNewRun(int i, Request r, long nanos) {
        Sessions s = sessions;
        Client client = s.client(i);
        int sequence = client.sequence(r.sequence());
        return sequence == client.firstSequence() // else nothing of its past is looked at, which is not in the cache
                && !client.countsArrivals()
                && Anchor.isNewRun(
                        client.firstSequence(),
                        sequence,
                        s.anchor(i),
                        s.reached(i),
                        s.has(i, Sessions.FIRST_SEEN),
                        nanos - s.openedNanos(i));
    }

    private void open(int i, MemorySegment p, Request r, long nanos) {
        Sessions s = sessions;
        Client client = Fingerprint.of(p, r);
        int sequence = client.sequence(r.sequence());
        s.begin(i);
        s.epoch(i, epoch);
        s.client(i, client);
        s.timestamp(i, Fingerprint.timestamp(p, r));
        s.opened(i, nanos, r.sourceHigh(), r.sourceLow(), r.dataLength());
        s.arrivals(i, 1);
        s.columns(i, 0);
        s.flags(i, sequence == client.firstSequence() ? Sessions.FIRST_SEEN : 0);
        s.anchor(i, Anchor.of(client.firstSequence(), sequence));
        s.reached(i, Anchor.extend(s.anchor(i), sequence));
        casting.choose(i, p, r);
        s.end(i);
    }

    private void advance(int i, MemorySegment p, Request r, long nanos) {
        Sessions s = sessions;
        int sequence = s.client(i).sequence(r.sequence());
        long extended = Anchor.extend(s.reached(i), sequence);
        // A repeat of the first request tells nothing; who has no numbers to rely on may repeat them.
        if (s.has(i, Sessions.UNDECIDED)
                && (extended != s.reached(i) || s.client(i).countsArrivals())) {
            casting.decideByPace(i, p, r, extended, nanos);
        }
        s.arrivals(i, s.arrivals(i) + 1);
        s.reached(i, Math.max(s.reached(i), extended));
        if (sequence == s.client(i).firstSequence()) {
            s.set(i, Sessions.FIRST_SEEN, true);
        }
        if (!s.has(i, Sessions.FIXED) && Anchor.movesBack(s.anchor(i), s.reached(i), extended)) {
            s.anchor(i, extended);
        }
    }

    private void decide(int i, Request r) {
        Sessions s = sessions;
        for (int bits = s.perRequest(i); bits != 0; bits &= bits - 1) {
            Rule.Plain rule = perRequest[Integer.numberOfTrailingZeros(bits)];
            if (rule.match().matchesRequest(r.sequence())) {
                r.decide(rule.answer());
                return;
            }
        }
        Part part = s.part(i);
        Score score = part.score;
        if (score == null) {
            r.decide(part.answer);
            return;
        }
        r.lead(score.drawing() == null ? 0 : s.client(i).lead(score.drawing().start()));
        int cell =
                score.hopRows() == 1 ? score.cell(position(i, r), s.frame(i), r.drawnLength()) : hopCell(i, score, r);
        r.decide(score, cell, !s.has(i, Sessions.DRAWN));
        r.timestamp(s.timestamp(i));
        if (s.client(i) == Client.TRACEROUTE) {
            r.decidePromptly();
        }
        if (!s.has(i, Sessions.DRAWN)) {
            part.playing.countSession();
            s.set(i, Sessions.DRAWN, true);
        }
    }

    private long position(int i, Request r) {
        Sessions s = sessions;
        Client client = s.client(i);
        int sequence = client.sequence(r.sequence());
        if (s.has(i, Sessions.STATELESS)) {
            return (long) sequence - Math.max(0, client.firstSequence()) & 0xffff;
        }
        return client.countsArrivals() ? s.arrivals(i) - 1L : Anchor.extend(s.reached(i), sequence) - s.anchor(i);
    }

    /** A column is a round of the client's through all hops, and begins with the nearest; a request's life tells the hop. */
    private int hopCell(int i, Score score, Request r) {
        Sessions s = sessions;
        int rows = score.hopRows();
        long column = s.has(i, Sessions.STATELESS) ? position(i, r) / rows : Math.max(0, s.columns(i) - 1);
        int hop = Math.min(Math.max(r.ttl(), 1), rows) - 1;
        return score.cell(column * rows + hop, s.frame(i), r.dataLength());
    }
}
