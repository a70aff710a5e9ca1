package nyanpong.programme;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Prefix;

/** Programmes and scores for tests. */
final class Programmes {
    /** As long as it takes for no position to come round again by accident. */
    static final int ENDLESS = 10_000_000;

    static final Rotation PER_SESSION = new Rotation.PerSession();

    private static final Score LONG = new Score("long", new long[ENDLESS], ENDLESS, Answer.REPLY);

    private Programmes() {}

    /** One rule for all: a picture without end, so that a cell is a position. */
    static Programme endless() {
        return playing(PER_SESSION, LONG);
    }

    static Programme playing(Rotation rotation, Score... scores) {
        return of(1024, plays(Match.ALL, rotation, scores));
    }

    static Rule plays(Match match, Score... scores) {
        return plays(match, PER_SESSION, scores);
    }

    static Rule plays(Match match, Rotation rotation, Score... scores) {
        return new Rule.Play(match, Stream.of(scores).map(Playing::new).toList(), rotation, null);
    }

    /** @param client with {@code source} null for any; {@code multipleOf} 0 for whole sessions */
    static Match match(Client client, Prefix source, int multipleOf) {
        return new Match.Builder()
                .clients(client == null ? Set.of() : Set.of(client))
                .source(source)
                .sequenceMultipleOf(multipleOf)
                .build();
    }

    static Programme of(int capacity, Rule... rules) {
        return new Programme(List.of(rules), capacity, 1, 2);
    }

    /** A picture of some frames, four cells each. */
    static Score score(String title, int frames) {
        return new Score(title, new long[4 * frames], 4, Answer.REPLY);
    }
}
