package nyanpong.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nyanpong.config.Config;
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

    @Test
    void everyLinkLeadsSomewhere() throws Exception {
        List<Path> pages;
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            pages = Stream.concat(
                            Stream.of(Path.of("README.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
        for (Path page : pages) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + target);
            }
        }
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
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        List<String> cat = Preview.ofCisco("nyan").lines();
        int from = readme.indexOf(cat.getFirst());
        assertEquals(cat, readme.subList(from, from + cat.size()));
    }
}
