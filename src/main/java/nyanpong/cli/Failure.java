package nyanpong.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nyanpong.app.host.UnavailableException;
import nyanpong.art.ArtException;
import nyanpong.art.Printable;
import nyanpong.blast.BlastException;
import nyanpong.config.ConfigException;
import nyanpong.config.Suggestion;
import nyanpong.demo.DemoException;
import nyanpong.sys.ErrnoException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line on stderr and an exit code; {@code --debug} adds the stack trace. */
final class Failure {
    /** Ambient capabilities, because setcap on {@code java} breaks it: it then no longer finds its own libraries. */
    static final String HOW_TO_GET_CAPABILITIES = "run it with sudo, or as yourself with sudo setpriv"
            + " --reuid $(id -u) --regid $(id -g) --init-groups"
            + " --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin nyanpong ...";

    private static final Pattern CANDIDATES =
            Pattern.compile("expected one of \\[([A-Z, ]*)\\] \\(case-insensitive\\) but was '(.*)'");

    private static final Pattern BOUNDS = Pattern.compile("\\b[0-9.]+ to [0-9.]*[0-9]\\b");

    private Failure() {}

    static int report(CommandLine command, Exception thrown, boolean debug) {
        Exception e = thrown instanceof UncheckedIOException io ? io.getCause() : thrown;
        if (e instanceof ConfigException config) {
            config.problems().forEach(problem -> print(command, problem.toString()));
        } else {
            print(command, message(e));
        }
        if (debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            // What a file is called is in it, too.
            trace.toString()
                    .lines()
                    .map(line -> line.startsWith("\t") ? "\t" + Printable.all(line.substring(1)) : Printable.all(line))
                    .forEach(command.getErr()::println);
        }
        return code(e);
    }

    static int reportUsage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String usage = e instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().getFirst(), command)
                : usage(e);
        print(command, usage.endsWith("?") ? usage : usage + " (" + name + " --help)");
        return ExitCode.USAGE;
    }

    /** An option or command that there is not, or a word too many; what was meant may be any of those that there are. */
    private static String unknown(String word, CommandLine command) {
        boolean option = word.startsWith("-");
        Map<String, CommandLine> commands = command.getSubcommands();
        Stream<String> options = command.getCommandSpec().options().stream().map(OptionSpec::longestName);
        List<String> known = Stream.concat(commands.keySet().stream(), options).toList();
        String kind = option ? "unknown option" : commands.isEmpty() ? "unexpected argument" : "unknown command";
        String given = option ? word.replaceFirst("=.*", "") : word;
        return kind + " '" + given + "'" + Suggestion.question(given, known);
    }

    /** In the words of our own messages: the option, its value, the rule. */
    private static String usage(ParameterException e) {
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing.getMissing().stream()
                            .map(arg -> (arg instanceof OptionSpec option ? option.longestName() + " " : "")
                                    + arg.paramLabel())
                            .collect(Collectors.joining(" "))
                    + ": missing";
        }
        ArgSpec arg = e.getArgSpec();
        if (arg == null || e.getValue() == null) {
            return e.getMessage();
        }
        String given = (arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel()) + " '"
                + e.getValue() + "': want ";
        // As --help spells them; picocli shows the constants.
        Matcher words = CANDIDATES.matcher(e.getMessage());
        if (words.find()) {
            String candidates = words.group(1).toLowerCase(Locale.ROOT);
            return given + "one of " + candidates
                    + Suggestion.question(words.group(2), List.of(candidates.split(", ")));
        }
        Class<?> type = arg.type();
        if (type == int.class || type == Integer.class || type == long.class) {
            return given + "a whole number" + bounds(arg);
        }
        return type == Double.class ? given + "a number" + bounds(arg) : e.getMessage();
    }

    /** As {@code --help} has them. */
    private static String bounds(ArgSpec arg) {
        Matcher bounds = BOUNDS.matcher(String.join(" ", arg.description()));
        return bounds.find() ? ", " + bounds.group() : "";
    }

    /** Prints one line, whatever the message. */
    static void print(CommandLine command, String message) {
        String line =
                "nyanpong: " + Printable.all(String.join(" ", message.lines().toList()));
        command.getErr().println(command.getColorScheme().errorText(line));
        command.getErr().flush();
    }

    private static int code(Exception e) {
        return switch (e) {
            case ExitException exit -> exit.code();
            case ErrnoException errno when errno.isPermission() -> ExitCode.NO_PERMISSION;
            case UnavailableException lack -> lack.isPermission() ? ExitCode.NO_PERMISSION : ExitCode.UNAVAILABLE;
            case BlastException lack -> lack.isRefused() ? ExitCode.NO_PERMISSION : ExitCode.UNAVAILABLE;
            case DemoException lack -> lack.isPermission() ? ExitCode.NO_PERMISSION : ExitCode.UNAVAILABLE;
            case ConfigException _ -> ExitCode.CONFIGURATION;
            case ArtException _ -> ExitCode.UNAVAILABLE;
            case AccessDeniedException _ -> ExitCode.NO_PERMISSION;
            case NoSuchFileException _ -> ExitCode.UNAVAILABLE;
            case UnknownHostException _ -> ExitCode.UNAVAILABLE;
            default -> ExitCode.FAILURE;
        };
    }

    private static String message(Exception e) {
        boolean capabilities = (e instanceof ErrnoException errno && errno.isPermission())
                || (e instanceof UnavailableException lack && lack.isPermission());
        if (capabilities) {
            String more = e.getMessage().contains("CAP_BPF")
                    ? ",+bpf"
                    : e.getMessage().contains("CAP_NET_BIND_SERVICE") ? ",+net_bind_service" : "";
            String how = HOW_TO_GET_CAPABILITIES.replace("+net_admin", "+net_admin" + more);
            return e.getMessage() + ": " + how;
        }
        return switch (e) {
            case AccessDeniedException denied ->
                denied.getFile() + ": permission denied"
                        + (denied.getReason() == null ? "" : ": " + denied.getReason());
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case FileSystemException file when file.getReason() == null -> file.getFile() + ": cannot be read";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
