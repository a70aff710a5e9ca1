package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.TimeZone;
import nyanpong.echo.Request;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/** Chooses what a session gets: the first rule that matches it, and of its arts the one whose turn it is. */
final class Casting {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final int MINUTES_PER_DAY = 24 * 60;

    private final Rule[] rules;
    private final long[] sessionsOf;
    private final Sessions sessions;
    private final SipHash hash;
    private final TimeZone zone = TimeZone.getDefault();

    Casting(List<Rule> rules, Sessions sessions, SipHash hash) {
        this.rules = rules.toArray(Rule[]::new);
        this.sessionsOf = new long[rules.size()];
        this.sessions = sessions;
        this.hash = hash;
    }

    /** At a session's first request. */
    void choose(int i, MemorySegment p, Request r) {
        Sessions s = sessions;
        Client client = s.client[i];
        long millis = System.currentTimeMillis();
        int minute = minuteOfDay(millis);
        clear(i);
        int bit = 1;
        for (int rule = 0; rule < rules.length; rule++) {
            Match match = rules[rule].match();
            boolean matches = match.matchesSession(client, p, r, minute);
            if (match.isPerRequest()) {
                s.perRequest[i] |= matches ? bit : 0;
                bit <<= 1;
            } else if (matches && match.hasPace()) {
                s.undecided[i] = true;
            } else if (matches) {
                assign(i, rule, p, r, millis);
                return;
            }
        }
    }

    /**
     * At its second request, which tells the pace: the first matching rule that was waiting for it takes the session over.
     *
     * @param extended the request's sequence number
     */
    void decideByPace(int i, MemorySegment p, Request r, long extended, long nanos) {
        Sessions s = sessions;
        s.undecided[i] = false;
        double seconds = Math.max(1, nanos - s.openedNanos[i]) / NANOS_PER_SECOND;
        // One counter for many hosts skips; between two arrivals of one such, one was sent as far as we know.
        long sent = s.client[i].countsArrivals() ? 1 : Math.abs(extended - s.reached[i]);
        double pace = sent / seconds;
        long millis = System.currentTimeMillis();
        int minute = minuteOfDay(millis);
        boolean replied = firstWasReplied(i);
        int before = 0;
        for (int rule = 0; rule < rules.length; rule++) {
            Match match = rules[rule].match();
            if (match.isPerRequest()) {
                before = before << 1 | 1;
            } else if (match.matchesSession(s.client[i], p, r, minute)) {
                if (!match.hasPace()) {
                    return;
                }
                if (!match.matchesPace(pace)) {
                    continue;
                }
                assign(i, rule, p, r, millis);
                s.perRequest[i] &= before;
                s.drawn[i] = false; // for the log it begins here
                if (replied && s.score[i] != null && s.score[i].paper() == Answer.SILENCE) {
                    // The client has wiped the reply's cell away: the picture begins behind it.
                    s.anchor[i]++;
                    s.fixed[i] = true;
                }
                return;
            }
        }
    }

    /** As long as there was but one request. */
    private boolean firstWasReplied(int i) {
        Sessions s = sessions;
        int sequence = s.client[i].sequence((int) s.reached[i] & 0xffff);
        int bits = s.perRequest[i];
        for (Rule rule : rules) {
            if (rule instanceof Rule.Plain plain && rule.match().isPerRequest()) {
                if ((bits & 1) != 0 && rule.match().matchesRequest(sequence)) {
                    return Answer.kind(plain.answer()) == Answer.KIND_REPLY;
                }
                bits >>>= 1;
            }
        }
        return s.score[i] == null
                ? Answer.kind(s.answer[i]) == Answer.KIND_REPLY
                : s.score[i].paper() != Answer.SILENCE;
    }

    private void clear(int i) {
        Sessions s = sessions;
        s.score[i] = null;
        s.answer[i] = Answer.REPLY;
        s.frame[i] = 0;
        s.perRequest[i] = 0;
        s.stateless[i] = false;
        s.undecided[i] = false;
    }

    private void assign(int i, int rule, MemorySegment p, Request r, long millis) {
        Sessions s = sessions;
        if (rules[rule] instanceof Rule.Plain plain) {
            s.score[i] = null;
            s.answer[i] = plain.answer();
        } else if (rules[rule] instanceof Rule.Play play) {
            long turn = turn(play, rule, Fingerprint.identifier(p, r), r, millis);
            int arts = play.scores().size();
            Score score =
                    play.scores().get((int) Math.floorMod(turn, (long) arts)).now();
            s.score[i] = score;
            s.frame[i] = (int) Math.floorMod(Math.floorDiv(turn, (long) arts), (long) score.frames());
            s.stateless[i] = play.stateless() != null;
        }
    }

    private long turn(Rule.Play play, int rule, int identifier, Request r, long millis) {
        SipHash by = play.stateless() == null ? hash : play.stateless();
        long ofSource = by.of(r.sourceHigh(), r.sourceLow(), 0, 0, 0);
        long ofSession = by.of(r.sourceHigh(), r.sourceLow(), r.destinationHigh(), r.destinationLow(), identifier);
        if (play.stateless() != null) {
            return play.rotation() instanceof Rotation.BySource ? ofSource : ofSession;
        }
        // A run that begins anew under the same identifier is another one.
        long random = by.of(ofSession, sessionsOf[rule], millis, 0, 0);
        return play.rotation().turn(sessionsOf[rule]++, millis, ofSource, random);
    }

    private int minuteOfDay(long millis) {
        return Math.floorMod(Math.floorDiv(millis + zone.getOffset(millis), MILLIS_PER_MINUTE), MINUTES_PER_DAY);
    }
}
