package nyanpong.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nyanpong.app.doctor.Doctor;
import nyanpong.app.doctor.Finding;
import nyanpong.app.doctor.Finding.Severity;
import nyanpong.app.doctor.WritersCheck;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.art.Printable;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.json.JsonLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether it could be served here, and what would surprise. */
@Command(
        name = "doctor",
        description = {
            "Looks whether it can be served here: a line for each thing that is ok, or what would mend it.",
            "Works without privileges, and then says what it could not see. Touches nothing without --repair."
        },
        exitCodeList = {
            "0:nothing is in the way",
            "1:it failed",
            "2:the command line is wrong",
            "69:something is not there: an interface, an address, a kernel's feature",
            "77:permission denied",
            "78:the configuration is wrong: its file, the environment or an option"
        })
final class DoctorCommand implements Callable<Integer> {
    private enum Format {
        TEXT,
        JSON
    }

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--repair",
            description = "Restore the settings that a responder left that was killed, and nothing else.")
    private boolean repair;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: an object a line.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Finding> findings = new ArrayList<>();
        Config config = config(findings);
        String named = options.interfaceName() == null ? Config.AUTO : options.interfaceName();
        findings.addAll(Doctor.look(config, config == null ? named : config.interfaceName(), repair));
        for (Finding finding : findings) {
            print(finding);
        }
        spec.commandLine().getOut().flush();
        return code(findings);
    }

    /** As {@code check} would find it; null where it has errors. */
    private Config config(List<Finding> findings) throws IOException {
        try {
            Config config = options.load();
            ProgrammeCompiler.check(config);
            String file = config.locations().file();
            findings.add(Finding.ok("config", file + ": no errors"));
            options.overlooked()
                    .ifPresent(other -> findings.add(Finding.warning(
                            "config", other + ", which the service reads, was not looked at", "-c " + other)));
            findings.addAll(WritersCheck.look(Path.of(file), config.frames()));
            return config;
        } catch (ConfigException e) {
            e.problems().forEach(problem -> findings.add(Finding.configuration(problem.toString(), "")));
            return defaults(findings);
        } catch (ExitException e) {
            findings.add(Finding.configuration(e.getMessage(), ""));
        } catch (AccessDeniedException e) {
            findings.add(Finding.permission(
                    "config", e.getFile() + ": permission denied", "run it as its owner, or with sudo"));
        }
        return null;
    }

    /** What the rest is looked at with; null where flags are what is wrong, or want what is in the file. */
    private Config defaults(List<Finding> findings) throws IOException {
        Config config = null;
        try {
            config = options.settings().loadWithoutFile();
        } catch (ConfigException e) {
            // Told above, but for what the file alone could have mended.
        }
        findings.add(Finding.warning(
                "config",
                "for these errors the rest is looked at with the defaults" + (config == null ? "" : " and the flags"),
                "mend them, and look again"));
        return config;
    }

    private void print(Finding finding) {
        String word =
                finding.severity() == Severity.OK ? "ok" : finding.severity() == Severity.WARNING ? "warn" : "FAIL";
        if (format == Format.JSON) {
            spec.commandLine()
                    .getOut()
                    .println(new JsonLine()
                            .put("status", word.toLowerCase(Locale.ROOT))
                            .put("subject", finding.subject())
                            .put("what", finding.what())
                            .put("fix", finding.fix()));
        } else {
            String text = finding.what() + (finding.fix().isEmpty() ? "" : ": " + finding.fix());
            spec.commandLine().getOut().printf("%-4s %-10s %s%n", word, finding.subject(), Printable.all(text));
        }
    }

    /** Of all that fails, what must be mended first. */
    private static int code(List<Finding> findings) {
        Severity worst = findings.stream()
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(Severity.OK);
        return switch (worst) {
            case OK, WARNING -> ExitCode.OK;
            case UNAVAILABLE -> ExitCode.UNAVAILABLE;
            case PERMISSION -> ExitCode.NO_PERMISSION;
            case CONFIGURATION -> ExitCode.CONFIGURATION;
        };
    }
}
