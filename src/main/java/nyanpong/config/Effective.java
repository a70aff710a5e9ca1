package nyanpong.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A configuration as YAML that reads back as the same, each value's source behind it. */
public final class Effective {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/-]*");
    /** What YAML 1.1 does not take for text, though we do. */
    private static final Set<String> RESERVED = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private final Locations locations;
    private final List<String> lines = new ArrayList<>();

    private Effective(Locations locations) {
        this.locations = locations;
    }

    /** One line a value: {@code engine: socket    # flag --engine}. */
    public static List<String> lines(Config config) {
        Effective effective = new Effective(config.locations());
        effective.write(config);
        return List.copyOf(effective.lines);
    }

    private void write(Config config) {
        line("interface: " + text(config.interfaceName()), "interface");
        line("engine: " + Words.of(config.engine()), "engine");
        line("takeover: " + Words.of(config.takeover()), "takeover");
        if (config.addresses().isEmpty()) {
            line("# addresses: all of the local table", "addresses");
        } else {
            line("addresses: " + list(config.addresses().stream().map(Addresses::text)), "addresses");
        }
        Path frames = config.frames();
        line(frames == null ? "# frames: only those in the jar" : "frames: " + text(frames.toString()), "frames");
        line(config.programme().isEmpty() ? "programme: []" : "programme:", "programme");
        for (int i = 0; i < config.programme().size(); i++) {
            rule(config.programme().get(i), "programme[" + i + "].");
        }
        line("limits:", "limits");
        rate("answers-per-second", config.limits().answersPerSecond());
        rate("per-source", config.limits().perSource());
        line("  sessions: " + config.limits().sessions(), "limits.sessions");
        line("log: " + Words.of(config.log()), "log");
    }

    private void rule(RuleConfig rule, String path) {
        int first = lines.size();
        if (!rule.match().equals(Match.EVERYBODY)) {
            line("    match: { " + String.join(", ", conditions(rule.match())) + " }", path + "match");
        }
        switch (rule.action()) {
            case Action.Plain plain -> line("    answer: " + Words.of(plain.answer()), path + "answer");
            case Action.Play play -> {
                line("    canvas: " + play.canvas(), path + "canvas");
                line("    ink: " + Words.of(play.ink()), path + "ink");
                line("    play: " + list(play.arts().stream()), path + "play");
                line("    rotate: " + rotation(play.rotation()), path + "rotate");
            }
        }
        lines.set(first, "  - " + lines.get(first).substring(4));
    }

    private static List<String> conditions(Match match) {
        List<String> conditions = new ArrayList<>();
        if (match.client() != null) {
            conditions.add("client: " + Words.of(match.client()));
        }
        if (match.source() != null) {
            conditions.add("source: " + text(match.source().toString()));
        }
        if (match.sequenceMultipleOf() != null) {
            conditions.add("sequence-multiple-of: " + match.sequenceMultipleOf());
        }
        return conditions;
    }

    private static String rotation(Rotation rotation) {
        return switch (rotation) {
            case Rotation.PerSession _ -> "per-session";
            case Rotation.Every every -> "{ every: " + every + " }";
        };
    }

    private void rate(String key, int rate) {
        line(rate == 0 ? "  # " + key + ": unlimited" : "  " + key + ": " + rate, "limits." + key);
    }

    private void line(String yaml, String key) {
        lines.add("%-48s # %s".formatted(yaml, locations.source(key)));
    }

    private static String list(Stream<String> items) {
        return items.map(Effective::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(String value) {
        if (PLAIN.matcher(value).matches() && !RESERVED.contains(value)) {
            return value;
        }
        return '"' + Harmless.text(value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
