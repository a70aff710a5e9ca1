package nyanpong.app.production;

import java.util.List;
import nyanpong.programme.Onlooker;
import nyanpong.programme.Programme;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * A programme, and what it needs beside it.
 *
 * @param programmes of each packet thread one, of the same rules
 */
public record Production(List<Programme> programmes, List<Rule> rules, List<Clock> clocks, Repertoire repertoire) {
    public Production {
        programmes = List.copyOf(programmes);
        rules = List.copyOf(rules);
        clocks = List.copyOf(clocks);
    }

    /** The first thread's, which is the only one's mostly. */
    public Programme programme() {
        return programmes.getFirst();
    }

    /** As of {@link Programme#sessions}, of all threads. */
    public int sessions(long nanos) {
        return programmes.stream()
                .mapToInt(programme -> programme.sessions(nanos))
                .sum();
    }

    /** As of {@link Programme#places}, of all threads. */
    public int places() {
        return programmes.stream().mapToInt(Programme::places).sum();
    }

    public Onlooker onlooker() {
        return Programme.onlooker(programmes);
    }

    /** Whether any answer is to be late. */
    boolean isEverLate() {
        return rules.stream()
                .flatMap(rule -> rule instanceof Rule.Play play ? play.scores().stream() : null)
                .anyMatch(playing -> isEverLate(playing.now()));
    }

    private static boolean isEverLate(Score score) {
        for (int cell = 0; cell < score.cells(); cell++) {
            if (Answer.delayMillis(score.answer(cell, false) | score.answer(cell, true)) != 0) {
                return true;
            }
        }
        return false;
    }
}
