package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The config.yaml that is delivered. */
class ShippedFileTest {
    private static final Path FILE = Path.of("config.yaml");

    /** For mutants: a rule of each kind. */
    private static final String RULES = """
        programme:
          - match: { client: [mtr, java], size: 56-99, pattern: abcd, keyword: "meow", tos: 0x10, time: 22:00-06:00 }
            canvas: cisco
            palette: { "!": reply, U: 3/1, ".": silence }
            play: [nyan]
            anchor: stateless
          - match: { destination: 192.0.2.0/24, pace: ">=10" }
            canvas: flood
            width: 80
            play: [nyan]
            rotate: by-hour
          - match: { source: 203.0.113.0/24 }
            canvas: cisco
            play: [calibration]
          - match: { tos: 7 }
            canvas: route
            hops: [192.0.2.1, 192.0.2.2]
            play: [nyan]
        """;

    @Test
    void drawsForEverybody() throws Exception {
        Config config = ConfigFile.read(FILE);
        assertEquals("auto", config.interfaceName());
        assertEquals(EngineKind.AUTO, config.engine());
        assertEquals(TakeoverKind.SYSCTL, config.takeover());
        assertEquals(List.of(), config.addresses());
        assertEquals(Path.of("frames").toAbsolutePath(), config.frames());
        assertEquals(Limits.DEFAULT, config.limits());
        assertEquals(LogKind.SESSIONS, config.log());
        Map<ClientKind, String> canvases = new EnumMap<>(ClientKind.class);
        for (ClientKind client : ClientKind.values()) {
            RuleConfig first = config.programme().stream()
                    .filter(rule -> rule.match().covers(Reading.client(client)))
                    .findFirst()
                    .orElseThrow();
            canvases.put(client, ((Action.Play) first.action()).canvas());
        }
        assertEquals("cisco", canvases.get(ClientKind.CISCO));
        assertEquals("bars", canvases.get(ClientKind.IPUTILS), "by default, at its usual pace and size");
        assertEquals("digits", canvases.get(ClientKind.BUSYBOX));
        assertEquals("delay", canvases.get(ClientKind.MTR));
        assertEquals("ttl", canvases.get(ClientKind.WINDOWS));
        assertEquals("ttl", canvases.get(ClientKind.UNKNOWN));
    }

    @Test
    void theOneInTheJarHasNoFolder() throws Exception {
        try (InputStream in = ConfigFile.class.getResourceAsStream("/config.yaml")) {
            assertNotNull(in);
            assertEquals(
                    null, ConfigFile.read("the jar's config.yaml", in, null).frames());
        }
    }

    @Test
    void itsExamplesWorkOnceTheirHashIsGone() throws Exception {
        String yaml = Files.readString(FILE)
                .replace("    rotate: per-session\n", "")
                .replaceAll(
                        "(?m)^( *)# ((- match|- canvas|  answer|  play|  canvas|  hops|addresses|seed|rotate|answers-per-"
                                + "|per-source).*)$",
                        "$1$2");
        Config config = Reading.config(yaml);
        assertEquals(
                List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")), config.addresses());
        assertEquals("the same on every machine", config.seed());
        assertEquals(new Limits(100_000, 20_000, 100_000, 20_000, 65_536, 1024), config.limits());
        assertEquals(
                ConfigFile.read(FILE).programme().size() + 3, config.programme().size());
        assertEquals(
                new Action.Plain(AnswerKind.REPLY),
                config.programme().getFirst().action());
        assertTrue(config.programme().stream()
                .anyMatch(rule -> rule.action() instanceof Action.Play play
                        && play.canvas().equals("route")
                        && play.hops().size() == 3));
        assertTrue(
                config.programme().contains(new RuleConfig(Reading.sequence(5), new Action.Plain(AnswerKind.SILENCE))));
        assertTrue(config.programme().stream()
                .anyMatch(rule -> rule.action() instanceof Action.Play play
                        && play.rotation().equals(new Rotation.Every(Duration.ofMinutes(10)))));
    }

    @Test
    void commentsOnEveryKeyAndFitsATerminal() throws Exception {
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).length() <= 120, lines.get(i));
            boolean topLevelKey = lines.get(i).matches("[a-z]+:.*");
            assertFalse(topLevelKey && !lines.get(i - 1).startsWith("#"), lines.get(i));
        }
    }

    @Test
    void theReferencesExamplesAreSome() throws Exception {
        String text = Files.readString(Path.of("docs/configuration.md"));
        int examples = 0;
        for (int at = text.indexOf("```yaml\n"); at >= 0; at = text.indexOf("```yaml\n", at + 1)) {
            String yaml = text.substring(at + 8, text.indexOf("```", at + 8));
            assertFalse(Reading.config(yaml).programme().isEmpty(), yaml);
            examples++;
        }
        assertEquals(3, examples);
    }

    @Test
    void noMutantOfItDoesMoreThanBeRefused() throws Exception {
        byte[] original = Files.readString(FILE)
                .replaceAll("(?m)^ *#.*\n", "") // a mutant comment tests nothing
                .concat("addresses: [192.0.2.1, \"2001:db8::1\"] # \u732b\nseed: 12345678\n")
                .replace("programme:\n", RULES)
                .getBytes(StandardCharsets.UTF_8);
        byte[] interesting = "\0\t\n\r !\"#%&'*,-:>?@[]`{|}~0x\u001b\u00c3\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(42);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = original.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(mutant.length);
                switch (random.nextInt(4)) {
                    case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                    case 1 -> mutant[at] = interesting[random.nextInt(interesting.length)];
                    case 2 -> System.arraycopy(mutant, random.nextInt(at + 1), mutant, at, mutant.length - at);
                    default -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
                }
            }
            accepted += accept(mutant) ? 1 : 0;
        }
        assertTrue(accepted > 100, accepted + " accepted");
    }

    private static boolean accept(byte[] mutant) {
        try {
            Config config = Reading.config(mutant);
            Config again = Reading.config(String.join("\n", Effective.lines(config)));
            assertEquals(config.programme(), again.programme());
            assertEquals(config.frames(), again.frames());
            assertEquals(config.interfaceName(), again.interfaceName());
            return true;
        } catch (ConfigException e) {
            for (Problem problem : e.problems()) {
                String line = problem.toString();
                assertTrue(problem.line() >= 1 && problem.column() >= 1, line);
                assertTrue(line.codePoints().allMatch(Harmless::isPrintable), line);
            }
            return false;
        } catch (RuntimeException e) {
            return fail(HexFormat.of().formatHex(mutant), e);
        }
    }
}
