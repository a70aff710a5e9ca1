package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * config.schema.json against the reader, in whose messages all keys and words are. What the reader takes, the schema takes as well:
 * {@link Reading} asks it about every good text of all tests.
 */
class SchemaTest {
    /** Where mappings with a closed set of keys are: in the schema, and a text with %s for a key and its value in it. */
    private static final Map<String, String> SECTIONS = new TreeMap<>(Map.of(
            "", "%s\n",
            "/properties/limits", "limits: { %s }\n",
            "/definitions/rule", "programme:\n- { %s }\n",
            "/definitions/match", "programme:\n- match: { %s }\n  answer: reply\n",
            "/definitions/rule/properties/rotate/anyOf/1",
                    "programme:\n- canvas: cisco\n  play: [nyan]\n  rotate: { %s }\n"));

    private static final String FIX =
            Editor.SCHEMA + " and the reader differ. A new key goes there, with a description for"
                    + " editors, its default, and what its values may be; a new section also to SchemaTest.SECTIONS. Of the reader's: ";

    private static final JsonNode SCHEMA = schema();

    @Test
    void hasTheReadersKeys() {
        SECTIONS.forEach((pointer, text) -> {
            String want = "zzzzzzzzzz: unknown key; want ";
            String problem = Reading.problems(bytes(text.formatted("zzzzzzzzzz: 1"))).stream()
                    .filter(line -> line.contains(want))
                    .findFirst()
                    .orElseThrow();
            Set<String> keys = words(problem.substring(problem.indexOf(want) + want.length()));
            assertEquals(keys, keys(pointer), FIX + (pointer.isEmpty() ? "the top level" : pointer));
        });
    }

    @Test
    void hasNoOtherSections() {
        Set<String> closed = new TreeSet<>();
        closedMappings(SCHEMA, "", closed);
        assertEquals(SECTIONS.keySet(), closed, FIX + "sections");
    }

    @Test
    void hasTheReadersWords() {
        int checked = 0;
        for (Value value : values()) {
            Optional<JsonNode> words = value.choices().stream()
                    .filter(choice -> choice.has("enum"))
                    .findFirst();
            if (words.isPresent()) {
                Set<String> known = new TreeSet<>();
                words.get().get("enum").forEach(word -> known.add(word.asText()));
                String problem = Reading.problems(bytes(value.text("zzz"))).getFirst();
                Set<String> wanted =
                        words(problem.replaceFirst(".*'zzz': want ", "").replaceFirst(" or \\{.*", ""));
                assertEquals(wanted, known, FIX + value.key());
                checked++;
            }
        }
        assertTrue(checked >= 12, "only " + checked);
    }

    @Test
    void hasTheReadersNumbers() {
        int checked = 0;
        for (Value value : values()) {
            for (JsonNode choice : value.choices()) {
                if (choice.path("type").asText().equals("integer")
                        && !value.key().matches("size|pace|width")) {
                    long min = choice.get("minimum").asLong();
                    long max = choice.get("maximum").asLong();
                    for (long number : new long[] {min, min + 1, max - 1, max}) {
                        assertTaken(value.text(Long.toString(number)));
                    }
                    for (long number : new long[] {min - 1, max + 1}) {
                        assertRefused(value.text(Long.toString(number)));
                    }
                    checked++;
                }
            }
        }
        assertTrue(checked >= 9, "only " + checked);
    }

