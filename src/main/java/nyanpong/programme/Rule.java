package nyanpong.programme;

import java.util.List;
import nyanpong.score.Score;

/** Whom a rule is for, and what they get: a plain answer, or one of several scores in rotation. */
public sealed interface Rule {
    Match match();

    /** @param answer one of {@link nyanpong.score.Answer} */
    record Plain(Match match, long answer) implements Rule {}

    /**
     * Draws.
     *
     * @param scores at least one; each may be replaced by its successor while the programme runs
     * @param stateless null, or the key by which any of several machines decides the same for the same session
     */
    record Play(Match match, List<Playing> scores, Rotation rotation, SipHash stateless) implements Rule {
        public Play {
            scores = List.copyOf(scores);
            if (scores.isEmpty() || match.isPerRequest()) {
                throw new IllegalArgumentException("a rule that plays has scores, and is decided for whole sessions");
            }
            boolean byClock = rotation instanceof Rotation.Every || rotation instanceof Rotation.ByHour;
            if (stateless != null && (match.hasPace() || byClock)) {
                throw new IllegalArgumentException("several machines do not see the same pace or time");
            }
        }

        public Play(Match match, Score score, Rotation rotation) {
            this(match, List.of(new Playing(score)), rotation, null);
        }
    }
}
