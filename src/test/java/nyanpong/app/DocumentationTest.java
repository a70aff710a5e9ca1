package nyanpong.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nyanpong.app.production.Preview;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.app.production.Stage;
import nyanpong.config.Action;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;
import nyanpong.echo.Verdict;
import org.junit.jupiter.api.Test;

/** What the pages say of the program, held against the program. */
class DocumentationTest {
    @Test
    void everyVerdictIsOnItsPageUnderItsFate() throws Exception {
        String page = Files.readString(Path.of("docs/verdicts.md"));
        for (Verdict.Fate fate : Verdict.Fate.values()) {
            String heading = switch (fate) {
                case ANSWERED -> "## Answered";
                case DROPPED -> "## Dropped";
                case LEFT -> "## Left to the kernel";
            };
            String section =
                    page.substring(page.indexOf(heading) + heading.length()).split("\n## ", 2)[0];
            Matcher row = Pattern.compile("^\\| `([a-z0-9_]+)` \\|", Pattern.MULTILINE)
                    .matcher(section);
            Set<String> listed = new TreeSet<>();
            while (row.find()) {
                listed.add(row.group(1));
            }
            Set<String> real = Arrays.stream(Verdict.values())
                    .filter(verdict -> verdict.fate() == fate)
                    .map(Verdict::label)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(real, listed, heading);
        }
    }

    /** {@code sys.Libc}: who opens the sources beside the page finds what it speaks of. */
    @Test
    void everyClassThatIsNamedExists() throws Exception {
        Pattern name = Pattern.compile("`((?:[a-z]+\\.)+)([A-Z][A-Za-z0-9]+)[`.]");
        for (String page : List.of("docs/zero-copy-java.md", "docs/architecture.md")) {
            Matcher named = name.matcher(Files.readString(Path.of(page)));
            int count = 0;
            while (named.find()) {
                if (!named.group(1).startsWith("java")) {
                    count++;
                    Path source = Path.of(
                                    "src/main/java/nyanpong", named.group(1).replace('.', '/'))
                            .resolve(named.group(2) + ".java");
                    assertTrue(Files.exists(source), page + ": " + named.group());
                }
            }
            assertTrue(count > 5, page);
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        for (Path page : pages()) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)").matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + target);
                String anchor = link.group(2);
                assertTrue(
                        anchor == null || anchors(target).contains(anchor),
                        page + " links to " + target + "#" + anchor);
            }
        }
    }

    /** Of the headings, as GitHub makes them. */
    private static Set<String> anchors(Path page) throws IOException {
        return Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE)
                .matcher(withoutCode(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** A row has as many cells as its table's head; a renderer drops or adds what differs. */
    @Test
    void everyRowOfATableIsWhole() throws Exception {
        for (Path page : pages()) {
            int columns = 0;
            for (String line : withoutCode(page).lines().toList()) {
                int cells =
                        line.startsWith("|") ? line.replaceAll("\\\\.|[^|]", "").length() - 1 : 0;
                assertTrue(columns == 0 || cells == 0 || cells == columns, page + ": " + line);
                columns = cells;
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }

    private static String withoutCode(Path page) throws IOException {
        return Files.readString(page).replaceAll("(?ms)^```.*?^```", "");
    }

    @Test
    void theConfigurationsPageHasEveryCanvas() throws Exception {
        List<String> real =
                Arrays.stream(Stage.Kind.values()).map(Stage.Kind::toString).toList();
        assertEquals(real, words(row("canvas")));
        assertEquals(Action.Play.CANVASES, real);
    }

    /** Of rules, and of their matches: as the errors for an unknown key know them. */
    @Test
    void theConfigurationsPageHasEveryKeyOfARule() throws Exception {
        Set<String> documented = new TreeSet<>();
        for (String line : section("### Rules")) {
            Matcher key =
                    Pattern.compile("^\\| `(?:match\\.)?([a-z0-9-]+)` \\|").matcher(line);
            if (key.find()) {
                documented.add(key.group(1));
            }
        }
        for (String key : documented) {
            assertTrue(isKey(key), key + ": no such key");
        }
        Set<String> real = new TreeSet<>();
        for (Class<?> record : List.of(Action.Play.class, nyanpong.config.Match.class)) {
            for (RecordComponent component : record.getRecordComponents()) {
                real.add(KEYS.getOrDefault(component.getName(), dashed(component.getName())));
            }
        }
        real.add("answer");
        assertEquals(real, documented);
    }

    /** Components that are called otherwise than their keys. */
    private static final Map<String, String> KEYS =
            Map.of("clients", "client", "arts", "play", "rotation", "rotate", "longestMillis", "longest");

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Refused for its value at most. */
    private static boolean isKey(String key) throws IOException {
        for (String where : List.of("  %s: []\n", "  match: { %s: [] }\n")) {
            byte[] yaml = ("programme:\n- play: [nyan]\n" + where.formatted(key)).getBytes(StandardCharsets.UTF_8);
            try {
                ConfigFile.read("config.yaml", new ByteArrayInputStream(yaml), null);
                return true;
            } catch (ConfigException e) {
                if (e.problems().stream()
                        .noneMatch(problem -> problem.toString().contains("unknown key"))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The row of a key, in the table of rules. */
    private static String row(String key) throws IOException {
        return section("### Rules").stream()
                .filter(line -> line.startsWith("| `" + key + "` |"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> section(String heading) throws IOException {
        String page = Files.readString(Path.of("docs/configuration.md"));
        return page.substring(page.indexOf(heading) + heading.length())
                .split("\n#", 2)[0]
                .lines()
                .toList();
    }

    /** What a row has in code font, but for its key. */
    private static List<String> words(String row) {
        return Pattern.compile("`([^`]+)`")
                .matcher(row)
                .results()
                .map(result -> result.group(1))
                .skip(1)
                .toList();
    }

    @Test
    void theReadmesConfigurationIsValidAndItsArtsExist() throws Exception {
        Matcher yaml =
                Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertTrue(yaml.find());
        byte[] bytes = yaml.group(1).getBytes(StandardCharsets.UTF_8);
        ProgrammeCompiler.check(ConfigFile.read("README.md", new ByteArrayInputStream(bytes), null));
    }

    @Test
    void theShippedConfigurationCompiles() throws Exception {
        Config config = ConfigFile.read(Path.of("config.yaml"));
        ProgrammeCompiler.check(config);
    }

    @Test
    void theReadmesCatIsTheOneThatIsDrawn() throws Exception {
        assertTrue(Files.readString(Path.of("README.md")).contains("(docs/pictures/cisco.svg)"));
        List<String> film = Pattern.compile("<text[^>]*>(.*?)</text>")
                .matcher(Files.readString(Path.of("docs/pictures/cisco.svg")))
                .results()
                .map(text -> text.group(1).replaceAll("<[^>]*>", "").replace("&amp;", "&"))
                .toList();
        List<String> cat =
                Preview.of(null, "nyan", Stage.of(Stage.Kind.CISCO), 1, false).lines();
        int from = film.indexOf(cat.getFirst());
        assertEquals(cat, film.subList(from, from + cat.size()));
    }
}
