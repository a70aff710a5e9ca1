package nyanpong.config;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How wide a picture can be told to be, by canvas; what is not here has a width of its own. */
public final class Widths {
    private static final int WIDEST = 500;

    private static final Map<String, List<Range>> ALLOWED = Map.of(
            "flood", List.of(new Range(10, WIDEST)),
            "hexdump", List.of(new Range(16, 16), new Range(32, 32)),
            "bars", List.of(new Range(10, WIDEST)),
            "digits", List.of(new Range(1, 9)),
            "delay", List.of(new Range(10, WIDEST)));

    private Widths() {}

    static boolean any(String canvas) {
        return ALLOWED.containsKey(canvas);
    }

    public static boolean allows(String canvas, int width) {
        return ALLOWED.getOrDefault(canvas, List.of()).stream().anyMatch(range -> range.contains(width));
    }

    /** What is allowed, for a message: {@code 10 to 500}, {@code 16 or 32}, {@code none}. */
    public static String rule(String canvas) {
        List<Range> ranges = ALLOWED.getOrDefault(canvas, List.of());
        return ranges.isEmpty()
                ? "none"
                : Words.oneOf(ranges.stream()
                        .map(range -> range.toString().replace("-", " to "))
                        .toList());
    }

    /** The rule of a width on a canvas; null is a canvas that nobody knows. */
    static Function<Field, Integer> check(String canvas) {
        List<Range> ranges = canvas == null ? List.of(new Range(1, WIDEST)) : ALLOWED.get(canvas);
        if (ranges.size() == 1) {
            return Values.integer(ranges.getFirst().from(), ranges.getFirst().to());
        }
        String want = Words.oneOf(ranges.stream().map(Range::toString).toList());
        return field -> {
            Range written = ranges.stream()
                    .filter(range -> range.toString().equals(field.text()))
                    .findFirst()
                    .orElse(null);
            if (written != null && field.scalar().style() == Node.Style.QUOTED) {
                return field.refuse(want + ", without quotes");
            }
            return written == null ? field.refuse(want) : Integer.valueOf(written.from());
        };
    }

    /** The canvases that can be told. */
    static List<String> canvases() {
        return Action.Play.CANVASES.stream().filter(Widths::any).toList();
    }
}
