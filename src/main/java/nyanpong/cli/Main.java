package nyanpong.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Builds the command line, maps failures to one line and an exit code, and is the only caller of System.exit. */
@Command(
        name = "nyanpong",
        description = "Ping replies that draw.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {ServeCommand.class},
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, cmd, _) -> {
            cmd.getErr().println(cmd.getColorScheme().errorText("nyanpong: " + e.getMessage()));
            return cmd.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    /** A bare {@code nyanpong} is a usage error. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "nyanpong: which command?");
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
