package nyanpong.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        line("threads: " + config.threads(), "threads");
        line("takeover: " + Words.of(config.takeover()), "takeover");
        line("firewall: " + Words.of(config.firewall()), "firewall");
        if (config.addresses().isEmpty()) {
            line("# addresses: all of the local table", "addresses");
        } else {
            line("addresses: " + list(config.addresses().stream().map(Addresses::text)), "addresses");
        }
        if (config.takeover() == TakeoverKind.VIRTUAL) {
            line("virtual-mac: " + Words.of(config.virtualMac()), "virtual-mac");
        }
        Path frames = config.frames();
        line(frames == null ? "# frames: only those in the jar" : "frames: " + text(frames.toString()), "frames");
        line(config.seed() == null ? "# seed: none" : "seed: " + text(config.seed()), "seed");
        line(config.programme().isEmpty() ? "programme: []" : "programme:", "programme");
        for (int i = 0; i < config.programme().size(); i++) {
            rule(config.programme().get(i), "programme[" + i + "].");
        }
        line("limits:", "limits");
        rate("answers-per-second", config.limits().answersPerSecond());
        rate("per-source", config.limits().perSource());
        rate("errors-per-second", config.limits().errorsPerSecond());
        rate("errors-per-source", config.limits().errorsPerSource());
        line("  sessions: " + config.limits().sessions(), "limits.sessions");
        line("  delayed: " + config.limits().delayed(), "limits.delayed");
        line("log: " + Words.of(config.log()), "log");
        line(
                "metrics: "
                        + (config.metrics() == null
                                ? Values.OFF
                                : text(config.metrics().toString())),
                "metrics");
        line("reload: " + Words.of(config.reload()), "reload");
        line("user: " + text(config.user()), "user");
        String group = config.watching().topGroup();
        line(group == null ? "# top-group: none" : "top-group: " + text(group), "top-group");
        Endpoint gallery = config.watching().gallery();
        line(gallery == null ? "gallery: off" : "gallery: " + text(gallery.toString()), "gallery");
        line("gallery-addresses: " + Words.of(config.watching().addresses()), "gallery-addresses");
    }

    private void rule(RuleConfig rule, String path) {
        int first = lines.size();
        if (!rule.match().equals(Match.EVERYBODY)) {
            line("    match: " + mapping(conditions(rule.match())), path + "match");
        }
        switch (rule.action()) {
            case Action.Plain plain -> line("    answer: " + Words.of(plain.answer()), path + "answer");
            case Action.Play play -> play(play, path);
        }
        lines.set(first, "  - " + lines.get(first).substring(4));
    }

    private void play(Action.Play play, String path) {
        line("    canvas: " + play.canvas(), path + "canvas");
        if (play.canvas().equals(Action.Play.CISCO)) {
            line("    ink: " + Words.of(play.ink()), path + "ink");
        }
        if (play.width() != null) {
            line("    width: " + play.width(), path + "width");
        }
        if (play.longestMillis() != null) {
            line("    longest: " + play.longestMillis() + "ms", path + "longest");
        }
        if (play.palette() != null) {
            line("    palette: " + mapping(glyphs(play.palette())), path + "palette");
        }
        if (play.palette6() != null) {
            line("    palette6: " + mapping(glyphs(play.palette6())), path + "palette6");
        }
        if (!play.hops().isEmpty()) {
            line("    hops: " + list(play.hops().stream().map(Addresses::text)), path + "hops");
        }
        line("    play: " + list(play.arts().stream()), path + "play");
        line("    rotate: " + play.rotation(), path + "rotate");
        line("    anchor: " + Words.of(play.anchor()), path + "anchor");
    }

    private static Stream<String> glyphs(Palette palette) {
        return palette.entries().stream().map(entry -> text(Character.toString(entry.glyph())) + ": " + entry.answer());
    }

    private static Stream<String> conditions(Match match) {
        List<String> clients = match.clients().stream().map(Words::of).toList();
        return Stream.of(
                        clients.size() > 1 ? "client: " + list(clients.stream()) : condition("client", first(clients)),
                        condition("source", match.source()),
                        condition("destination", match.destination()),
                        condition("size", match.size()),
                        condition("pattern", match.pattern()),
                        condition("keyword", match.keyword()),
                        condition("tos", match.tos() == null ? null : "0x%02x".formatted(match.tos())),
                        condition("pace", match.pace()),
                        condition("time", match.time()),
                        condition("sequence-multiple-of", match.sequenceMultipleOf()))
                .filter(condition -> !condition.isEmpty());
    }

    /** Empty for what is no condition. */
    private static String condition(String key, Object value) {
        return value == null ? "" : key + ": " + text(value.toString());
    }

    private static String first(List<String> words) {
        return words.isEmpty() ? null : words.getFirst();
    }

    private static String mapping(Stream<String> entries) {
        return entries.collect(Collectors.joining(", ", "{ ", " }"));
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
        if (PLAIN.matcher(value).matches() && !RESERVED.contains(value.toLowerCase(Locale.ROOT))) {
            return value;
        }
        return '"' + Harmless.text(value.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }
}
