package nyanpong.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A mapping with a closed set of keys. What is wrong is reported and read as null, so that reading always goes on. */
final class Section {
    private final Node.Mapping mapping;
    private final String path;
    private final Report report;
    private final Set<String> misspelt = new HashSet<>();

    /** Reports the keys that are not among {@code keys}. */
    Section(Node.Mapping mapping, String path, Report report, List<String> keys) {
        this.mapping = mapping;
        this.path = path;
        this.report = report;
        for (Node.Entry entry : mapping.entries()) {
            if (!keys.contains(entry.key())) {
                Optional<String> meant = Suggestion.of(entry.key(), keys);
                meant.ifPresent(misspelt::add);
                String hint = meant.map(key -> "did you mean " + key + "?").orElse("want " + Words.oneOf(keys));
                report.add(entry.mark(), path(entry.key()), "unknown key; " + hint);
            }
        }
    }

    /** Null, and reported, if {@code node} is no mapping. */
    static Section of(Node node, String path, Report report, List<String> keys) {
        if (node instanceof Node.Mapping mapping) {
            return new Section(mapping, path, report, keys);
        }
        reportKind(node, path, report, "keys with values (" + String.join(", ", keys) + ")");
        return null;
    }

    Mark mark() {
        return mapping.mark();
    }

    /** {@code programme[0]} and {@code ink} are {@code programme[0].ink}. */
    String path(String key) {
        String shown = Harmless.text(key, Harmless.LONGEST);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** Null if absent. */
    Node.Entry entry(String key) {
        for (Node.Entry entry : mapping.entries()) {
            if (entry.key().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    boolean has(String key) {
        return entry(key) != null;
    }

    /** Neither there nor misspelt: one mistake is not to be reported as two. */
    boolean lacks(String key) {
        return !has(key) && !misspelt.contains(key);
    }

    /** Reports at the key, not at its value. */
    void complain(String key, String message) {
        report.add(has(key) ? entry(key).mark() : mark(), path(key), message);
    }

    /** {@code absent} if there is no such key, null if its value was refused. */
    <T> T value(String key, Function<Field, T> check, T absent) {
        return has(key) ? scalar(entry(key).value(), path(key), check) : absent;
    }

    /** As {@link #value}, but the key must be there. */
    <T> T required(String key, Function<Field, T> check) {
        if (lacks(key)) {
            report.add(mark(), path(key), "missing");
        }
        return value(key, check, null);
    }

    /** The items that were not refused; empty if there is no such key or no list. */
    List<Node> items(String key) {
        if (!has(key)) {
            return List.of();
        }
        if (entry(key).value() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        reportKind(entry(key).value(), path(key), report, "a list, such as [a, b]");
        return List.of();
    }

    /** A list of {@code min} to {@code max} single values; null if any was refused. */
    <T> List<T> values(String key, int min, int max, Function<Field, T> check) {
        int before = report.count();
        List<Node> items = items(key);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            values.add(scalar(items.get(i), path(key) + "[" + i + "]", check));
        }
        if (report.count() == before && (items.size() < min || items.size() > max)) {
            complain(key, "has " + items.size() + " entries: want " + min + " to " + max);
        }
        return report.count() == before ? values : null;
    }

    /** As {@link #values}, but a single value need not be a list. */
    <T> List<T> oneOrMore(String key, int max, Function<Field, T> check) {
        if (has(key) && entry(key).value() instanceof Node.Sequence) {
            return values(key, 1, max, check);
        }
        T value = value(key, check, null);
        return value == null ? null : List.of(value);
    }

    /** The entries of a mapping whose keys are open; null if there is no such key, or, and reported, no mapping. */
    List<Node.Entry> entries(String key, String want) {
        if (has(key) && !(entry(key).value() instanceof Node.Mapping)) {
            reportKind(entry(key).value(), path(key), report, want);
        }
        return has(key) && entry(key).value() instanceof Node.Mapping mapped ? mapped.entries() : null;
    }

    /** Null if there is no such key, or no mapping. */
    Section section(String key, List<String> keys) {
        return has(key) ? of(entry(key).value(), path(key), report, keys) : null;
    }

    /** Null if {@code node} is no single value, or was refused. */
    <T> T scalar(Node node, String at, Function<Field, T> check) {
        if (node instanceof Node.Scalar scalar && !isEmpty(node)) {
            return check.apply(new Field(scalar, at, report));
        }
        reportKind(node, at, report, "a single value");
        return null;
    }

    private static void reportKind(Node node, String path, Report report, String want) {
        boolean empty = isEmpty(node);
        // 2001:db8:: at a line's end is a key without a value.
        boolean colon = node instanceof Node.Mapping mapping
                && mapping.entries().size() == 1
                && isEmpty(mapping.entries().getFirst().value());
        report.add(
                node.mark(),
                path,
                empty
                        ? "is empty: give it a value or leave it out"
                        : "want " + want + ", not " + node.kind() + (colon ? "; quote what ends in ':'" : ""));
    }

    private static boolean isEmpty(Node node) {
        return node instanceof Node.Scalar scalar && scalar.style() == Node.Style.EMPTY;
    }
}
