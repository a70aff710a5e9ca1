package nyanpong.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One YAML document as a {@link Node} tree: no anchors, aliases or tags, no duplicate keys, at most {@value
 * #MAX_DEPTH} deep and {@value #MAX_NODES} nodes large. A duplicate key is reported and skipped; anything else ends
 * the reading.
 */
final class YamlTree {
    static final int MAX_DEPTH = 8;
    static final int MAX_NODES = 4096;

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final YamlText text;
    private final YAMLParser parser;
    private final Report report;
    private int nodes;

    private YamlTree(YamlText text, YAMLParser parser, Report report) {
        this.text = text;
        this.parser = parser;
        this.report = report;
    }

    /** An empty document is an empty mapping. */
    static Node.Mapping read(byte[] yaml, Report report) throws ConfigException {
        YamlText text = YamlText.of(yaml, report);
        try (YAMLParser parser = FACTORY.createParser(text.text())) {
            return new YamlTree(text, parser, report).document();
        } catch (IOException e) {
            throw new AssertionError("a string can be opened and closed", e);
        }
    }

    private Node.Mapping document() throws ConfigException {
        JsonToken first = next();
        if (first == null) {
            return new Node.Mapping(new Mark(1, 1), List.of());
        }
        Node root = node(first, "", 1);
        if (next() != null) {
            throw report.fatal(mark(), "a second document begins here: want one");
        }
        return switch (root) {
            case Node.Mapping mapping -> mapping;
            case Node.Scalar scalar when scalar.style() == Node.Style.EMPTY -> new Node.Mapping(root.mark(), List.of());
            default -> throw report.fatal(root.mark(), "want keys with values, not " + root.kind());
        };
    }

    private Node node(JsonToken token, String path, int depth) throws ConfigException {
        if (depth > MAX_DEPTH) {
            throw report.fatal(mark(), "more than " + MAX_DEPTH + " levels deep");
        }
        return switch (token) {
            case START_OBJECT -> mapping(path, depth);
            case START_ARRAY -> sequence(path, depth);
            default -> scalar(token);
        };
    }

    private Node mapping(String path, int depth) throws ConfigException {
        Mark start = mark();
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, Mark> seen = new HashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            Mark mark = mark();
            String key = scalar(JsonToken.FIELD_NAME).text();
            String keyPath = (path.isEmpty() ? "" : path + ".") + Harmless.text(key, Harmless.LONGEST);
            Node value = node(next(), keyPath, depth + 1);
            Mark earlier = seen.putIfAbsent(key, mark);
            if (earlier == null) {
                entries.add(new Node.Entry(mark, key, value));
            } else {
                report.add(mark, keyPath, "is here twice: first on line " + earlier.line());
            }
        }
        return new Node.Mapping(start, List.copyOf(entries));
    }

    private Node sequence(String path, int depth) throws ConfigException {
        Mark start = mark();
        List<Node> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(node(token, path + "[" + items.size() + "]", depth + 1));
        }
        return new Node.Sequence(start, List.copyOf(items));
    }

    private Node.Scalar scalar(JsonToken token) throws ConfigException {
        try {
            // Not getValueAsString or a number: only getText is what was written, whatever type YAML 1.1 sees in it.
            return new Node.Scalar(mark(), parser.getText(), style(token));
        } catch (IOException e) {
            throw YamlErrors.of(e, mark(), report);
        }
    }

    private Node.Style style(JsonToken token) {
        return switch (text.at(location().getCharOffset())) {
            case '"', '\'', '|', '>' -> Node.Style.QUOTED;
            default -> token == JsonToken.VALUE_NULL ? Node.Style.EMPTY : Node.Style.PLAIN;
        };
    }

    private JsonToken next() throws ConfigException {
        JsonToken token;
        try {
            token = parser.nextToken();
        } catch (IOException | RuntimeException e) { // SnakeYAML and the number decoding throw several unchecked ones
            refuseProperties();
            throw YamlErrors.of(e, mark(), report);
        }
        if (token == null || token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            return token;
        }
        refuseProperties();
        if (++nodes > MAX_NODES) {
            throw report.fatal(mark(), "more than " + MAX_NODES + " keys and values");
        }
        return token;
    }

    /**
     * A node begins at its anchor or tag, so one look at the text finds them all, also those that Jackson hides: the
     * tag of a mapping's first key, an alias as a key.
     */
    private void refuseProperties() throws ConfigException {
        String refused = switch (text.at(location().getCharOffset())) {
            case '&' -> "an anchor (&)";
            case '*' -> "an alias (*)";
            case '!' -> "a tag (!)";
            default -> null;
        };
        if (refused != null) {
            throw report.fatal(mark(), refused + " is not allowed here: write the value out, or quote it");
        }
    }

    private Mark mark() {
        return new Mark(
                Math.max(1, location().getLineNr()), Math.max(1, location().getColumnNr()));
    }

    private JsonLocation location() {
        return parser.currentTokenLocation();
    }
}
