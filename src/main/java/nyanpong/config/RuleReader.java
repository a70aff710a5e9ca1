package nyanpong.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The programme: its rules, and what they make of each other. */
final class RuleReader {
    private static final List<String> DRAWING =
            List.of("canvas", "ink", "width", "longest", "palette", "palette6", "hops", "play", "rotate", "anchor");
    private static final List<String> RULE =
            Stream.concat(Stream.of("match", "answer"), DRAWING.stream()).toList();

    private final Section rule;
    private final Report report;

    private RuleReader(Section rule, Report report) {
        this.rule = rule;
        this.report = report;
    }

    /** The rules that can be read; with a problem reported it is not all of them. */
    static List<RuleConfig> programme(Section root, Report report) {
        List<RuleConfig> rules = new ArrayList<>();
        List<Reached> reached = new ArrayList<>();
        List<Node> items = root.items("programme");
        int bySequence = 0;
        for (int i = 0; i < items.size(); i++) {
            String path = "programme[" + i + "]";
            Section section = Section.of(items.get(i), path, report, RULE);
            if (section == null) {
                continue;
            }
            RuleReader reader = new RuleReader(section, report);
            Match match = MatchReader.read(section, report);
            Action action = reader.action(match, !root.lacks("seed"));
            if (match != null) {
                reportIfNeverReached(new Reached(match, section.mark()), reached, path, report);
                if (match.sequenceMultipleOf() != null && ++bySequence == Config.MAX_SEQUENCE_RULES + 1) {
                    report.add(
                            section.mark(),
                            path,
                            "want at most " + Config.MAX_SEQUENCE_RULES + " rules with sequence-multiple-of");
                }
            }
            if (report.count() == 0) {
                rules.add(new RuleConfig(match, action));
            }
        }
        return rules;
    }

    /** A rule that was read, and its place. */
    private record Reached(Match match, Mark mark) {}

    private static void reportIfNeverReached(Reached rule, List<Reached> earlier, String path, Report report) {
        for (Reached e : earlier) {
            if (e.match.covers(rule.match)) {
                String what = e.match.coversAll() ? "everything" : "all that this one would";
                report.add(rule.mark, path, "never reached: line " + e.mark.line() + " matches " + what);
                return;
            }
        }
        earlier.add(rule);
    }

    /**
     * @param match null where it was refused
     * @param seeded whether there is a seed
     */
    private Action action(Match match, boolean seeded) {
        if (rule.has("answer")) {
            DRAWING.stream()
                    .filter(rule::has)
                    .forEach(key -> rule.complain(key, "cannot stand beside answer: a rule draws or answers plainly"));
            AnswerKind answer = rule.value("answer", Values.word(AnswerKind.class), null);
            return answer == null ? null : new Action.Plain(answer);
        }
        if (!rule.lacks("answer")) {
            return null; // misspelt, and reported
        }
        if (match != null && match.sequenceMultipleOf() != null) {
            rule.complain("match", "sequence-multiple-of needs answer: " + words() + ", it cannot draw");
        }
        if (rule.lacks("play")) {
            report.add(rule.mark(), rule.path("play"), "missing: a rule has canvas and play, or answer: " + words());
        }
        return PlayReader.read(rule, match, seeded, report);
    }

    private static String words() {
        return Words.oneOf(Words.of(AnswerKind.class));
    }
}
