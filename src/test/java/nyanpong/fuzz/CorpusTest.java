package nyanpong.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What `make fuzz` found worth keeping: each input took a way through the code that no other did. */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");

    @ParameterizedTest
    @EnumSource
    void replays(Target target) throws IOException {
        List<Path> inputs;
        try (Stream<Path> files = Files.list(CORPUS.resolve(target.name().toLowerCase(Locale.ROOT)))) {
            inputs = files.sorted().toList();
        }
        assertTrue(!inputs.isEmpty(), inputs.size() + " inputs");
        for (Path input : inputs) {
            byte[] data = Files.readAllBytes(input);
            assertDoesNotThrow(() -> target.run(data), input.toString());
        }
    }
}
