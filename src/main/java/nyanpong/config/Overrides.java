package nyanpong.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the command line and the environment set, unchecked: {@code
 * flags.over(Overrides.environment(env)).apply(config)}.
 *
 * @param given what is not set is absent
 */
public record Overrides(Map<Setting, Given> given) {
    public static final Overrides NONE = new Overrides(Map.of());

    /** @param values at least one, in the order given */
    public record Given(Origin.Source source, List<String> values) {
        public Given {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("no value");
            }
        }
    }

    public Overrides {
        given = Map.copyOf(given);
    }

    /** The variables of {@link Setting}; an empty one is as good as unset. Other variables are not looked at. */
    public static Overrides environment(Map<String, String> variables) {
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = variables.getOrDefault(setting.variable(), "").strip();
            if (!value.isEmpty()) {
                List<String> values = setting == Setting.ADDRESS ? split(value) : List.of(value);
                given.put(setting, new Given(Origin.Source.ENVIRONMENT, values));
            }
        }
        return new Overrides(given);
    }

    /** The same and a flag; null is a flag that was not given. */
    public Overrides flag(Setting setting, String value) {
        return value == null ? this : flag(setting, List.of(value));
    }

    /** The same and a flag that may be repeated; null or empty is a flag that was not given. */
    public Overrides flag(Setting setting, List<String> values) {
        return values == null || values.isEmpty()
                ? this
                : new Overrides(Map.of(setting, new Given(Origin.Source.FLAG, values))).over(this);
    }

    /** These, and of {@code weaker} what is not set here. */
    public Overrides over(Overrides weaker) {
        Map<Setting, Given> both = new EnumMap<>(Setting.class);
        both.putAll(weaker.given);
        both.putAll(given);
        return new Overrides(both);
    }

    /** @throws ConfigException with all values that the file would not have been allowed either */
    public Config apply(Config config) throws ConfigException {
        Report report = new Report(config.locations().file());
        String interfaceName = value(Setting.INTERFACE, Values::interfaceName, config.interfaceName(), report);
        EngineKind engine = value(Setting.ENGINE, Values.word(EngineKind.class), config.engine(), report);
        Integer threads = value(Setting.THREADS, Values.integer(1, Config.MAX_THREADS), config.threads(), report);
        TakeoverKind takeover = value(Setting.TAKEOVER, Values.word(TakeoverKind.class), config.takeover(), report);
        FirewallKind firewall = value(Setting.FIREWALL, Values.word(FirewallKind.class), config.firewall(), report);
        List<InetAddress> addresses = given.containsKey(Setting.ADDRESS)
                ? values(Setting.ADDRESS, Values::address, report)
                : config.addresses();
        Path frames = folder(value(Setting.FRAMES, Values::path, config.frames(), report));
        LogKind log = value(Setting.LOG, Values.word(LogKind.class), config.log(), report);
        Endpoint metrics = value(Setting.METRICS, Values::endpoint, config.metrics(), report);
        String user = value(Setting.USER, Values::user, config.user(), report);
        String art = value(Setting.ART, Values::art, null, report);
        String canvas = value(Setting.CANVAS, Values::lonelyCanvas, Config.DEFAULT_CANVAS, report);
        if (given.containsKey(Setting.CANVAS) && !given.containsKey(Setting.ART)) {
            report.about(place(Setting.CANVAS))
                    .add(Mark.NONE, name(Setting.CANVAS), "needs an art beside it: " + Setting.ART.flag());
        }
        if (art != null && canvas != null && Config.play(canvas, art).isCalibration()) {
            report.about(place(Setting.ART))
                    .add(
                            Mark.NONE,
                            name(Setting.ART),
                            "'" + art + "': goes to named sources only: write a rule for it, with match.source");
        }
        report.throwIfAny();
        List<RuleConfig> programme =
                art == null ? config.programme() : List.of(new RuleConfig(Match.EVERYBODY, Config.play(canvas, art)));
        return Combinations.checked(new Config(
                interfaceName,
                engine,
                threads,
                takeover,
                firewall,
                addresses,
                config.virtualMac(),
                frames,
                config.seed(),
                programme,
                config.limits(),
                log,
                metrics,
                config.reload(),
                user,
                config.watching(),
                locations(config.locations())));
    }

    /**
     * The same mistakes, with the folder where arts are that is given here: what {@link #apply} would have done with a
     * configuration that has none.
     */
    public ConfigException apply(ConfigException wrong) {
        if (!given.containsKey(Setting.FRAMES)) {
            return wrong;
        }
        Report report = new Report("");
        Path folder = value(Setting.FRAMES, Values::path, null, report);
        return report.count() > 0 ? wrong : wrong.with(folder(folder));
    }

    /** Relative to where we are, as whoever gives it sees it. */
    private static Path folder(Path given) {
        return given == null ? null : given.toAbsolutePath().normalize();
    }

    private <T> T value(Setting setting, Function<Field, T> check, T absent, Report report) {
        return given.containsKey(setting)
                ? check.apply(field(setting, given.get(setting).values().getLast(), report))
                : absent;
    }

    private <T> List<T> values(Setting setting, Function<Field, T> check, Report report) {
        return given.get(setting).values().stream()
                .map(value -> check.apply(field(setting, value, report)))
                .filter(Objects::nonNull)
                .toList();
    }

    private Field field(Setting setting, String value, Report report) {
        Node.Scalar scalar = new Node.Scalar(Mark.NONE, value, Node.Style.PLAIN);
        return new Field(scalar, name(setting), report.about(place(setting)));
    }

    private String place(Setting setting) {
        return given.get(setting).source().place;
    }

    private String name(Setting setting) {
        return given.get(setting).source() == Origin.Source.FLAG ? setting.flag() : setting.variable();
    }

    private Locations locations(Locations locations) {
        for (Setting setting : Setting.values()) { // CANVAS last, for ART clears all of the programme
            if (given.containsKey(setting)) {
                Origin origin = new Origin.Given(given.get(setting).source(), name(setting));
                locations = locations.with(key(setting), origin);
                if (setting == Setting.ART) {
                    locations = locations.with("programme[0].play", origin);
                }
            }
        }
        return locations;
    }

    /** A list of nothing but commas stays one value, to be refused. */
    private static List<String> split(String value) {
        List<String> parts = Arrays.stream(value.split("[\\s,]+"))
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? List.of(value) : parts;
    }

    private static String key(Setting setting) {
        return switch (setting) {
            case ADDRESS -> "addresses";
            case ART -> "programme";
            case CANVAS -> "programme[0].canvas";
            default -> Words.of(setting);
        };
    }
}
