package nyanpong.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import nyanpong.json.JsonLine;
import nyanpong.json.JsonObject;

/**
 * What became of all packets so far.
 *
 * @param seen packets; the sum of the next three
 * @param silent of the answered, those with silence
 * @param ipv4 packets that were ours to answer
 * @param rate packets seen a second
 * @param verdicts those that were given, by their names, docs/verdicts.md, in the order there
 */
public record Counters(
        long seen,
        long answered,
        long dropped,
        long left,
        long silent,
        long ipv4,
        long ipv6,
        double rate,
        Map<String, Long> verdicts) {
    public Counters {
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    void write(JsonLine json) {
        json.put("seen", seen)
                .put("answered", answered)
                .put("dropped", dropped)
                .put("left", left)
                .put("silent", silent)
                .put("ipv4", ipv4)
                .put("ipv6", ipv6)
                .put("rate", Snapshot.tenths(rate))
                .putObject("verdicts", object -> verdicts.forEach((name, count) -> object.put(name, (long) count)));
    }

    static Counters read(JsonObject json) {
        return new Counters(
                json.number("seen"),
                json.number("answered"),
                json.number("dropped"),
                json.number("left"),
                json.number("silent"),
                json.number("ipv4"),
                json.number("ipv6"),
                json.fraction("rate"),
                json.numbers("verdicts"));
    }
}
