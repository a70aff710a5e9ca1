package nyanpong.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import nyanpong.app.production.Stage;
import nyanpong.config.EngineKind;
import nyanpong.config.FirewallKind;
import nyanpong.config.LogKind;
import nyanpong.config.TakeoverKind;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a shell offers while a command line is typed, from picocli's model of it: bash (and zsh by bashcompinit) as picocli
 * writes it, fish by us. The names of arts and interfaces are looked up when they are typed, without starting a JVM.
 */
final class Completion {
    /** Stand for what only the shell can list, when it is typed. */
    private static final String ARTS = "$(_nyanpong_arts)";

    private static final String INTERFACES = "$(_nyanpong_interfaces)";

    /** Options whose values config reads from a word, by their first long name; the others are enums or free. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "--art", List.of(ARTS),
            "--interface", List.of("auto", INTERFACES),
            "--engine", words(EngineKind.values()),
            "--takeover", words(TakeoverKind.values()),
            "--firewall", words(FirewallKind.values()),
            "--log", words(LogKind.values()),
            // A flag has no hops beside it.
            "--canvas", without("route", words(Stage.Kind.values())));

    /** Of a responder that runs: what its ready line may have. */
    private static final Map<String, List<String>> RUNNING = Map.of(
            "--interface", List.of(INTERFACES),
            "--takeover",
                    Stream.concat(without("auto", words(TakeoverKind.values())).stream(), Stream.of("none"))
                            .toList());

    private static final Set<String> OF_RUNNING = Set.of("top", "reload");

    private final CommandLine commands;
    private final List<String> arts;

    /**
     * @param commands changed: its options get the candidates that picocli cannot know
     * @param arts the names of the arts in the jar
     */
    Completion(CommandLine commands, List<String> arts) {
        this.commands = commands;
        this.arts = arts;
        enrich(commands.getCommandSpec());
    }

    String bash() {
        // Between picocli's double quotes all the names would be one word.
        return lookups()
                + AutoComplete.bash(commands.getCommandName(), commands)
                        .replace('"' + ARTS + '"', ARTS)
                        .replace('"' + INTERFACES + '"', INTERFACES);
    }

    /** For a folder of {@code $fpath}: zsh reads bash's own. */
    String zsh() {
        return "#compdef nyanpong\nautoload -U +X bashcompinit && bashcompinit\n" + bash()
                // The first Tab only loads this file; what it would have completed is asked for once more.
                + "_bash_complete -o default -F _complete_nyanpong\n";
    }

    String fish() {
        StringBuilder script = new StringBuilder("# fish completion for nyanpong\n")
                .append("""
                        function __nyanpong_arts
                            for art in frames/*/art.yaml frames/*.txt
                                string replace -r '^frames/([^/.]+).*' '$1' -- $art
                            end
                            printf '%s\\n' ARTS
                        end
                        function __nyanpong_interfaces
                            for interface in /sys/class/net/*
                                test -d $interface; and string replace /sys/class/net/ '' -- $interface
                            end
                        end
                        """.replace("ARTS", String.join(" ", arts)));
        fish(commands.getCommandSpec(), List.of(), script);
        return script.toString();
    }

    private String lookups() {
        return """
                _nyanpong_arts() {
                    local art
                    for art in $(ls -d frames/*/art.yaml frames/*.txt 2>/dev/null); do
                        art=${art#frames/}
                        art=${art%/art.yaml}
                        echo "${art%.txt}"
                    done
                    printf '%s\\n' ARTS
                }
                _nyanpong_interfaces() {
                    local interface
                    for interface in /sys/class/net/*; do
                        [ ! -d "$interface" ] || echo "${interface##*/}"
                    done
                }
                """.replace("ARTS", String.join(" ", arts));
    }

