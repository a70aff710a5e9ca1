package nyanpong.app.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.ConfigFile;
import nyanpong.config.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgrammeCompilerTest {
    @TempDir
    Path folder;

    @Test
    void anArtThatDoesNotExistIsReportedWithTheFilesOtherErrors() throws Exception {
        ConfigException wrong = assertThrows(
                ConfigException.class,
                () -> read(
                        "log: all\nprogramme:\n  - canvas: cisco\n    play: [nyan, nyna]\nlimits: { sessions: 1 }\n"));
        List<String> keys = ProgrammeCompiler.withArts(wrong).problems().stream()
                .map(problem -> problem.line() + " " + problem.key())
                .toList();
        assertEquals(List.of("1 log", "4 programme[0].play[1]", "5 limits.sessions"), keys);
    }

    @Test
    void everyArtThatDoesNotExistIsReportedAtItsPlace() throws Exception {
        Config config = read("programme:\n  - canvas: cisco\n    play: [nyna, nyan, nope]\n");
        List<Problem> problems = assertThrows(ConfigException.class, () -> ProgrammeCompiler.check(config))
                .problems();
        assertEquals(
                List.of("programme[0].play[0]", "programme[0].play[2]"),
                problems.stream().map(Problem::key).toList());
        assertTrue(problems.getFirst().message().contains("did you mean nyan?"), problems::toString);
        assertTrue(problems.getLast().message().contains("there are"), problems::toString);
    }

    @Test
    void aFolderThatIsNamedMustBeThere() throws Exception {
        Config named = read("frames: nowhere\n");
        assertThrows(ConfigException.class, () -> ProgrammeCompiler.check(named));
        ProgrammeCompiler.check(read("log: none\n"));
    }

    private Config read(String yaml) throws Exception {
        Path file = folder.resolve("config.yaml");
        Files.writeString(file, yaml);
        return ConfigFile.read(file);
    }
}
