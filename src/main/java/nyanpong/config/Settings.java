package nyanpong.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the configuration comes from: the file named, else {@code ./config.yaml}, else the one in the jar; then environment and
 * flags. Which file it is is settled once: one that goes away later is missed, not replaced.
 */
public final class Settings {
    private static final String NAME = "config.yaml";

    private final Path file;
    private final Overrides overrides;

    /** @param file may be null */
    public Settings(Path file, Overrides flags, Map<String, String> environment) {
        Path usual = Path.of(NAME);
        this.file = file != null ? file : Files.exists(usual) ? usual : null;
        overrides = flags.over(Overrides.environment(environment));
    }

    /** Empty for the one in the jar. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Reads and overlays it.
     *
     * @throws IOException if the file cannot be read
     * @throws ConfigException with all that is wrong with it
     */
    public Config load() throws IOException, ConfigException {
        Config config;
        try {
            config = file == null ? fromJar() : ConfigFile.read(file);
        } catch (ConfigException e) {
            throw overrides.apply(e);
        }
        if (!config.hasProgramme()) {
            config = config.with(fromJar().programme());
        }
        return overrides.apply(config);
    }

    /** As if there were no file. */
    public Config loadWithoutFile() throws IOException, ConfigException {
        return overrides.apply(fromJar());
    }

    private static Config fromJar() throws IOException, ConfigException {
        try (InputStream in = Settings.class.getResourceAsStream("/" + NAME)) {
            if (in == null) {
                throw new IOException("no " + NAME + " here, and none in the jar");
            }
            Path here = Files.isDirectory(Path.of("frames")) ? Path.of("").toAbsolutePath() : null;
            return ConfigFile.read("(jar) " + NAME, in, here);
        }
    }
}
