package nyanpong.config;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an editor that goes by config.schema.json says of a text, by a validator that knows nothing of the reader. */
final class Editor {
    static final Path SCHEMA = Path.of("src/main/resources/config.schema.json");

    private static final Schema RULES =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text());

    private Editor() {}

    /** Of a document in which there is nothing, an editor has nothing to say; the validator has. */
    static List<String> complaints(String yaml) {
        return RULES.validate(yaml, InputFormat.YAML).stream()
                .map(Object::toString)
                .filter(complaint -> !complaint.matches(": (null|unknown) found, object expected"))
                .toList();
    }

    static String text() {
        try {
            return Files.readString(SCHEMA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
