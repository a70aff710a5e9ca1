package nyanpong.cli;

import java.io.PrintWriter;
import java.util.List;
import nyanpong.app.loop.Warmup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Builds the command line, maps failures to one line and an exit code, and is the only caller of System.exit. */
@Command(
        name = "nyanpong",
        description = "Ping it, and it draws: answers pings so that the pinging client paints a picture.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it failed, or no ping was answered",
            "2:the command line is wrong",
            "69:something is not there: an interface, a host, an art, a kernel's feature",
            "77:permission denied",
            "78:the configuration is wrong: its file, the environment or an option",
            "128+N:serve was ended by signal N: 130 by Ctrl-C, 143 by SIGTERM"
        })
public final class Main implements Runnable {
    /** In the order in which they are listed. */
    private static final List<String> COMMANDS = List.of(
            "serve",
            "reload",
            "top",
            "demo",
            "ping",
            "blast",
            "preview",
            "art",
            "calibrate",
            "check",
            "schema",
            "explain",
            "replay",
            "doctor");

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    private boolean debug;

    public static void main(String[] args) {
        StandardOutput stdout = new StandardOutput();
        List<String> named = named(args);
        Warmup warmup = new Warmup();
        if (named.equals(List.of("serve"))) {
            warmup.begin();
        }
        CommandLine command = commandLine(named, warmup, new PrintWriter(stdout, true, System.out.charset()));
        int code;
        try {
            code = command.execute(args);
        } catch (Throwable t) {
            // An Error: threads that still run must not keep a process alive that does its work no more.
            try {
                Failure.print(command, t.toString());
            } finally {
                Runtime.getRuntime().halt(ExitCode.FAILURE);
            }
            return;
        }
        command.getOut().flush();
        if (stdout.failure().isPresent() && code == ExitCode.OK) {
            code = ExitCode.FAILURE;
            if (!StandardOutput.isReaderGone(stdout.failure().get())) {
                Failure.print(command, "stdout: " + stdout.failure().get().getMessage());
            }
        }
        Abort.exitCodeIs(code);
        System.exit(code);
    }

    static CommandLine commandLine() {
        return commandLine(COMMANDS, new Warmup(), new PrintWriter(System.out, true, System.out.charset()));
    }

    /** The command that the first word names, alone: picocli looks through all options of all that it knows, at every start. */
    private static List<String> named(String... args) {
        return args.length > 0 && COMMANDS.contains(args[0]) ? List.of(args[0]) : COMMANDS;
    }

    static CommandLine commandLine(List<String> commands, Warmup warmup, PrintWriter out) {
        Main main = new Main();
        CommandLine all = new CommandLine(main);
        commands.forEach(name -> all.addSubcommand(command(name, warmup)));
        return all.setCaseInsensitiveEnumValuesAllowed(true)
                // picocli's own writer hides from checkError() that the reader of a pipe has gone.
                .setOut(out)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler((e, _) -> Failure.reportUsage(e))
                .setExecutionExceptionHandler((e, command, _) -> Failure.report(command, e, main.debug));
    }

    /** picocli passes over what it does not know where help is asked for: of an unknown command there is none. */
    private static int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (!command.getSubcommands().isEmpty() && !last.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(command, last.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Classes, of which picocli makes instances, or an instance. */
    private static Object command(String name, Warmup warmup) {
        return switch (name) {
            case "serve" -> new ServeCommand(warmup);
            case "reload" -> ReloadCommand.class;
            case "top" -> TopCommand.class;
            case "demo" -> DemoCommand.class;
            case "ping" -> PingCommand.class;
            case "blast" -> BlastCommand.class;
            case "preview" -> PreviewCommand.class;
            case "art" -> ArtCommand.class;
            case "calibrate" -> CalibrateCommand.class;
            case "check" -> CheckCommand.class;
            case "schema" -> SchemaCommand.class;
            case "explain" -> ExplainCommand.class;
            case "replay" -> ReplayCommand.class;
            case "doctor" -> DoctorCommand.class;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A bare {@code nyanpong} is a usage error. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /** The jar's Implementation-Version; classes outside a jar have none. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"nyanpong " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
