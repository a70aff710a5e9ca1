package nyanpong.cli;

import java.util.concurrent.Callable;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.art.Printable;
import nyanpong.config.Config;
import nyanpong.config.Effective;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A configuration tried without serving it. */
@Command(
        name = "check",
        description = {
            "Reports every error of a configuration at once.",
            "With file, line, column, key and rule, and exit code 78. Needs no privileges, and touches nothing;",
            "whether this host has what it names (interface, user, addresses, ports), nyanpong doctor tells."
        },
        exitCodeList = {
            "0:no errors",
            "1:it failed",
            "2:the command line is wrong",
            "77:permission denied",
            "78:the configuration is wrong: its file, the environment or an option"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Option(names = "--effective", description = "Print what is in force, and where each value comes from.")
    private boolean effective;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Config config = options.load();
        ProgrammeCompiler.check(config);
        if (effective) {
            Effective.lines(config).forEach(this::print);
        } else {
            print(config.locations().file() + ": no errors; whether this host can serve it: nyanpong doctor");
            options.overlooked()
                    .ifPresent(file -> print(file + ", which the service reads, was not looked at: -c " + file));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }

    /** The file's own name is in it. */
    private void print(String line) {
        spec.commandLine().getOut().println(Printable.all(line));
    }
}
