package nyanpong.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every figure of README's table is one of the last run of {@code make bench ARGS=-w}. */
class BenchmarksTest {
    private static final Map<String, String> ROWS = Map.of(
            "the kernel's own echo", "kernel",
            "**engine `ring`**, the default", "ring-draw",
            "**engine `xdp-native`**", "xdp-native-draw");

    private static List<String> readme() throws IOException {
        String text = Files.readString(Path.of("README.md"));
        int begin = text.indexOf("<!-- make bench ARGS=-w writes this: -->");
        int end = text.indexOf("<!-- to here. -->");
        assertTrue(0 < begin && begin < end, "README.md has lost the marks around the table");
        return text.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    void readmeShowsThePagesTable() throws Exception {
        String page = Files.readString(Path.of("docs/benchmarks.md"));
        List<String> rows = readme();
        assertTrue(rows.size() > 5, () -> rows.toString());
        assertTrue(page.contains(String.join("\n", rows)), "README.md and docs/benchmarks.md differ");
    }

    /** Worked out anew from the rounds: the first column is the median of the floods. */
    @Test
    void whichIsWhatWasMeasured() throws Exception {
        List<String[]> measured = Files.readAllLines(Path.of("docs/benchmarks/results.csv")).stream()
                .map(line -> line.split(",", -1))
                .filter(row -> row[2].equals("flood_per_s"))
                .toList();
        int found = 0;
        for (String line : readme()) {
            String[] cells = line.split("\\|", -1);
            String responder = ROWS.get(cells[1].strip());
            if (responder != null) {
                double[] floods = measured.stream()
                        .filter(row -> row[1].equals(responder))
                        .mapToDouble(row -> Double.parseDouble(row[3]))
                        .sorted()
                        .toArray();
                int n = floods.length;
                double median = (floods[n / 2] + floods[(n - 1) / 2]) / 2;
                double shown = number(cells[2].strip());
                assertEquals(median, shown, median * 0.01, responder);
                found++;
            }
        }
        assertEquals(ROWS.size(), found, "rows");
    }

    private static double number(String text) {
        String digits = text.replaceAll("[^0-9.]", "");
        double unit = text.toLowerCase(Locale.ROOT).endsWith("k") ? 1e3 : text.endsWith("M") ? 1e6 : 1;
        return Double.parseDouble(digits) * unit;
    }
}
