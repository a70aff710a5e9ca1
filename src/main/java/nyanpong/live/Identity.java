package nyanpong.live;

import nyanpong.json.JsonLine;
import nyanpong.json.JsonObject;

/**
 * Which responder it is.
 *
 * @param threads that answer packets
 * @param config the configuration's name
 * @param seconds since it began
 */
public record Identity(
        String iface, String engine, int threads, String takeover, String config, long pid, long seconds) {
    void write(JsonLine json) {
        json.put("interface", iface)
                .put("engine", engine)
                .put("threads", threads)
                .put("takeover", takeover)
                .put("config", config)
                .put("pid", pid)
                .put("seconds", seconds);
    }

    static Identity read(JsonObject json) {
        return new Identity(
                json.text("interface"),
                json.text("engine"),
                (int) json.number("threads"),
                json.text("takeover"),
                json.text("config"),
                json.number("pid"),
                json.number("seconds"));
    }
}
