package nyanpong.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** One object on one line, its first field {@code "v":1}: the version of its other fields' meaning. A null value is left out. */
public final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    public JsonLine() {
        try {
            json = FACTORY.createGenerator(text);
            json.writeStartObject();
            json.writeNumberField("v", 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonLine put(String name, String value) {
        return value == null ? this : field(() -> json.writeStringField(name, value));
    }

    public JsonLine put(String name, long value) {
        return field(() -> json.writeNumberField(name, value));
    }

    public JsonLine put(String name, double value) {
        return field(() -> json.writeNumberField(name, value));
    }

    public JsonLine put(String name, boolean value) {
        return field(() -> json.writeBooleanField(name, value));
    }

    /** A list of texts. */
    public JsonLine put(String name, Iterable<String> values) {
        return field(() -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    /** An object, whose fields {@code fields} puts. */
    public JsonLine putObject(String name, Consumer<JsonLine> fields) {
        field(() -> json.writeObjectFieldStart(name));
        fields.accept(this);
        return field(json::writeEndObject);
    }

    /** A list of objects, the fields of each put by {@code fields}. */
    public <T> JsonLine putObjects(String name, Iterable<T> objects, Consumer<T> fields) {
        field(() -> json.writeArrayFieldStart(name));
        for (T object : objects) {
            field(json::writeStartObject);
            fields.accept(object);
            field(json::writeEndObject);
        }
        return field(json::writeEndArray);
    }

    /** The whole line, without its end; called once, last. */
    @Override
    public String toString() {
        field(json::close); // closes the object, too
        return text.toString();
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private JsonLine field(Writing writing) {
        try {
            writing.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }
}
