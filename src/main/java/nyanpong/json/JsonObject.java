package nyanpong.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that {@link JsonLine} wrote, read back. A field that is not there is empty, or 0: an older version had none. */
public final class JsonObject {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, Object> fields;

    private JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** @throws IOException if it is not one object, or not a well-formed one */
    public static JsonObject parse(String line) throws IOException {
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() == JsonToken.START_OBJECT && value(json) instanceof JsonObject object) {
                return object;
            }
            throw new IOException("no JSON object");
        }
    }

    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    public long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    public double fraction(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    public List<String> texts(String name) {
        return list(name, String.class);
    }

    public List<JsonObject> objects(String name) {
        return list(name, JsonObject.class);
    }

    /** The numbers of an object's fields, in the order in which they were written. */
    public Map<String, Long> numbers(String name) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        if (fields.get(name) instanceof JsonObject object) {
            object.fields.keySet().forEach(key -> numbers.put(key, object.number(key)));
        }
        return numbers;
    }

    private <T> List<T> list(String name, Class<T> type) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().filter(type::isInstance).map(type::cast).toList()
                : List.of();
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    json.nextToken();
                    fields.put(name, value(json));
                }
                yield new JsonObject(fields);
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> String.valueOf(json.getText());
        };
    }
}
