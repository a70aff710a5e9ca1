package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What values must be to one another, wherever each of them comes from. */
class CombinationsTest {
    private static final String VIRTUAL = "programme: []\ntakeover: virtual\n";

    @Test
    void severalThreadsAreForEnginesThatClaimNothing() throws ConfigException {
        Config config = Reading.config("programme: []\nthreads: 2\n");
        assertEquals(2, config.threads());
        for (String engine : List.of("auto", "ring", "socket")) {
            for (String takeover : List.of("sysctl", "tcx", "auto")) {
                Overrides both = Overrides.NONE.flag(Setting.ENGINE, engine).flag(Setting.TAKEOVER, takeover);
                assertEquals(2, both.apply(config).threads());
            }
        }
        for (String engine : List.of("xsk", "xdp", "xdp-native", "xdp-generic")) {
            Overrides flag = Overrides.NONE.flag(Setting.ENGINE, engine);
            assertEquals(
                    List.of("config.yaml:2:10: threads: '2': want 1 beside engine " + engine), problems(flag, config));
            assertEquals(1, flag.flag(Setting.THREADS, "1").apply(config).threads());
        }
        assertEquals(
                List.of("command line: --threads: '64': want 1 beside takeover virtual"),
                problems(
                        Overrides.NONE.flag(Setting.THREADS, "64"),
                        Reading.config(VIRTUAL + "addresses: [192.0.2.7]\n")));
        assertEquals(
                List.of("environment: NYANPONG_THREADS: '65': want a number from 1 to 64"),
                problems(Overrides.environment(Map.of("NYANPONG_THREADS", "65")), config));
    }

    @Test
    void virtualNeedsAddressesFromAnywhere() throws ConfigException {
        Config without = Reading.config(VIRTUAL);
        assertEquals(
                List.of(
                        "config.yaml:2:11: takeover: 'virtual': needs addresses beside it, and none that this host has: "
                                + "addresses or --address"),
                problems(Overrides.NONE, without));
        Config with =
                Overrides.environment(Map.of("NYANPONG_ADDRESS", "192.0.2.7")).apply(without);
        assertEquals(TakeoverKind.VIRTUAL, with.takeover());
        assertEquals(VirtualMacKind.OWN, with.virtualMac());
    }

    @Test
    void virtualAddressesCanBeOnAWire() throws ConfigException {
        Config config = Reading.config(
                VIRTUAL
                        + "addresses: [127.0.0.1, 0.1.2.3, 240.0.0.1, \"::1\", \"::2:3\", 192.0.2.7, \"fe80::7\", \"2001:db8::7\"]\n");
        String want = "': want an address that can be on a wire, beside takeover virtual";
        assertEquals(
                List.of(
                        "config.yaml:3:13: addresses[0]: '127.0.0.1" + want,
                        "config.yaml:3:24: addresses[1]: '0.1.2.3" + want,
                        "config.yaml:3:33: addresses[2]: '240.0.0.1" + want,
                        "config.yaml:3:44: addresses[3]: '::1" + want,
                        "config.yaml:3:51: addresses[4]: '::2:3" + want),
                problems(Overrides.NONE, config));
        // Other takeovers may have them: they are this host's own.
        assertEquals(
                8,
                Overrides.NONE
                        .flag(Setting.TAKEOVER, "sysctl")
                        .apply(config)
                        .addresses()
                        .size());
    }

    @Test
    void virtualIsForEnginesThatClaimNothing() throws ConfigException {
        Config config = Reading.config(VIRTUAL + "addresses: [192.0.2.7]\n");
        for (EngineKind engine : EngineKind.values()) {
            Overrides flag = Overrides.NONE.flag(Setting.ENGINE, Words.of(engine));
            if (Set.of("auto", "ring", "socket").contains(Words.of(engine))) {
                assertEquals(engine, flag.apply(config).engine());
            } else {
                assertEquals(
                        List.of("command line: --engine: '" + Words.of(engine)
                                + "': want auto, ring or socket beside takeover virtual"),
                        problems(flag, config));
            }
        }
    }

    @Test
    void theEthernetAddressIsOneOfTwo() throws ConfigException {
        Config config = Reading.config(VIRTUAL + "virtual-mac: interface\naddresses: [192.0.2.7]\n");
        assertEquals(VirtualMacKind.INTERFACE, config.virtualMac());
        String line = Effective.lines(config).stream()
                .filter(l -> l.startsWith("virtual-mac: interface "))
                .findFirst()
                .orElseThrow();
        assertEquals("# config.yaml:3", line.substring(line.indexOf('#')));
    }

    private static List<String> problems(Overrides overrides, Config config) {
        return assertThrows(ConfigException.class, () -> overrides.apply(config)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