    private static void enrich(CommandSpec spec) {
        for (OptionSpec option : List.copyOf(spec.options())) {
            List<String> values = values(OF_RUNNING.contains(spec.name()) ? RUNNING : VALUES, option);
            // One of a group belongs to it, and cannot be replaced alone.
            if (values != null && option.group() == null) {
                spec.remove(option);
                spec.addOption(option.toBuilder()
                        .completionCandidates(values)
                        // picocli names a shell variable after it, so two of one command must differ.
                        .paramLabel(option.longestName().replaceAll("[^a-z]", ""))
                        .build());
            }
        }
        for (PositionalParamSpec word : List.copyOf(spec.positionalParameters())) {
            if (word.paramLabel().equals("ART")) {
                spec.remove(word);
                spec.addPositional(
                        word.toBuilder().completionCandidates(List.of(ARTS)).build());
            }
        }
        spec.subcommands().values().forEach(sub -> enrich(sub.getCommandSpec()));
    }

    /** Null where there are none to offer. */
    private static List<String> values(Map<String, List<String>> words, OptionSpec arg) {
        if (arg.type().isEnum()) {
            return words((Enum<?>[]) arg.type().getEnumConstants());
        }
        return arg.completionCandidates() == null ? words.get(arg.longestName()) : null;
    }

    /** @param path the words that lead to the command */
    private static void fish(CommandSpec spec, List<String> path, StringBuilder script) {
        String here = condition(path);
        for (CommandLine sub : spec.subcommands().values()) {
            CommandSpec command = sub.getCommandSpec();
            if (!command.usageMessage().hidden()) {
                script.append(line(
                        here + (path.isEmpty() ? "" : "; and not __fish_seen_subcommand_from " + subs(spec)),
                        "-f -a " + quoted(command.name())
                                + description(command.usageMessage().description())));
            }
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                StringBuilder words = new StringBuilder();
                for (String name : option.names()) {
                    words.append(
                            name.startsWith("--") ? "-l " + name.substring(2) + " " : "-s " + name.substring(1) + " ");
                }
                String takes = option.arity().max() == 0 ? "" : isFile(option) ? "-r -F" : "-x" + values(option);
                script.append(line(here, words + takes + description(option.description())));
            }
        }
        for (PositionalParamSpec word : spec.positionalParameters()) {
            if (word.completionCandidates() != null) {
                script.append(line(here, "-f" + values(word)));
            }
        }
        for (CommandLine sub : spec.subcommands().values()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(sub.getCommandName());
            fish(sub.getCommandSpec(), longer, script);
        }
    }

    private static String condition(List<String> path) {
        if (path.isEmpty()) {
            return "__fish_use_subcommand";
        }
        return String.join(
                "; and ",
                path.stream().map(word -> "__fish_seen_subcommand_from " + word).toList());
    }

    private static String subs(CommandSpec spec) {
        return String.join(" ", spec.subcommands().keySet());
    }

    private static String line(String condition, String rest) {
        return "complete -c nyanpong -n " + quoted(condition) + " " + rest.strip() + "\n";
    }

    private static String values(ArgSpec arg) {
        if (arg.completionCandidates() == null) {
            return "";
        }
        List<String> values = StreamSupport.stream(arg.completionCandidates().spliterator(), false)
                .map(value -> switch (value) {
                    case ARTS -> "(__nyanpong_arts)";
                    case INTERFACES -> "(__nyanpong_interfaces)";
                    default -> value;
                })
                .toList();
        return " -a " + quoted(String.join(" ", values));
    }

    private static boolean isFile(ArgSpec arg) {
        return arg.type() == Path.class || arg.type() == File.class;
    }

    private static String description(String... lines) {
        String first = lines.length == 0 ? "" : lines[0].replace("%%", "%");
        int end = first.indexOf(". ");
        return " -d " + quoted(end < 0 ? first : first.substring(0, end + 1));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static List<String> without(String word, List<String> words) {
        return words.stream().filter(each -> !each.equals(word)).toList();
    }

    private static List<String> words(Enum<?>... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }
}
