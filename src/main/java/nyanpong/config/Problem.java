package nyanpong.config;

/**
 * One thing wrong with a configuration. All text is made harmless to a terminal, whoever wrote it.
 *
 * @param file its name, or {@code command line} or {@code environment}
 * @param line from 1; 0 where there is none
 * @param column from 1, in code points; 0 where there is none
 * @param key its path, such as {@code programme[0].ink}; empty for the document as a whole
 * @param message the value and the rule it breaks
 */
public record Problem(String file, int line, int column, String key, String message) {
    public Problem {
        file = Harmless.text(file);
        key = Harmless.text(key);
        message = Harmless.text(message);
    }

    /** {@code config.yaml:12:5: programme[0].ink: 'blue': want unreachable or silence}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line + ":" + column : "") + (key.isEmpty() ? "" : ": " + key) + ": " + message;
    }
}
