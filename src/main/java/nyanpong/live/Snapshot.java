package nyanpong.live;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import nyanpong.json.JsonLine;
import nyanpong.json.JsonObject;

/**
 * A responder at one moment.
 *
 * @param time milliseconds since 1970
 * @param sessions that are remembered and not idle
 * @param drawings of these, how many draw
 * @param shown the drawings, at most {@value #MOST_SHOWN}: those that began last
 */
public record Snapshot(
        long time, Identity responder, Counters counters, int sessions, int drawings, List<Drawing> shown) {
    /** Some 50 kB of text. */
    public static final int MOST_SHOWN = 32;

    public Snapshot {
        shown = List.copyOf(shown);
    }

    /** The same, each of the drawings as it is to be told. */
    public Snapshot with(UnaryOperator<Drawing> told) {
        return new Snapshot(
                time,
                responder,
                counters,
                sessions,
                drawings,
                shown.stream().map(told).toList());
    }

    /** One object on one line, without its end. */
    public String toJson() {
        return toJson(_ -> {});
    }

    /** @param more puts fields of its own, last */
    public String toJson(Consumer<JsonLine> more) {
        JsonLine json = new JsonLine().put("time", time);
        responder.write(json);
        counters.write(json);
        json.put("sessions", sessions).put("drawings", drawings);
        json.putObjects("shown", shown, drawing -> drawing.write(json));
        more.accept(json);
        return json.toString();
    }

    /** @throws IOException if it is none, or of a version that is not known */
    public static Snapshot parse(String line) throws IOException {
        JsonObject json = JsonObject.parse(line);
        if (json.number("v") != 1) {
            throw new IOException("a responder of another version");
        }
        return new Snapshot(
                json.number("time"),
                Identity.read(json),
                Counters.read(json),
                (int) json.number("sessions"),
                (int) json.number("drawings"),
                json.objects("shown").stream().map(Drawing::read).toList());
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
