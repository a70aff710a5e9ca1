package nyanpong.config;

import static java.time.Duration.ofSeconds;
import static nyanpong.config.Reading.assertProblems;
import static nyanpong.config.Reading.config;
import static nyanpong.config.Reading.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which YAML is read at all. */
class YamlTreeTest {
    private static final String VALUE_OUT = " is not allowed here: write the value out, or quote it";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "# nothing\n", "---\n", "--- # nothing\n...\n", "\ufeff# marked\n", "~\n", "{}"})
    void anEmptyDocumentIsAllDefaults(String yaml) throws ConfigException {
        Config config = config(yaml);
        assertFalse(config.hasProgramme());
        assertEquals(Limits.DEFAULT, config.limits());
    }

    @Test
    void refusesAnchorsAliasesAndTagsWhereverTheyAre() {
        assertProblems("engine: &a auto\n", "1:9: an anchor (&)" + VALUE_OUT);
        assertProblems("engine: auto\nlog: *a\n", "2:6: an alias (*)" + VALUE_OUT);
        assertProblems("log: *a\n", "1:6: an alias (*)" + VALUE_OUT);
        assertProblems("*a : auto\n", "1:1: an alias (*)" + VALUE_OUT);
        assertProblems("engine: auto\n*a : auto\n", "2:1: an alias (*)" + VALUE_OUT);
        assertProblems("&a engine: auto\n", "1:1: an anchor (&)" + VALUE_OUT);
        assertProblems("log: each\n&a engine: auto\n", "2:1: an anchor (&)" + VALUE_OUT);
        assertProblems("!!str engine: auto\n", "1:1: a tag (!)" + VALUE_OUT);
        assertProblems("engine: !!str auto\n", "1:9: a tag (!)" + VALUE_OUT);
        assertProblems("engine: ! auto\n", "1:9: a tag (!)" + VALUE_OUT);
        assertProblems("engine: !!javax.script.ScriptEngineManager []\n", "1:9: a tag (!)" + VALUE_OUT);
        assertProblems("programme: &p\n  - answer: reply\n", "1:12: an anchor (&)" + VALUE_OUT);
        assertProblems("addresses: [192.0.2.1, !x ]\n", "1:24: a tag (!)" + VALUE_OUT);
        assertProblems("--- !!map\nengine: auto\n", "1:5: a tag (!)" + VALUE_OUT);
        assertProblems("limits: !!map\n  sessions: 64\n", "1:9: a tag (!)" + VALUE_OUT);
        assertProblems("limits: { &a sessions: 64 }\n", "1:11: an anchor (&)" + VALUE_OUT);
    }

    @Test
    void aMergeKeyIsAnUnknownKey() {
        assertProblems(
                "limits:\n  <<: { sessions: 64 }\n",
                "2:3: limits.<<: unknown key; want answers-per-second, per-source, errors-per-second, errors-per-source, sessions or delayed");
    }

    @Test
    void refusesDuplicateKeysWithBothPlacesAndReadsOn() {
        assertProblems(
                "engine: auto\nlog: loud\n'engine': socket\nlimits: { sessions: 64, sessions: 65 }\n",
                "2:6: log: 'loud': want none, sessions or each",
                "3:1: engine: is here twice: first on line 1",
                "4:25: limits.sessions: is here twice: first on line 4");
    }

    @Test
    void refusesASecondDocument() {
        assertProblems("log: each\n---\nlog: none\n", "3:1: a second document begins here: want one");
        assertProblems("log: each\n---\n", "3:1: a second document begins here: want one");
        assertProblems("---\n---\nlog: each\n", "3:1: a second document begins here: want one");
    }

    @Test
    void refusesWhatIsNotAMapping() {
        assertProblems("- engine\n", "1:1: want keys with values, not a list");
        assertProblems("# c\n\n  engine", "3:3: want keys with values, not a single value");
    }

    @Test
    void refusesDepthAndSize() {
        assertProblems("a: " + "[".repeat(7) + "]".repeat(7), unknown("1:1: a"));
        assertProblems("a: " + "[".repeat(8) + "]".repeat(8), "1:11: more than 8 levels deep");
        assertProblems("a: [" + "x,".repeat(4095) + "]", "1:" + (5 + 2 * 4093) + ": more than 4096 keys and values");
        assertEquals(
                List.of("config.yaml: longer than 65536 bytes"),
                problems(("#" + "x".repeat(65_536)).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesBombsQuickly() {
        String[] bombs = {
            "[".repeat(65_000),
            "{".repeat(65_000),
            "- ".repeat(32_000),
            "? ".repeat(32_000),
            "a: ".repeat(20_000),
            "!".repeat(65_000),
            "&a ".repeat(20_000),
            "a: " + "9".repeat(65_000),
            "a: 0x" + "f".repeat(65_000),
            "a: " + "9".repeat(30_000) + "." + "9".repeat(30_000),
            "a: \"" + "\\x41".repeat(16_000) + "\"",
            "a: |\n" + " x\n".repeat(20_000),
            "a:\n" + " x\n".repeat(20_000),
            "\n".repeat(65_000) + "[",
            "\"".repeat(65_000),
            "a".repeat(65_000) + ": 1",
            "%TAG ! " + "a".repeat(60_000) + "\n---\n!x y",
            "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n".repeat(1000),
        };
        for (String bomb : bombs) {
            byte[] yaml = bomb.getBytes(StandardCharsets.UTF_8);
            List<String> problems = assertTimeout(ofSeconds(5), () -> problems(yaml));
            assertTrue(problems.getFirst().length() < 400, problems.getFirst());
        }
    }

    @Test
    void refusesMalformedYamlInOneLine() {
        assertProblems(
                "engine: auto\n\tlog: each\n", "2:1: malformed YAML: a tab cannot indent or begin a value: use spaces");
        assertProblems(
                "limits:\n  sessions: 64\n per-source: 1\n",
                "3:2: malformed YAML: this does not fit the lines before it: look at the indentation and at open quotes"
                        + " or brackets");
        assertProblems(
                "engine: auto: socket\n",
                "1:13: malformed YAML: a ':' where no key can be: quote the text, or look at the indentation");
        assertProblems(
                "addresses: [192.0.2.1\nlog: each\n",
                "2:4: malformed YAML: while parsing a flow sequence, expected ',' or ']', but got :");
        assertProblems(
                "engine: \"auto\n",
                "2:1: malformed YAML: while scanning a quoted scalar, found unexpected end of stream");
        assertProblems("? [engine]\n: auto\n", "1:3: malformed YAML: a key must be a single value");
        assertProblems("engine: @auto\n", "1:9: malformed YAML: no text can begin with this character: quote it");
    }

    @Test
    void refusesWhatIsNotUtf8AndWhatCannotBeSeen() {
        byte[] latin1 = "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(List.of("config.yaml:1:6: not UTF-8: byte 0xe9"), problems(latin1));
        byte[] cut = {'#', '\r', '\n', '#', (byte) 0xe3, (byte) 0x81};
        assertEquals(List.of("config.yaml:2:2: not UTF-8: byte 0xe3"), problems(cut));
        assertEquals(
                List.of("config.yaml:1:2: the character U+0000 cannot stand in YAML"),
                problems("log: each".getBytes(StandardCharsets.UTF_16LE)));
        assertProblems("# \u001b[31m\n", "1:3: the character U+001B cannot stand in YAML");
        assertProblems("\n# \u0085\n", "2:3: the character U+0085 cannot stand in YAML");
        assertProblems("\r# \u2028\n", "2:3: the character U+2028 cannot stand in YAML");
        assertProblems("# \ud83d\ude00\u007f\n", "1:4: the character U+007F cannot stand in YAML");
    }

    @Test
    void columnsCountCodePoints() {
        assertProblems(
                "limits: { \"\ud83d\ude00\": 1, sessions: x }\n",
                "1:11: limits.\ud83d\ude00: unknown key; want answers-per-second, per-source, errors-per-second, errors-per-source, sessions or delayed",
                "1:29: limits.sessions: 'x': want a number from 64 to 16777216, in plain decimal digits");
    }

    @Test
    void anAmpersandOrStarInQuotesIsText() {
        assertProblems("interface: '&a:'\n", "1:12: interface: '&a:': want " + CheckedValuesTest.INTERFACE);
    }

    private static String unknown(String place) {
        return place
                + ": unknown key; want interface, engine, threads, takeover, firewall, addresses, virtual-mac, frames, seed, programme, limits, log, metrics, reload, user, top-group, gallery or gallery-addresses";
    }
}
