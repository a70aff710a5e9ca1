package nyanpong.app.production;

import java.util.List;
import nyanpong.programme.Programme;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/** A programme, and what it needs beside it. */
public record Production(Programme programme, List<Rule> rules, List<Clock> clocks, Repertoire repertoire) {
    public Production {
        rules = List.copyOf(rules);
        clocks = List.copyOf(clocks);
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
