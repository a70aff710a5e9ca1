package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void readsThroughLinksAndResolvesBesideThem() throws Exception {
        Files.createDirectory(folder.resolve("..data"));
        Files.writeString(folder.resolve("..data/config.yaml"), "engine: socket\nframes: art\n");
        Path link = Files.createSymbolicLink(folder.resolve("config.yaml"), Path.of("..data/config.yaml"));
        Config config = ConfigFile.read(link);
        assertEquals(folder.resolve("art"), config.frames());
        assertEquals(link + ":1", config.locations().source("engine"));
    }

    @Test
    void readsNothingButRegularFiles() throws Exception {
        assertThrows(NoSuchFileException.class, () -> ConfigFile.read(folder.resolve("config.yaml")));
        assertEquals(List.of(folder + ": not a regular file"), problems(folder));
        assertEquals(List.of("/dev/zero: not a regular file"), problems(Path.of("/dev/zero")));
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        assertEquals(List.of(fifo + ": not a regular file"), problems(fifo));
    }

    @Test
    void readsNoHugeFile() throws Exception {
        Path file = Files.writeString(folder.resolve("huge"), "#".repeat(1 << 20));
        assertEquals(List.of(file + ": longer than 65536 bytes"), problems(file));
    }

    private static List<String> problems(Path file) {
        return Reading.texts(assertThrows(ConfigException.class, () -> ConfigFile.read(file)));
    }
}
