package nyanpong.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that one run shows them all. */
final class Report {
    private final String file;
    private final List<Problem> problems;
    private final List<PlayedArt> arts = new ArrayList<>();
    private Path frames;

    Report(String file) {
        this(file, new ArrayList<>());
    }

    private Report(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The same list, under another file's name. */
    Report about(String otherFile) {
        return new Report(otherFile, problems);
    }

    String file() {
        return file;
    }

    void add(Mark mark, String key, String message) {
        problems.add(new Problem(file, mark.line(), mark.column(), key, message));
    }

    /** An art is named here; it may not exist. */
    void art(Mark mark, String key, String name) {
        arts.add(new PlayedArt(file, mark.line(), mark.column(), key, name));
    }

    /** Where the arts are; null for the jar's alone. */
    void frames(Path folder) {
        frames = folder;
    }

    /** For what makes the rest unreadable. */
    ConfigException fatal(Mark mark, String message) {
        add(mark, "", message);
        return exception();
    }

    int count() {
        return problems.size();
    }

    void throwIfAny() throws ConfigException {
        if (!problems.isEmpty()) {
            throw exception();
        }
    }

    private ConfigException exception() {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return new ConfigException(sorted, arts, frames);
    }
}