    @Test
    void tellsWhatItIsAndWhatHoldsByDefault() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Value value : values()) {
            assertTrue(
                    value.choices().stream().anyMatch(choice -> choice.has("description")),
                    value.key() + " has no description");
            if (value.schema().has("default")) {
                defaults.put(value.key(), value.schema().get("default").asText());
                assertTaken(value.text(value.schema().get("default").asText()));
            }
        }
        assertEquals(Limits.DEFAULT.sessions() + "", defaults.get("sessions"));
        assertEquals(Limits.DEFAULT.delayed() + "", defaults.get("delayed"));
        assertEquals(Limits.DEFAULT.errorsPerSecond() + "", defaults.get("errors-per-second"));
        assertEquals(Limits.DEFAULT.errorsPerSource() + "", defaults.get("errors-per-source"));
        assertEquals(Config.DEFAULT_USER, defaults.get("user"));
        assertEquals(Config.DEFAULT_FRAMES, defaults.get("frames"));
    }

    @Test
    void takesWhatIsShippedAndShown() throws Exception {
        int texts = 0;
        List<Path> files = new ArrayList<>(List.of(Path.of("config.yaml"), Path.of("README.md")));
        try (var pages = Files.list(Path.of("docs"))) {
            pages.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            String all = Files.readString(file);
            Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(all);
            List<String> found = file.endsWith("config.yaml")
                    ? List.of(all)
                    : block.results().map(match -> match.group(1)).toList();
            for (String yaml : found) {
                if (yaml.lines().anyMatch(line -> line.startsWith("programme:") || line.startsWith("interface:"))) {
                    assertEquals(List.of(), Editor.complaints(yaml), file + "\n" + yaml);
                    texts++;
                }
            }
        }
        assertTrue(texts >= 4, "only " + texts);
    }

    @Test
    void refusesWhatTheReaderRefuses() {
        String[] rules = {
            "canvas: cisco",
            "play: [nyan]",
            "canvas: cisco, play: nyan",
            "canvas: cisco, play: []",
            "canvas: cisco, play: [Nyan]",
            "canvas: cisco, play: [../nyan]",
            "canvas: cisco, play: [nyan], answer: reply",
            "answer: reply, ink: silence",
            "answer: yes",
            "canvas: flood, play: [nyan], ink: silence",
            "canvas: flood, play: [nyan], width: 9",
            "canvas: flood, play: [nyan], width: '80'",
            "canvas: bars, play: [nyan], width: 501",
            "canvas: hexdump, play: [nyan], width: 17",
            "canvas: digits, play: [nyan], width: 10",
            "canvas: ttl, play: [nyan], width: 2",
            "canvas: cisco, play: [nyan], width: 70",
            "canvas: cisco, play: [nyan], longest: 96ms",
            "canvas: delay, play: [nyan], longest: 96",
            "canvas: delay, play: [nyan], longest: 1m",
            "canvas: route, play: [story]",
            "canvas: route, play: [story], hops: []",
            "canvas: route, play: [story], hops: [198.51.100.1, 198.51.100.1]",
            "canvas: route, play: [story], hops: [router.example]",
            "canvas: cisco, play: [nyan], hops: [198.51.100.1]",
            "canvas: cisco, play: [nyan], rotate: daily",
            "canvas: cisco, play: [nyan], rotate: { every: 10 }",
            "canvas: cisco, play: [nyan], rotate: { every: 10m, at: 3 }",
            "canvas: cisco, play: [nyan], palette: { '!': reply }",
            "canvas: cisco, play: [nyan], palette: { '!': reply, U: 3/4 }",
            "canvas: cisco, play: [nyan], palette: { '!': reply, UU: 3/1 }",
            "canvas: cisco, play: [nyan], palette6: { '!': reply, U: 3/1 }",
            "canvas: cisco, play: [nyan], anchor: stateless, match: { pace: '>=4' }",
            "canvas: cisco, play: [nyan], anchor: stateless, match: { time: 22:00-06:00 }",
            "canvas: cisco, play: [nyan], anchor: stateless, rotate: by-hour",
            "canvas: cisco, play: [nyan], match: { sequence-multiple-of: 5 }",
            "answer: reply, match: {}",
            "answer: reply, match: { client: [] }",
            "answer: reply, match: { client: ping }",
            "answer: reply, match: { client: [mtr, mtr] }",
            "answer: reply, match: { source: example.com }",
            "answer: reply, match: { source: 192.0.2.0/024 }",
            "answer: reply, match: { destination: fe80::1%eth0 }",
            "answer: reply, match: { size: '>200' }",
            "answer: reply, match: { size: 1-2-3 }",
            "answer: reply, match: { pattern: abc }",
            "answer: reply, match: { keyword: me }",
            "answer: reply, match: { tos: '0x100' }",
            "answer: reply, match: { time: 22:00-24:00 }",
            "answer: reply, match: { time: [22, 6] }",
        };
        for (String rule : rules) {
            assertRefused("seed: twelve bytes\nprogramme:\n- { " + rule + " }\n");
        }
        for (String text : List.of(
                "interface: [eth0]\n",
                "interface: a-name-that-is-too-long\n",
                "interface: eth0:1\n",
                "addresses: 192.0.2.1\n",
                "addresses: []\n",
                "addresses: [192.0.2.0/24]\n",
                "seed: short\n",
                "user: 'two words'\n",
                "limits: 7\n",
                "limits: { sessions: many }\n",
                "programme: { canvas: cisco }\n",
                "programme:\n- nyan\n",
                "engine:\n",
                "programme:\n- { canvas: cisco, play: [nyan], anchor: stateless }\n",
                "- a\n- list\n")) {
            assertRefused(text);
        }
    }

    private static void assertTaken(String yaml) {
        try {
            Reading.config(yaml); // and so does the editor
        } catch (ConfigException e) {
            throw new AssertionError(yaml + e.problems(), e);
        }
    }

    private static void assertRefused(String yaml) {
        assertFalse(Reading.problems(bytes(yaml)).isEmpty());
        assertFalse(Editor.complaints(yaml).isEmpty(), Editor.SCHEMA + " takes\n" + yaml);
    }

    /** A key's place, name and schema. */
    private record Value(String section, String key, JsonNode schema) {
        /** Its own schema and what it refers to, one for each form that its value may have. */
        List<JsonNode> choices() {
            List<JsonNode> all = new ArrayList<>();
            collect(schema, all);
            return all;
        }

        private static void collect(JsonNode node, List<JsonNode> all) {
            all.add(node);
            if (node.has("$ref")) {
                collect(SCHEMA.at(node.get("$ref").asText().substring(1)), all);
            }
            node.path("anyOf").forEach(choice -> collect(choice, all));
        }

        /** A text that is right but perhaps for this value. */
        String text(String value) {
            String field = key + ": " + value;
            if (section.equals("/definitions/rule")) {
                field = switch (key) {
                    case "answer" -> field;
                    case "canvas" -> "play: [nyan], " + field;
                    case "longest" -> "canvas: delay, play: [nyan], " + field;
                    default -> "canvas: cisco, play: [nyan], " + field;
                };
            }
            boolean stateless = field.endsWith("stateless");
            return (stateless ? "seed: twelve bytes\n" : "")
                    + SECTIONS.get(section).formatted(field);
        }
    }

    private static List<Value> values() {
        List<Value> values = new ArrayList<>();
        for (String section : SECTIONS.keySet()) {
            SCHEMA.at(section)
                    .get("properties")
                    .properties()
                    .forEach(property -> values.add(new Value(section, property.getKey(), property.getValue())));
        }
        return values;
    }

    private static Set<String> keys(String pointer) {
        Set<String> keys = new TreeSet<>();
        SCHEMA.at(pointer).get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static void closedMappings(JsonNode node, String pointer, Set<String> found) {
        if (node.has("properties") && node.path("additionalProperties").isBoolean()) {
            found.add(pointer);
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            closedMappings(child.getValue(), pointer + "/" + child.getKey(), found);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            closedMappings(node.get(i), pointer + "/" + i, found);
        }
    }

    /** {@code a, b or c}. */
    private static Set<String> words(String list) {
        return new TreeSet<>(List.of(list.split(", | or ")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode schema() {
        try {
            return new ObjectMapper().readTree(Editor.text());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
