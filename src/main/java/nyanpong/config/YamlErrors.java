package nyanpong.config;

import com.fasterxml.jackson.dataformat.yaml.snakeyaml.error.MarkedYAMLException;

/** What the YAML parser says, which is several lines with a snippet, as one line that names the likely cause. */
final class YamlErrors {
    private YamlErrors() {}

    /** @param near where the last good event began, for errors that do not know their place */
    @SuppressWarnings("deprecation") // the only class of Jackson's through which SnakeYAML's mark can be had
    static ConfigException of(Exception e, Mark near, Report report) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = new Mark(
                    marked.getProblemMark().getLine() + 1,
                    marked.getProblemMark().getColumn() + 1);
            return report.fatal(mark, "malformed YAML: " + clear(marked.getProblem(), marked.getContext()));
        }
        return report.fatal(near, "malformed YAML: " + clear(String.valueOf(e.getMessage()), null));
    }

    private static String clear(String problem, String context) {
        if (problem.contains("TAB")) {
            return "a tab cannot indent or begin a value: use spaces";
        }
        if (problem.contains("cannot start any token")) {
            return "no text can begin with this character: quote it";
        }
        if (context != null && context.contains("block scalar")) {
            return "'>' or '|' begins a block of text: quote the value";
        }
        if (problem.equals("mapping values are not allowed here")) {
            return "a ':' where no key can be: quote the text, or look at the indentation";
        }
        if (problem.startsWith("expected <block end>")) {
            return "this does not fit the lines before it: look at the indentation and at open quotes or brackets";
        }
        if (problem.startsWith("Expected a field name")) {
            return "a key must be a single value";
        }
        String line = problem.lines().findFirst().orElse("");
        return Harmless.text(context == null ? line : context + ", " + line, 160);
    }
}
