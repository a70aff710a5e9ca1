package nyanpong.config;

import java.util.List;

/** A YAML document as a tree in which everything knows its place. */
sealed interface Node {
    /** Where the value starts. */
    Mark mark();

    /** "a list", for a message. */
    String kind();

    /** @param text exactly as written, quotes and escapes resolved: {@code yes} and {@code 010} are just that */
    record Scalar(Mark mark, String text, Style style) implements Node {
        @Override
        public String kind() {
            return "a single value";
        }
    }

    record Sequence(Mark mark, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** No two entries have the same key. */
    record Mapping(Mark mark, List<Entry> entries) implements Node {
        @Override
        public String kind() {
            return "keys with values";
        }
    }

    record Entry(Mark mark, String key, Node value) {}

    /** What of a scalar's form matters. */
    enum Style {
        PLAIN,
        QUOTED,
        /** Nothing at all, {@code ~} or {@code null}. */
        EMPTY
    }
}
