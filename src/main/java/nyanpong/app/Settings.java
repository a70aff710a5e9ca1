package nyanpong.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;
import nyanpong.config.Overrides;

/** Finds the configuration: the file named, else {@code ./config.yaml}, else the one in the jar; then environment and flags. */
public final class Settings {
    private static final String NAME = "config.yaml";

    private Settings() {}

    /**
     * Reads and overlays it.
     *
     * @param file may be null
     * @throws IOException if the file cannot be read
     * @throws ConfigException with all that is wrong with it
     */
    public static Config load(Path file, Overrides flags, Map<String, String> environment)
            throws IOException, ConfigException {
        Config config = file != null
                ? ConfigFile.read(file)
                : Files.exists(Path.of(NAME)) ? ConfigFile.read(Path.of(NAME)) : fromJar();
        if (!config.hasProgramme()) {
            config = config.with(fromJar().programme());
        }
        return flags.over(Overrides.environment(environment)).apply(config);
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
