package nyanpong.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where each value was written, by key path such as {@code programme[0].play[1]}; a path that is not there has its
 * default.
 *
 * @param file the name that starts every problem's line
 */
public record Locations(String file, Map<String, Origin> origins) {
    public Locations {
        origins = Map.copyOf(origins);
    }

    static Locations of(String file, Node root) {
        Map<String, Origin> origins = new TreeMap<>();
        collect(root, root.mark(), "", origins);
        return new Locations(file, origins);
    }

    /** A problem found later, at {@code key} or, where that was not written, at what encloses it. */
    public Problem problem(String key, String message) {
        return switch (nearest(key)) {
            case null -> new Problem(file, 0, 0, key, message);
            case Origin.At at -> new Problem(file, at.line(), at.column(), key, message);
            case Origin.Given given -> new Problem(given.source().place, 0, 0, given.name(), message);
        };
    }

    /** {@code default}, {@code config.yaml:3}, {@code environment NYANPONG_ENGINE} or {@code flag --engine}. */
    public String source(String key) {
        return switch (origins.get(key)) {
            case null -> "default";
            case Origin.At at -> Harmless.text(file) + ":" + at.line();
            case Origin.Given given -> Words.of(given.source()) + " " + given.name();
        };
    }

    /** The same, but {@code key} and all below it come from {@code origin}. */
    Locations with(String key, Origin origin) {
        Map<String, Origin> changed = new TreeMap<>(origins);
        changed.keySet().removeIf(k -> k.equals(key) || k.startsWith(key + ".") || k.startsWith(key + "["));
        changed.put(key, origin);
        return new Locations(file, changed);
    }

    private Origin nearest(String key) {
        Origin origin = origins.get(key);
        int cut = Math.max(key.lastIndexOf('.'), key.lastIndexOf('['));
        return origin != null || cut < 0 ? origin : nearest(key.substring(0, cut));
    }

    private static void collect(Node node, Mark mark, String path, Map<String, Origin> origins) {
        origins.put(path, new Origin.At(mark.line(), mark.column()));
        switch (node) {
            case Node.Scalar _ -> {}
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    Node item = sequence.items().get(i);
                    collect(item, item.mark(), path + "[" + i + "]", origins);
                }
            }
            case Node.Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    // A block list or mapping begins on the line after its key, at something smaller than itself.
                    Mark place = entry.value() instanceof Node.Scalar scalar ? scalar.mark() : entry.mark();
                    collect(entry.value(), place, path.isEmpty() ? entry.key() : path + "." + entry.key(), origins);
                }
            }
        }
    }
}
