package nyanpong.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads texts as config.yaml in /etc/nyanpong. */
final class Reading {
    static final Path BASE = Path.of("/etc/nyanpong");

    private Reading() {}

    static Config config(String yaml) throws ConfigException {
        return config(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** What is read, editors must not complain of. */
    static Config config(byte[] yaml) throws ConfigException {
        try {
            Config config = ConfigFile.read("config.yaml", new ByteArrayInputStream(yaml), BASE);
            String text = new String(yaml, StandardCharsets.UTF_8);
            assertEquals(List.of(), Editor.complaints(text), Editor.SCHEMA + " refuses\n" + text);
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whose only condition is the client. */
    static Match client(ClientKind client) {
        return new Match(List.of(client), null, null, null, null, null, null, null, null, null);
    }

    /** The condition of a single rule, from its YAML in braces. */
    static Match match(String conditions) throws ConfigException {
        return config("programme:\n- match: " + conditions + "\n  answer: reply\n")
                .programme()
                .getFirst()
                .match();
    }

    /** What a single rule for everybody draws, from its YAML in braces. */
    static Action.Play play(String rule) throws ConfigException {
        return (Action.Play)
                config("programme:\n- " + rule + "\n").programme().getFirst().action();
    }

    static Match sequence(int multiple) {
        return new Match(List.of(), null, null, null, null, null, null, null, null, multiple);
    }

    static List<String> problems(byte[] yaml) {
        return texts(assertThrows(ConfigException.class, () -> config(yaml)));
    }

    static List<String> texts(ConfigException e) {
        return e.problems().stream().map(Problem::toString).toList();
    }

    /** @param expected each without the file's name */
    static void assertProblems(String yaml, String... expected) {
        List<String> wanted =
                Arrays.stream(expected).map(line -> "config.yaml:" + line).toList();
        assertEquals(wanted, problems(yaml.getBytes(StandardCharsets.UTF_8)), Harmless.text(yaml, 400));
    }
}
