package nyanpong.config;

import java.util.List;

/** One written value, its key's path, and where to complain about it. */
record Field(Node.Scalar scalar, String key, Report report) {
    String text() {
        return scalar.text();
    }

    /** As {@link #refuse}, where only some words are right. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    <T> T refuseWord(List<String> words) {
        return refuse(Words.oneOf(words) + Suggestion.question(text(), words));
    }

    /** Reports what the value should have been, and is null, as are all refused values. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type
    <T> T refuse(String want) {
        report.add(scalar.mark(), key, Harmless.quoted(text()) + ": want " + want);
        return null;
    }
}
