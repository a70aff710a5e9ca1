package nyanpong.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import nyanpong.art.Printable;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;
import nyanpong.config.Effective;
import nyanpong.config.Problem;

/** Any bytes as a config.yaml: read, and written out and read again as the same; or problems of one printable line each. */
final class ConfigurationTarget {
    private static final Path BASE = Path.of("/etc/nyanpong");

    private ConfigurationTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        Config config;
        try {
            config = read(data);
        } catch (ConfigException e) {
            for (Problem problem : e.problems()) {
                if (!Printable.isPrintable(problem.toString())) {
                    throw new AssertionError("a problem that is not printable: " + problem, e);
                }
            }
            return;
        }
        // A folder's name is shown as a terminal can bear it, which may be another name.
        if (config.frames() == null || Printable.isPrintable(config.frames().toString())) {
            requireSame(config, read(String.join("\n", Effective.lines(config)).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Config read(byte[] yaml) throws IOException, ConfigException {
        return ConfigFile.read("config.yaml", new ByteArrayInputStream(yaml), BASE);
    }

    private static void requireSame(Config config, Config again) throws ReflectiveOperationException {
        for (RecordComponent each : Config.class.getRecordComponents()) {
            Object first = each.getAccessor().invoke(config);
            if (!each.getName().equals("locations")
                    && !Objects.equals(first, each.getAccessor().invoke(again))) {
                throw new AssertionError(each.getName() + ": " + first + " reads back as another");
            }
        }
    }
}
