package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import java.util.List;
import nyanpong.echo.Director;
import nyanpong.echo.Request;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * The ordered rules: the first that matches a session's first request decides what the whole session gets, and the
 * position of each request in it decides the cell. Where no rule matches, the answer is a plain reply.
 */
public final class Programme implements Director {
    /** Rules decided per request, at most: one bit of a session each. */
    public static final int MOST_PER_REQUEST = 32;

    private final Rule[] rules;
    private final Rule.Plain[] perRequest;
    private final long[] sessionsOf;
    private final Sessions sessions;

    /**
     * @param capacity sessions remembered at once
     * @param k0 with {@code k1} a key that no peer can know
     */
    public Programme(List<Rule> rules, int capacity, long k0, long k1) {
        this.rules = rules.toArray(Rule[]::new);
        this.perRequest =
                rules.stream().filter(rule -> rule.match().isPerRequest()).toArray(Rule.Plain[]::new);
        if (perRequest.length > MOST_PER_REQUEST) {
            throw new IllegalArgumentException(
                    perRequest.length + " rules decided per request: want " + MOST_PER_REQUEST + " at most");
        }
        this.sessionsOf = new long[rules.size()];
        this.sessions = new Sessions(capacity, new SipHash(k0, k1));
    }

    @Override
    public void direct(MemorySegment p, Request r, long nanos) {
        Sessions s = sessions;
        int sequence = r.sequence();
        long tag = s.tag(r.sourceHigh(), r.sourceLow(), r.destinationHigh(), r.destinationLow(), r.identifier());
        int i = s.find(tag, nanos);
        if (i < 0
                || Anchor.isNewRun(
                        s.first[i], sequence, s.anchor[i], s.reached[i], s.firstSeen[i], nanos - s.openedNanos[i])) {
            i = s.claim(tag, nanos);
            open(i, p, r, nanos);
        } else {
            advance(i, sequence);
        }
        s.seenNanos[i] = nanos;
        decide(i, r);
    }

    private void advance(int i, int sequence) {
        Sessions s = sessions;
        long extended = Anchor.extend(s.reached[i], sequence);
        s.reached[i] = Math.max(s.reached[i], extended);
        s.firstSeen[i] |= sequence == s.first[i];
        s.established[i] = true;
        if (Anchor.movesBack(s.anchor[i], s.reached[i], extended)) {
            s.anchor[i] = extended;
        }
    }

    private void open(int i, MemorySegment p, Request r, long nanos) {
        Sessions s = sessions;
        Client client = Client.of(p, r);
        int sequence = r.sequence();
        s.openedNanos[i] = nanos;
        s.established[i] = false;
        s.drawn[i] = false;
        s.first[i] = client.firstSequence();
        s.anchor[i] = Anchor.of(client.firstSequence(), sequence);
        s.reached[i] = Anchor.extend(s.anchor[i], sequence);
        s.firstSeen[i] = sequence == client.firstSequence();
        s.score[i] = null;
        s.answer[i] = Answer.REPLY;
        s.start[i] = 0;
        s.perRequest[i] = 0;
        int bit = 1;
        for (int rule = 0; rule < rules.length; rule++) {
            Match match = rules[rule].match();
            boolean matches = match.matchesSession(client, r);
            if (match.isPerRequest()) {
                s.perRequest[i] |= matches ? bit : 0;
                bit <<= 1;
            } else if (matches) {
                assign(i, rule);
                return;
            }
        }
    }

    private void assign(int i, int rule) {
        if (rules[rule] instanceof Rule.Play play) {
            long turn = play.rotation().turn(sessionsOf[rule]++, System.currentTimeMillis());
            int arts = play.scores().size();
            Score score = play.scores().get((int) Math.floorMod(turn, (long) arts));
            sessions.score[i] = score;
            sessions.start[i] = score.cell(Math.floorDiv(turn, (long) arts) * score.cellsPerFrame());
        } else if (rules[rule] instanceof Rule.Plain plain) {
            sessions.answer[i] = plain.answer();
        }
    }

    private void decide(int i, Request r) {
        Sessions s = sessions;
        for (int bits = s.perRequest[i]; bits != 0; bits &= bits - 1) {
            Rule.Plain rule = perRequest[Integer.numberOfTrailingZeros(bits)];
            if (rule.match().matchesRequest(r)) {
                r.decide(rule.answer());
                return;
            }
        }
        Score score = s.score[i];
        if (score == null) {
            r.decide(s.answer[i]);
        } else {
            long position = Anchor.extend(s.reached[i], r.sequence()) - s.anchor[i];
            r.decide(score, score.cell(position + s.start[i]), !s.drawn[i]);
            s.drawn[i] = true;
        }
    }
}
