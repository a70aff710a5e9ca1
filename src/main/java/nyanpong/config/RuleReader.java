package nyanpong.config;

import java.util.ArrayList;
import java.util.List;

/** The programme: its rules, and what they make of each other. */
final class RuleReader {
    private static final List<String> RULE = List.of("match", "answer", "canvas", "ink", "play", "rotate");
    private static final List<String> MATCH = List.of("client", "source", "sequence-multiple-of");
    private static final List<String> DRAWING = List.of("canvas", "ink", "play", "rotate");
    private static final String ROTATIONS = "per-session or { every: 10m }";

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
            Match match = reader.match();
            Action action = reader.action(match);
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

    /** Null if any of it was refused, for half a condition would match more than was meant. */
    private Match match() {
        if (!rule.has("match")) {
            return Match.EVERYBODY;
        }
        int before = report.count();
        Section section = rule.section("match", MATCH);
        if (section == null) {
            return null;
        }
        ClientKind client = section.value("client", Values.word(ClientKind.class), null);
        SourcePrefix source = section.value("source", Values::source, null);
        Integer multiple = section.value("sequence-multiple-of", Values.integer(1, Match.MAX_MULTIPLE), null);
        Match match = report.count() == before ? new Match(client, source, multiple) : null;
        if (Match.EVERYBODY.equals(match)) {
            rule.complain("match", "has no condition: leave it out to match everybody");
            return null;
        }
        return match;
    }

    private Action action(Match match) {
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
        return play();
    }

    private Action play() {
        if (rule.lacks("play")) {
            report.add(rule.mark(), rule.path("play"), "missing: a rule has canvas and play, or answer: " + words());
        }
        String canvas = rule.required("canvas", Values::canvas);
        Ink ink = rule.value("ink", Values.word(Ink.class), Ink.UNREACHABLE);
        List<String> arts = rule.has("play") ? rule.values("play", 1, Action.Play.MAX_ARTS, this::art) : null;
        Rotation rotation = rotation();
        boolean complete = canvas != null && ink != null && arts != null && rotation != null;
        return complete ? new Action.Play(canvas, ink, arts, rotation) : null;
    }

    private String art(Field field) {
        String name = Values.art(field);
        if (name != null) {
            report.art(field.scalar().mark(), field.key(), name);
        }
        return name;
    }

    private Rotation rotation() {
        if (rule.has("rotate") && rule.entry("rotate").value() instanceof Node.Mapping) {
            Section section = rule.section("rotate", List.of("every"));
            var interval = section.required("every", Values::duration);
            return interval == null ? null : new Rotation.Every(interval);
        }
        return rule.value(
                "rotate",
                field -> field.text().equals("per-session") ? new Rotation.PerSession() : field.refuse(ROTATIONS),
                new Rotation.PerSession());
    }

    private static String words() {
        return Words.oneOf(Words.of(AnswerKind.class));
    }
}
