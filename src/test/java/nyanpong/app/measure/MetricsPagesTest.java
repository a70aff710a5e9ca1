package nyanpong.app.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nyanpong.app.loop.Unplugged;
import nyanpong.metrics.Family;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages, dashboard and alerts say of the metrics, held against the metrics. */
class MetricsPagesTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:nyanpong|process)_[a-z_]+");
    /** What stands in braces or after by, on and the like. */
    private static final Pattern LABEL = Pattern.compile("([a-z_]+) *(?:=~|!~|!=|=) *\"");

    private static final List<String> ADDED_BY_A_SCRAPE = List.of("instance", "job");

    @TempDir
    Path folder;

    private final Map<String, Family> families = new HashMap<>();

    @BeforeEach
    void measure() throws Exception {
        try (Unplugged r = new Unplugged(folder, "programme:\n- canvas: cisco\n  play: [nyan]\n")) {
            r.measures().now().forEach(family -> families.put(family.fullName(), family));
        }
    }

    @Test
    void thePageHasEveryMetricAsItIs() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/metrics.md")).stream()
                .filter(line -> NAME.matcher(line).find() && line.startsWith("| `"))
                .toList();
        List<String> wanted =
                families.values().stream().map(MetricsPagesTest::row).sorted().toList();
        assertEquals(String.join("\n", wanted), String.join("\n", rows));
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("src/dist/grafana/dashboard.json").toFile());
        List<String> asked = dashboard.findValuesAsText("expr");
        assertTrue(asked.size() > 20, "only " + asked.size());
        asked.forEach(this::assertAskable);
        asked.addAll(dashboard.findValuesAsText("definition"));
        TreeSet<String> unseen = new TreeSet<>(families.keySet());
        unseen.removeIf(name -> String.join(" ", asked).contains(name));
        assertEquals("[nyanpong_claimed_total]", unseen.toString(), "metrics that nobody would look at");
        List<Integer> identifiers = new ArrayList<>();
        dashboard.get("panels").forEach(panel -> identifiers.add(panel.get("id").asInt()));
        assertEquals(identifiers.size(), identifiers.stream().distinct().count());
    }

    @Test
    void everyAlertAsksForWhatThereIs() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Path.of("src/dist/prometheus/alerts.yml").toFile());
        List<String> asked = rules.findValuesAsText("expr");
        assertEquals(rules.findValuesAsText("alert").size(), asked.size());
        asked.stream().filter(expr -> !expr.startsWith("up{")).forEach(this::assertAskable);
    }

    private void assertAskable(String expr) {
        Matcher name = NAME.matcher(expr);
        boolean found = false;
        TreeSet<String> labels = new TreeSet<>(ADDED_BY_A_SCRAPE);
        while (name.find()) {
            found = true;
            assertTrue(families.containsKey(name.group()), expr + ": there is no " + name.group());
            labels.addAll(families.get(name.group()).labels());
        }
        assertTrue(found, expr);
        Matcher label = LABEL.matcher(expr);
        while (label.find()) {
            assertTrue(labels.contains(label.group(1)), expr + ": there is no label " + label.group(1));
        }
        assertFalse(expr.contains("_total") && !expr.matches(".*(rate|increase)\\(.*"), expr + ": a counter as it is");
    }

    private static String row(Family family) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        family.fullName(),
                        family.kind().name().toLowerCase(Locale.ROOT),
                        family.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", ")),
                        family.help());
    }
}
