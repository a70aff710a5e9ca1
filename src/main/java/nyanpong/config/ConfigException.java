package nyanpong.config;

import java.nio.file.Path;
import java.util.List;

/** A configuration that cannot be used, with all that is wrong with it, in the file's order. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<PlayedArt> arts;
    private final transient Path frames;

    /** @param problems at least one */
    public ConfigException(List<Problem> problems) {
        this(problems, List.of(), null);
    }

    /**
     * What else can be told of a configuration that is wrong.
     *
     * @param arts those that it names where it is right
     * @param frames the folder where they would be, or null
     */
    ConfigException(List<Problem> problems, List<PlayedArt> arts, Path frames) {
        super(problems.getFirst() + (problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : ""));
        this.problems = List.copyOf(problems);
        this.arts = List.copyOf(arts);
        this.frames = frames;
    }

    ConfigException with(Path folder) {
        return new ConfigException(problems, arts, folder);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The arts that the configuration names where it is right. */
    public List<PlayedArt> arts() {
        return arts;
    }

    /** The folder where they would be; null for those in the jar alone. */
    public Path frames() {
        return frames;
    }
}
