package nyanpong.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.Overrides;
import nyanpong.config.Setting;
import nyanpong.config.Settings;
import picocli.CommandLine.Option;

/** The flags that stand above the environment and the configuration file. */
final class ConfigOptions {
    /** Set by the installed launcher: which configuration the service reads. */
    private static final String INSTALLED = "nyanpong.config";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration; without it ./config.yaml, else the one in the jar.")
    private Path config;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            description = "The interface to serve, or auto: the one with the default route.")
    private String interfaceName;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "How packets get in and out: auto, ring, socket, xsk, xdp, xdp-native or xdp-generic.")
    private String engine;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads answer, 1 to 64, each for sources of its own; for engines ring and socket, and takeover tcx.")
    private String threads;

    @Option(
            names = "--takeover",
            paramLabel = "HOW",
            description = {
                "How the kernel's own echo is kept quiet: auto, sysctl or tcx;",
                "or virtual, for addresses that this host does not have."
            })
    private String takeover;

    @Option(
            names = "--address",
            paramLabel = "A",
            description = {
                "Answer for this address of the host alone; may be repeated.",
                "With --takeover virtual: for this address, which nobody has."
            })
    private List<String> addresses;

    @Option(names = "--art", paramLabel = "NAME", description = "Draw this art for everybody, whatever the programme.")
    private String art;

    @Option(
            names = "--canvas",
            paramLabel = "NAME",
            description = "The canvas for --art: cisco, flood, hexdump, bars, digits, ttl or delay.")
    private String canvas;

    @Option(names = "--frames", paramLabel = "DIR", description = "A folder of arts. Those it lacks are in the jar.")
    private String frames;

    @Option(
            names = "--firewall",
            paramLabel = "WHAT",
            description = "Where a rule drops what is answered: respect (end) or ignore.")
    private String firewall;

    @Option(names = "--log", paramLabel = "WHAT", description = "none, sessions or each.")
    private String log;

    @Option(
            names = "--metrics",
            paramLabel = "WHERE",
            description =
                    "An address and port where Prometheus may ask for numbers, and probes whether it is ready; or off.")
    private String metrics;

    @Option(
            names = "--user",
            paramLabel = "WHO",
            description = "Who to become after start, where it is started as root: a name or number; root stays root.")
    private String user;

    /** Where the jar's configuration was taken, and an installed service has another: that one. */
    Optional<Path> overlooked() {
        String installed = System.getProperty(INSTALLED);
        return installed == null || settings().file().isPresent()
                ? Optional.empty()
                : Optional.of(Path.of(installed)).filter(Files::exists);
    }

    /** What the flag says, or null. */
    String interfaceName() {
        return interfaceName;
    }

    Settings settings() {
        Overrides flags = Overrides.NONE
                .flag(Setting.INTERFACE, interfaceName)
                .flag(Setting.ENGINE, engine)
                .flag(Setting.THREADS, threads)
                .flag(Setting.TAKEOVER, takeover)
                .flag(Setting.ADDRESS, addresses)
                .flag(Setting.FRAMES, frames)
                .flag(Setting.ART, art)
                .flag(Setting.CANVAS, canvas)
                .flag(Setting.FIREWALL, firewall)
                .flag(Setting.LOG, log)
                .flag(Setting.METRICS, metrics)
                .flag(Setting.USER, user);
        return new Settings(config, flags, System.getenv());
    }

    Config load() throws IOException, ConfigException, ExitException {
        return load(settings());
    }

    /** @throws ExitException if the file named is not there */
    static Config load(Settings settings) throws IOException, ConfigException, ExitException {
        try {
            return settings.load();
        } catch (ConfigException e) {
            throw ProgrammeCompiler.withArts(e);
        } catch (NoSuchFileException e) {
            throw new ExitException(
                    ExitCode.CONFIGURATION,
                    e.getFile() + ": no such file; without -c ./config.yaml or the jar's own serves",
                    e);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // A link that leads to itself, a name that is too long.
            throw new ExitException(ExitCode.CONFIGURATION, e.getFile() + ": " + e.getReason(), e);
        }
    }
}
