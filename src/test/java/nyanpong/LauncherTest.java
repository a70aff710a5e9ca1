package nyanpong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
    @ParameterizedTest
    @CsvSource({
        "1.8,8",
        "9,9",
        "17,17",
        "17.0.15,17",
        "22,22",
        "22-ea,22",
        "25.0.3,25",
        "1,1",
        "1.,0",
        "'',0",
        "Java,0",
        ",0"
    })
    void readsTheFeatureNumber(String version, int feature) {
        assertEquals(feature, Launcher.feature(version));
    }

    @Test
    void saysInOneSentenceWhatIsNeededWhatWasFoundAndHowToMend() {
        assertEquals(
                "nyanpong needs Java 22 or newer, and this is Java 17 (/old): run it with /new/bin/java instead.",
                Launcher.complaint("17", "/old", new File("/new")));
        assertTrue(Launcher.complaint("1.8", "/old", null).endsWith("Temurin 25 from https://adoptium.net."));
    }

    @Test
    void findsTheNewestJavaThatWouldDo(@TempDir Path jvms) throws IOException {
        java(jvms, "a", "17.0.15");
        assertNull(Launcher.newest(jvms.toFile()));
        java(jvms, "b", "25.0.3");
        java(jvms, "c", "22.0.1");
        Files.createDirectory(jvms.resolve("d"));
        assertEquals(jvms.resolve("b").toFile(), Launcher.newest(jvms.toFile()));
        assertNull(Launcher.newest(jvms.resolve("absent").toFile()));
    }

    /** A launcher that an old Java cannot load would be no use; 52 is Java 8. */
    @Test
    void isCompiledForJava8() throws IOException {
        try (var in =
                new DataInputStream(Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class")))) {
            assertEquals(0xCAFEBABE, in.readInt());
            assertEquals(52, in.readInt());
        }
    }

    private static void java(Path jvms, String name, String version) throws IOException {
        Path bin = Files.createDirectories(jvms.resolve(name).resolve("bin"));
        Files.writeString(jvms.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        assertTrue(Files.createFile(bin.resolve("java")).toFile().setExecutable(true));
    }
}
