package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveTest {
    private static final String FILE = """
        takeover: auto
        addresses: [192.0.2.1, "2001:db8::"]
        programme:
          - match: { client: cisco, source: "2001:db8::/32" }
            canvas: cisco
            play: [nyan, pong]
            rotate: { every: 120s }
          - match: { sequence-multiple-of: 5 }
            answer: silence
        limits:
          per-source: 20000
        """;

    private static final String EVERYTHING = """
        seed: "no: \\"# \u732b"
        programme:
          - match: { client: [mtr, hping3], destination: 192.0.2.0/24, size: ">=200", pattern: ABcd, keyword: "NULL" }
            canvas: cisco
            palette: { "!": reply, "\\"": 3/13, y: 11/0, ".": silence, "#": 3/1, "0": 3/0 }
            palette6: { "~": reply, "[": 1/4 }
            play: [nyan]
            rotate: by-source
            anchor: stateless
          - match: { client: unknown, tos: 0XB8, pace: "<=10", time: 22:00-06:00, keyword: 'a "# \\ }: b' }
            canvas: flood
            width: 100
            play: [nyan, pong]
            rotate: by-hour
          - match: { source: "2001:db8::/64", size: 56, tos: 5 }
            canvas: cisco
            ink: silence
            play: [calibration]
            anchor: stateless
          - canvas: route
            hops: [192.0.2.1, "2001:db8::"]
            play: [nyan]
            rotate: random
        limits: { delayed: 65536 }
        """;

    @Test
    void showsEachValueWithItsSource() throws ConfigException {
        Config config = Overrides.NONE
                .flag(Setting.ENGINE, "socket")
                .over(Overrides.environment(Map.of("NYANPONG_INTERFACE", "yes")))
                .apply(Reading.config(FILE));
        assertLines(
                List.of(
                        "interface: \"yes\" # environment NYANPONG_INTERFACE",
                        "engine: socket # flag --engine",
                        "threads: 1 # default",
                        "takeover: auto # config.yaml:1",
                        "firewall: respect # default",
                        "addresses: [192.0.2.1, \"2001:db8::\"] # config.yaml:2",
                        "frames: /etc/nyanpong/frames # default",
                        "# seed: none # default",
                        "programme: # config.yaml:3",
                        "  - match: { client: cisco, source: \"2001:db8::/32\" } # config.yaml:4",
                        "    canvas: cisco # config.yaml:5",
                        "    ink: unreachable # default",
                        "    play: [nyan, pong] # config.yaml:6",
                        "    rotate: { every: 2m } # config.yaml:7",
                        "    anchor: first # default",
                        "  - match: { sequence-multiple-of: 5 } # config.yaml:8",
                        "    answer: silence # config.yaml:9",
                        "limits: # config.yaml:10",
                        "  # answers-per-second: unlimited # default",
                        "  per-source: 20000 # config.yaml:11",
                        "  errors-per-second: 100000 # default",
                        "  errors-per-source: 20000 # default",
                        "  sessions: 65536 # default",
                        "  delayed: 1024 # default",
                        "log: sessions # default",
                        "metrics: off # default",
                        "reload: watch # default",
                        "user: nobody # default",
                        "# top-group: none # default",
                        "gallery: off # default",
                        "gallery-addresses: short # default"),
                config);
    }

    @Test
    void showsWhatIsThere() throws ConfigException {
        List<String> lines = Effective.lines(Reading.config(EVERYTHING)).stream()
                .map(EffectiveTest::narrow)
                .toList()
                .subList(7, 34);
        assertEquals(
                List.of(
                        "seed: \"no: \\\"# \u732b\" # config.yaml:1",
                        "programme: # config.yaml:2",
                        "  - match: { client: [mtr, hping3], destination: 192.0.2.0/24, size: 200-65507, pattern: abcd,"
                                + " keyword: \"NULL\" } # config.yaml:3",
                        "    canvas: cisco # config.yaml:4",
                        "    ink: unreachable # default",
                        "    palette: { \"!\": reply, \"\\\"\": 3/13, \"y\": 11/0, \".\": silence, \"#\": 3/1, 0: 3/0 }"
                                + " # config.yaml:5",
                        "    palette6: { \"~\": reply, \"[\": 1/4 } # config.yaml:6",
                        "    play: [nyan] # config.yaml:7",
                        "    rotate: by-source # config.yaml:8",
                        "    anchor: stateless # config.yaml:9",
                        "  - match: { client: unknown, keyword: \"a \\\"# \\\\ }: b\", tos: 0xb8, pace: 1-10,"
                                + " time: \"22:00-06:00\" } # config.yaml:10",
                        "    canvas: flood # config.yaml:11",
                        "    width: 100 # config.yaml:12",
                        "    play: [nyan, pong] # config.yaml:13",
                        "    rotate: by-hour # config.yaml:14",
                        "    anchor: first # default",
                        "  - match: { source: \"2001:db8::/64\", size: 56, tos: 0x05 } # config.yaml:15",
                        "    canvas: cisco # config.yaml:16",
                        "    ink: silence # config.yaml:17",
                        "    play: [calibration] # config.yaml:18",
                        "    rotate: per-session # default",
                        "    anchor: stateless # config.yaml:19",
                        "  - canvas: route # config.yaml:20",
                        "    hops: [192.0.2.1, \"2001:db8::\"] # config.yaml:21",
                        "    play: [nyan] # config.yaml:22",
                        "    rotate: random # config.yaml:23",
                        "    anchor: first # default"),
                lines);
    }

    @Test
    void showsAnArtFromAFlag() throws ConfigException {
        Config config = Overrides.NONE.flag(Setting.ART, "pong").apply(Reading.config(FILE));
        List<String> lines = Effective.lines(config).stream()
                .map(EffectiveTest::narrow)
                .toList()
                .subList(8, 14);
        assertEquals(
                List.of(
                        "programme: # flag --art",
                        "  - canvas: cisco # default",
                        "    ink: unreachable # default",
                        "    play: [pong] # flag --art",
                        "    rotate: per-session # default",
                        "    anchor: first # default"),
                lines);
    }

    @Test
    void readsBackAsTheSame() throws Exception {
        String[] texts = {
            FILE,
            EVERYTHING,
            "# nothing",
            "programme: []",
            "metrics: \"[::1]:9415\"",
            "interface: '\"#\\'",
            "frames: '/a b/#\"\\ \u732b'"
        };
        for (String text : texts) {
            Config config = Reading.config(text);
            Config again = Reading.config(String.join("\n", Effective.lines(config)));
            assertEquals(config, withLocations(again, config.locations()), text);
        }
        Config jar = ConfigFile.read("jar", new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)), null);
        assertEquals(
                "# frames: only those in the jar", Effective.lines(jar).get(6).substring(0, 31));
    }

    @Test
    void isHarmless() throws Exception {
        Path base = Path.of("/tmp/\u001b[31m\n");
        Config config = ConfigFile.read("\u001b", new ByteArrayInputStream(new byte[0]), base);
        for (String line : Effective.lines(config)) {
            assertEquals(-1, line.indexOf('\u001b'), line);
        }
        Config again = Reading.config(String.join("\n", Effective.lines(config)).replaceFirst("(?m)^frames.*$", ""));
        assertEquals(config.programme(), again.programme());
    }

    private static Config withLocations(Config c, Locations locations) {
        return new Config(
                c.interfaceName(),
                c.engine(),
                c.threads(),
                c.takeover(),
                c.firewall(),
                c.addresses(),
                c.virtualMac(),
                c.frames(),
                c.seed(),
                c.programme(),
                c.limits(),
                c.log(),
                c.metrics(),
                c.reload(),
                c.user(),
                c.watching(),
                locations);
    }

    private static void assertLines(List<String> expected, Config config) {
        assertEquals(
                expected,
                Effective.lines(config).stream().map(EffectiveTest::narrow).toList());
    }

    /** Without the padding before the source. */
    private static String narrow(String line) {
        int comment = line.lastIndexOf(" # ");
        return line.substring(0, comment).stripTrailing() + line.substring(comment);
    }
}
