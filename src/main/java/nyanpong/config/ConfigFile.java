package nyanpong.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads config.yaml. */
public final class ConfigFile {
    private ConfigFile() {}

    /**
     * Reads a regular file, through symbolic links, for a ConfigMap is made of them; a relative {@code frames} is
     * beside it.
     *
     * @throws IOException if the file is not there or cannot be read
     * @throws ConfigException with all that is wrong with it
     */
    public static Config read(Path file) throws IOException, ConfigException {
        // Opening a FIFO would wait for its writer, perhaps for ever.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Report(file.toString()).fatal(Mark.NONE, "not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, file.toAbsolutePath().getParent());
        }
    }

    /**
     * Reads what is not a file, such as the one in the jar; does not close {@code in}.
     *
     * @param fileName how problems call it
     * @param base what a relative {@code frames} is relative to; null leaves only the arts in the jar
     */
    public static Config read(String fileName, InputStream in, Path base) throws IOException, ConfigException {
        return ConfigReader.read(in.readNBytes(YamlText.MAX_BYTES + 1), base, new Report(fileName));
    }
}
