package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flags beat the environment, which beats the file, which beats the defaults. */
class OverridesTest {
    private static final String FILE =
            "interface: eth0\nengine: auto\naddresses: [192.0.2.1]\nlog: none\nprogramme:\n  - answer: reply\n";

    @Test
    void nothingGivenChangesNothing() throws ConfigException {
        Config config = Reading.config(FILE);
        assertEquals(config, Overrides.NONE.apply(config));
        assertEquals(
                config,
                Overrides.environment(Map.of("NYANPONG_ENGINE", "", "NYANPONG_HOME", "/opt"))
                        .flag(Setting.LOG, (String) null)
                        .flag(Setting.ADDRESS, List.of())
                        .apply(config));
    }

    @Test
    void theStrongerWins() throws ConfigException {
        Overrides environment = Overrides.environment(Map.of(
                "NYANPONG_INTERFACE", "eth1", "NYANPONG_LOG", "bogus", "NYANPONG_ADDRESS", "192.0.2.7, 2001:db8::7"));
        Overrides flags = Overrides.NONE
                .flag(Setting.LOG, "each")
                .flag(Setting.TAKEOVER, "auto")
                .flag(Setting.FIREWALL, "ignore")
                .flag(Setting.ENGINE, "socket");
        Config config = flags.over(environment).apply(Reading.config(FILE));
        assertEquals("eth1", config.interfaceName());
        assertEquals(LogKind.EACH, config.log());
        assertEquals(TakeoverKind.AUTO, config.takeover());
        assertEquals(FirewallKind.IGNORE, config.firewall());
        assertEquals(EngineKind.SOCKET, config.engine());
        assertEquals(
                List.of(InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("2001:db8::7")), config.addresses());
        assertEquals(1, config.programme().size());
    }

    @Test
    void aFolderIsRelativeToWhoeverGivesIt() throws ConfigException {
        Config config = Overrides.NONE.flag(Setting.FRAMES, "art").apply(Reading.config(FILE));
        assertEquals(Path.of("art").toAbsolutePath(), config.frames());
        assertEquals("flag --frames", config.locations().source("frames"));
    }

    /** So that an art which is in the given folder is not called missing only because something else is wrong. */
    @Test
    void aFolderHoldsForAWrongConfigurationToo() {
        ConfigException wrong = assertThrows(ConfigException.class, () -> Reading.config(FILE + "nonsense: 1\n"));
        ConfigException e = Overrides.NONE.flag(Setting.FRAMES, "/srv/art").apply(wrong);
        assertEquals(Path.of("/srv/art"), e.frames());
        assertEquals(wrong.problems(), e.problems());
    }

    @Test
    void aFlagTurnsMetricsOff() throws ConfigException {
        Overrides environment = Overrides.environment(Map.of("NYANPONG_METRICS", "[::1]:9415"));
        Config config = Reading.config("metrics: 127.0.0.1:9415");
        assertEquals("[::1]:9415", environment.apply(config).metrics().toString());
        assertEquals(
                null,
                Overrides.NONE
                        .flag(Setting.METRICS, "off")
                        .over(environment)
                        .apply(config)
                        .metrics());
    }

    @Test
    void aListOfNoAddressesIsNotAllOfThem() throws ConfigException {
        Config config = Reading.config(FILE);
        Overrides overrides = Overrides.environment(Map.of("NYANPONG_ADDRESS", ", ,"));
        ConfigException e = assertThrows(ConfigException.class, () -> overrides.apply(config));
        assertEquals(1, e.problems().size());
    }

    @Test
    void anArtReplacesTheProgramme() throws ConfigException {
        Config config = Overrides.NONE.flag(Setting.ART, "pong").apply(Reading.config(FILE));
        assertEquals(List.of(new RuleConfig(Match.EVERYBODY, Config.play("cisco", "pong"))), config.programme());
        assertEquals(
                "command line: --art: no such art",
                config.locations()
                        .problem("programme[0].play[0]", "no such art")
                        .toString());
    }

    @Test
    void theSameChecksHoldAllAtOnce() throws ConfigException {
        Overrides overrides = Overrides.NONE
                .flag(Setting.INTERFACE, "a b")
                .flag(Setting.ENGINE, "\u001b[31m")
                .flag(Setting.ADDRESS, List.of("192.0.2.1", "host"))
                .flag(Setting.ART, "../x")
                .over(Overrides.environment(Map.of("NYANPONG_TAKEOVER", "tc", "NYANPONG_CANVAS", "fload")));
        Config config = Reading.config(FILE);
        ConfigException e = assertThrows(ConfigException.class, () -> overrides.apply(config));
        assertEquals(
                List.of(
                        "command line: --interface: 'a b': want " + CheckedValuesTest.INTERFACE,
                        "command line: --engine: '\\u001b[31m': want auto, ring, socket, xsk, xdp, xdp-native or xdp-generic",
                        "environment: NYANPONG_TAKEOVER: 'tc': want auto, sysctl, tcx or virtual; did you mean tcx?",
                        "command line: --address: 'host': want an address such as 192.0.2.1 or 2001:db8::1, not a name"
                                + " or a prefix",
                        "command line: --art: '../x': want an art's name: 1 to 32 of a-z, 0-9 and '-', no '-' first",
                        "environment: NYANPONG_CANVAS: 'fload': want cisco, flood, hexdump, bars, digits, ttl or delay;"
                                + " did you mean flood?"),
                Reading.texts(e));
    }

    @Test
    void aCanvasNeedsAnArt() throws ConfigException {
        Config config = Reading.config(FILE);
        Overrides canvas = Overrides.NONE.flag(Setting.CANVAS, "cisco");
        ConfigException e = assertThrows(ConfigException.class, () -> canvas.apply(config));
        assertEquals(List.of("command line: --canvas: needs an art beside it: --art"), Reading.texts(e));
        assertEquals(
                1,
                canvas.over(Overrides.environment(Map.of("NYANPONG_ART", "nyan")))
                        .apply(config)
                        .programme()
                        .size());
    }

    @Test
    void everyCanvasButOneNeedsAnArtOnly() throws ConfigException {
        Config config = Reading.config(FILE);
        for (String canvas : List.of("cisco", "flood", "hexdump", "bars", "digits", "ttl", "delay")) {
            Config drawn = Overrides.NONE
                    .flag(Setting.ART, "nyan")
                    .flag(Setting.CANVAS, canvas)
                    .apply(config);
            assertEquals(
                    Config.play(canvas, "nyan"), drawn.programme().getFirst().action());
        }
        Overrides route = Overrides.NONE.flag(Setting.ART, "nyan").flag(Setting.CANVAS, "route");
        assertEquals(
                List.of("command line: --canvas: 'route': want cisco, flood, hexdump, bars, digits, ttl or delay,"
                        + " for route needs hops, which the file has"),
                Reading.texts(assertThrows(ConfigException.class, () -> route.apply(config))));
    }

    @Test
    void aCalibrationIsNotForEverybody() throws ConfigException {
        Config config = Reading.config(FILE);
        Overrides overrides = Overrides.NONE.flag(Setting.ART, "calibration");
        assertEquals(
                List.of("command line: --art: 'calibration': goes to named sources only: write a rule for it, with"
                        + " match.source"),
                Reading.texts(assertThrows(ConfigException.class, () -> overrides.apply(config))));
    }

    @Test
    void theSeedStays() throws ConfigException {
        Config config = Reading.config("seed: 12345678\n");
        assertEquals(
                "12345678",
                Overrides.NONE.flag(Setting.ART, "nyan").apply(config).seed());
    }
}
