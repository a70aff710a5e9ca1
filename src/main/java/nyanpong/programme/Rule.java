package nyanpong.programme;

import java.util.List;
import nyanpong.score.Score;

/** Whom a rule is for, and what they get: a plain answer, or one of several scores in rotation. */
public sealed interface Rule {
    Match match();

    /** @param answer one of {@link nyanpong.score.Answer} */
    record Plain(Match match, long answer) implements Rule {}

    /** @param scores at least one */
    record Play(Match match, List<Score> scores, Rotation rotation) implements Rule {
        public Play {
            scores = List.copyOf(scores);
            if (scores.isEmpty() || match.isPerRequest()) {
                throw new IllegalArgumentException("a rule that plays has scores, and is decided for whole sessions");
            }
        }
    }
}
