package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import nyanpong.echo.Request;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/** Chooses what a session gets: the first rule that matches it, and of its arts the one whose turn it is. */
final class Casting {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final int MINUTES_PER_DAY = 24 * 60;

    private final Rule[] rules;
    /** Of each plain rule what it gives: a session that opens makes no object. */
    private final Part[] plains;
    /**
     * Of each rule, shared with the same rule of the programme before, and with those of other threads: how many sessions it has
     * had.
     */
    private final AtomicLong[] turns;
    /** Of each rule, the first programme of those without a break that had it. */
    private final int[] since;

    private final Sessions sessions;
    private final SipHash hash;
    private final LongSupplier clock;
    private final TimeZone zone = TimeZone.getDefault();

    /**
     * @param clock the time of day, in milliseconds since the epoch
     * @param before the casting of the programme that had the sessions until now, or null
     * @param first that of the first packet thread, for those of the others: who shares its turns; or null
     */
    Casting(
            List<Rule> rules,
            Sessions sessions,
            SipHash hash,
            LongSupplier clock,
            int epoch,
            Casting before,
            Casting first) {
        this.clock = clock;
        this.rules = rules.toArray(Rule[]::new);
        this.sessions = sessions;
        this.hash = hash;
        plains = rules.stream()
                .map(rule -> rule instanceof Rule.Plain plain ? Part.plain(plain.answer()) : null)
                .toArray(Part[]::new);
        turns = new AtomicLong[rules.size()];
        since = new int[rules.size()];
        for (int rule = 0; rule < turns.length; rule++) {
            int same = before == null ? -1 : before.indexOf(rules.get(rule).match());
            turns[rule] = first != null ? first.turns[rule] : same < 0 ? new AtomicLong() : before.turns[same];
            since[rule] = same < 0 ? epoch : before.since[same];
        }
    }

    /** At a session's first request. */
    void choose(int i, MemorySegment p, Request r) {
        Sessions s = sessions;
        Client client = s.client(i);
        long millis = clock.getAsLong();
        int minute = minuteOfDay(millis);
        clear(i);
        int bit = 1;
        for (int rule = 0; rule < rules.length; rule++) {
            Match match = rules[rule].match();
            boolean matches = match.matchesSession(client, p, r, minute);
            if (match.isPerRequest()) {
                s.perRequest(i, s.perRequest(i) | (matches ? bit : 0));
                bit <<= 1;
            } else if (matches && match.hasPace()) {
                s.set(i, Sessions.UNDECIDED, true);
            } else if (matches) {
                assign(i, rule, p, r, millis);
                return;
            }
        }
    }

    /** Whether a session that earlier rules were chosen for gets from these what it has; if so, it is theirs now. */
    boolean goesOn(int i, MemorySegment p, Request r) {
        Sessions s = sessions;
        long millis = clock.getAsLong();
        int minute = minuteOfDay(millis);
        int perRequest = 0;
        int bit = 1;
        for (int rule = 0; rule < rules.length; rule++) {
            Match match = rules[rule].match();
            boolean matches = match.matchesSession(s.client(i), p, r, minute);
            if (match.isPerRequest()) {
                perRequest |= matches ? bit : 0;
                bit <<= 1;
            } else if (matches && match.hasPace() && (s.has(i, Sessions.UNDECIDED) || !gives(rule, i))) {
                if (!s.has(i, Sessions.UNDECIDED) && since[rule] > s.epoch(i)) {
                    return false; // only a session that begins is asked for its pace
                }
            } else if (matches) {
                s.perRequest(i, perRequest);
                return gives(rule, i) && (!s.has(i, Sessions.STATELESS) || reassign(i, rule, p, r, millis));
            }
        }
        s.perRequest(i, perRequest);
        return s.part(i).playing == null && s.part(i).answer == Answer.REPLY;
    }

    private boolean gives(int rule, int i) {
        Part part = sessions.part(i);
        return switch (rules[rule]) {
            case Rule.Plain plain -> part.playing == null && part.answer == plain.answer();
            case Rule.Play play ->
                part.playing != null
                        && sessions.has(i, Sessions.STATELESS) == (play.stateless() != null)
                        && play.scores().contains(part.playing);
        };
    }

    /** What is to be the same on all machines is what the rule says, however long the session has been. */
    private boolean reassign(int i, int rule, MemorySegment p, Request r, long millis) {
        Sessions s = sessions;
        Playing playing = s.part(i).playing;
        int frame = s.frame(i);
        assign(i, rule, p, r, millis);
        if (playing != s.part(i).playing || frame != s.frame(i)) {
            s.set(i, Sessions.DRAWN, false);
        }
        return true;
    }

