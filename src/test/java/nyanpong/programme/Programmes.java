package nyanpong.programme;

import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/** Programmes and scores for tests. */
final class Programmes {
    /** As long as it takes for no position to come round again by accident. */
    static final int ENDLESS = 10_000_000;

    private static final Score LONG = new Score("long", new long[ENDLESS], ENDLESS, Answer.REPLY);

    private Programmes() {}

    /** One rule for all: a picture without end, so that a cell is a position. */
    static Programme endless() {
        return playing(Rotation.PER_SESSION, LONG);
    }

    static Programme playing(Rotation rotation, Score... scores) {
        return of(1024, new Rule.Play(Match.ALL, List.of(scores), rotation));
    }

    static Programme of(int capacity, Rule... rules) {
        return new Programme(List.of(rules), capacity, 1, 2);
    }

    /** A picture of some frames, four cells each. */
    static Score score(String title, int frames) {
        return new Score(title, new long[4 * frames], 4, Answer.REPLY);
    }
}
