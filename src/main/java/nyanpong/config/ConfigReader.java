package nyanpong.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/** The top level of config.yaml. */
final class ConfigReader {
    private static final List<String> KEYS = List.of(
            "interface",
            "engine",
            "threads",
            "takeover",
            "firewall",
            "addresses",
            "virtual-mac",
            "frames",
            "seed",
            "programme",
            "limits",
            "log",
            "metrics",
            "reload",
            "user",
            "top-group",
            "gallery",
            "gallery-addresses");
    private static final List<String> LIMITS = List.of(
            "answers-per-second", "per-source", "errors-per-second", "errors-per-source", "sessions", "delayed");

    private final Report report;
    private final Section root;

    private ConfigReader(Section root, Report report) {
        this.root = root;
        this.report = report;
    }

    /**
     * @param base what relative paths are relative to; null where there is no folder, and so none of the user's arts
     */
    static Config read(byte[] yaml, Path base, Report report) throws ConfigException {
        Node.Mapping tree = YamlTree.read(yaml, report);
        return new ConfigReader(new Section(tree, "", report, KEYS), report)
                .config(base, Locations.of(report.file(), tree));
    }

    private Config config(Path base, Locations locations) throws ConfigException {
        String interfaceName = root.value("interface", Values::interfaceName, Config.AUTO);
        EngineKind engine = root.value("engine", Values.word(EngineKind.class), EngineKind.AUTO);
        Integer threads = root.value("threads", Values.integer(1, Config.MAX_THREADS), 1);
        TakeoverKind takeover = root.value("takeover", Values.word(TakeoverKind.class), TakeoverKind.SYSCTL);
        FirewallKind firewall = root.value("firewall", Values.word(FirewallKind.class), FirewallKind.RESPECT);
        List<InetAddress> addresses =
                root.has("addresses") ? root.values("addresses", 1, 1024, Values::address) : List.of();
        VirtualMacKind virtualMac = root.value("virtual-mac", Values.word(VirtualMacKind.class), VirtualMacKind.OWN);
        Path frames = root.value("frames", Values::path, Path.of(Config.DEFAULT_FRAMES));
        String seed = root.value("seed", Values::seed, null);
        List<RuleConfig> programme = root.has("programme") ? RuleReader.programme(root, report) : List.of();
        Limits limits = root.has("limits") ? limits(root.section("limits", LIMITS)) : Limits.DEFAULT;
        LogKind log = root.value("log", Values.word(LogKind.class), LogKind.SESSIONS);
        Endpoint metrics = root.value("metrics", Values::endpoint, null);
        ReloadKind reload = root.value("reload", Values.word(ReloadKind.class), ReloadKind.WATCH);
        String user = root.value("user", Values::user, Config.DEFAULT_USER);
        GalleryAddresses told =
                root.value("gallery-addresses", Values.word(GalleryAddresses.class), GalleryAddresses.SHORT);
        String topGroup = root.value("top-group", Values::group, null);
        Endpoint gallery = root.value("gallery", Values::endpoint, null);
        report.frames(frames == null ? null : resolve(base, frames));
        report.throwIfAny();
        return new Config(
                interfaceName,
                engine,
                threads,
                takeover,
                firewall,
                addresses,
                virtualMac,
                resolve(base, frames),
                seed,
                programme,
                limits,
                log,
                metrics,
                reload,
                user,
                new Watching(topGroup, gallery, told),
                locations);
    }

    private Limits limits(Section section) {
        if (section == null) {
            return null;
        }
        int before = report.count();
        Integer all = section.value("answers-per-second", Values.integer(1, Limits.MAX_RATE), 0);
        Integer perSource = section.value("per-source", Values.integer(1, Limits.MAX_RATE), 0);
        Integer errors = section.value(
                "errors-per-second", Values.integer(1, Limits.MAX_RATE), Limits.DEFAULT.errorsPerSecond());
        Integer errorsPerSource = section.value(
                "errors-per-source", Values.integer(1, Limits.MAX_RATE), Limits.DEFAULT.errorsPerSource());
        Integer sessions = section.value(
                "sessions", Values.integer(Limits.MIN_SESSIONS, Limits.MAX_SESSIONS), Limits.DEFAULT.sessions());
        Integer delayed = section.value(
                "delayed", Values.integer(Limits.MIN_DELAYED, Limits.MAX_DELAYED), Limits.DEFAULT.delayed());
        return report.count() == before ? new Limits(all, perSource, errors, errorsPerSource, sessions, delayed) : null;
    }

    private static Path resolve(Path base, Path frames) {
        if (base == null && !frames.isAbsolute()) {
            return null;
        }
        return (base == null ? frames : base.resolve(frames)).toAbsolutePath().normalize();
    }
}