    private int indexOf(Match match) {
        int rule = 0;
        while (rule < rules.length && !rules[rule].match().equals(match)) {
            rule++;
        }
        return rule < rules.length ? rule : -1;
    }

    /**
     * At its second request, which tells the pace: the first matching rule that was waiting for it takes the session over.
     *
     * @param extended the request's sequence number
     */
    void decideByPace(int i, MemorySegment p, Request r, long extended, long nanos) {
        Sessions s = sessions;
        s.set(i, Sessions.UNDECIDED, false);
        double seconds = Math.max(1, nanos - s.openedNanos(i)) / NANOS_PER_SECOND;
        // One counter for many hosts skips; between two arrivals of one such, one was sent as far as we know.
        long sent = s.client(i).countsArrivals() ? 1 : Math.abs(extended - s.reached(i));
        double pace = sent / seconds;
        long millis = clock.getAsLong();
        int minute = minuteOfDay(millis);
        boolean replied = firstWasReplied(i);
        int before = 0;
        for (int rule = 0; rule < rules.length; rule++) {
            Match match = rules[rule].match();
            if (match.isPerRequest()) {
                before = before << 1 | 1;
            } else if (match.matchesSession(s.client(i), p, r, minute)) {
                if (!match.hasPace()) {
                    return;
                }
                if (!match.matchesPace(pace)) {
                    continue;
                }
                assign(i, rule, p, r, millis);
                s.perRequest(i, s.perRequest(i) & before);
                s.set(i, Sessions.DRAWN, false); // for the log it begins here
                Score score = s.part(i).score;
                if (replied && score != null && score.paper() == Answer.SILENCE) {
                    // The client has wiped the reply's cell away: the picture begins behind it.
                    s.anchor(i, s.anchor(i) + 1);
                    s.set(i, Sessions.FIXED, true);
                }
                return;
            }
        }
    }

    /** As long as there was but one request. */
    private boolean firstWasReplied(int i) {
        Sessions s = sessions;
        int sequence = s.client(i).sequence((int) s.reached(i) & 0xffff);
        int bits = s.perRequest(i);
        for (Rule rule : rules) {
            if (rule instanceof Rule.Plain plain && rule.match().isPerRequest()) {
                if ((bits & 1) != 0 && rule.match().matchesRequest(sequence)) {
                    return Answer.kind(plain.answer()) == Answer.KIND_REPLY;
                }
                bits >>>= 1;
            }
        }
        Part part = s.part(i);
        return part.score == null
                ? Answer.kind(part.answer) == Answer.KIND_REPLY
                : part.score.paper() != Answer.SILENCE;
    }

    private void clear(int i) {
        Sessions s = sessions;
        s.part(i, Part.REPLY);
        s.frame(i, 0);
        s.perRequest(i, 0);
        s.set(i, Sessions.STATELESS, false);
        s.set(i, Sessions.UNDECIDED, false);
    }

    private void assign(int i, int rule, MemorySegment p, Request r, long millis) {
        Sessions s = sessions;
        s.begin(i);
        if (rules[rule] instanceof Rule.Plain) {
            s.part(i, plains[rule]);
        } else if (rules[rule] instanceof Rule.Play play) {
            long turn = turn(play, rule, Fingerprint.identifier(p, r), r, millis);
            int arts = play.scores().size();
            Playing playing = play.scores().get((int) Math.floorMod(turn, (long) arts));
            Part part = playing.part();
            s.part(i, part);
            s.frame(i, (int) Math.floorMod(Math.floorDiv(turn, (long) arts), (long) part.score.frames()));
            s.set(i, Sessions.STATELESS, play.stateless() != null);
        }
        s.end(i);
    }

    private long turn(Rule.Play play, int rule, int identifier, Request r, long millis) {
        SipHash by = play.stateless() == null ? hash : play.stateless();
        long ofSource = by.of(r.sourceHigh(), r.sourceLow(), 0, 0, 0);
        long ofSession = by.of(r.sourceHigh(), r.sourceLow(), r.destinationHigh(), r.destinationLow(), identifier);
        if (play.stateless() != null) {
            return play.rotation() instanceof Rotation.BySource ? ofSource : ofSession;
        }
        // A run that begins anew under the same identifier is another one.
        long session = turns[rule].getAndIncrement();
        long random = by.of(ofSession, session, millis, 0, 0);
        return play.rotation().turn(session, millis, ofSource, random);
    }

    private int minuteOfDay(long millis) {
        return Math.floorMod(Math.floorDiv(millis + zone.getOffset(millis), MILLIS_PER_MINUTE), MINUTES_PER_DAY);
    }
}
