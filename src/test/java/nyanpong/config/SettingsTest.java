package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void aFileWithoutProgrammeHasTheShippedOne() throws Exception {
        Config shipped = new Settings(Path.of("config.yaml"), Overrides.NONE, Map.of()).load();
        Config config = load("interface: eth0\n");
        assertEquals("eth0", config.interfaceName());
        assertEquals(shipped.programme(), config.programme());
        List<String> lines = Effective.lines(config);
        assertTrue(
                lines.stream().anyMatch(line -> line.matches(" *canvas: flood +# default")), String.join("\n", lines));
    }

    @Test
    void anEmptyProgrammeStaysEmpty() throws Exception {
        assertEquals(List.of(), load("programme: []\n").programme());
    }

    private Config load(String yaml) throws Exception {
        return new Settings(Files.writeString(folder.resolve("own.yaml"), yaml), Overrides.NONE, Map.of()).load();
    }
}
