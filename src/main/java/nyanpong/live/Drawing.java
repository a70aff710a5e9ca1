package nyanpong.live;

import java.util.List;
import nyanpong.json.JsonLine;
import nyanpong.json.JsonObject;

/**
 * What one client draws, or has drawn.
 *
 * @param id the same as long as it is the same drawing; tells nothing else
 * @param client the pinging program: {@code cisco}
 * @param address its address, or the network that it was shortened to
 * @param frame which of the art's, from 1
 * @param frames how many it has
 * @param cells how many of the frame's have been asked for, up to {@code of}
 * @param requests in all
 * @param rate requests a second
 * @param seconds since the first request; of what is finished, until the last
 * @param idle seconds since the last one
 * @param tall how much taller than wide a place of the picture is shown
 * @param picture lines of as many characters: {@code 0} for paper to {@code f} for full ink, a blank for what has not been
 *     asked for
 */
public record Drawing(
        String id,
        String client,
        String address,
        String canvas,
        String art,
        int frame,
        int frames,
        int cells,
        int of,
        long requests,
        double rate,
        double seconds,
        double idle,
        double tall,
        List<String> picture) {
    public Drawing {
        picture = List.copyOf(picture);
    }

    /** The same of an address that is shortened. */
    public Drawing from(String network) {
        return new Drawing(
                id, client, network, canvas, art, frame, frames, cells, of, requests, rate, seconds, idle, tall,
                picture);
    }

    public int width() {
        return picture.isEmpty() ? 0 : picture.getFirst().length();
    }

    /** 0 to 1. */
    public double progress() {
        return of == 0 ? 0 : (double) cells / of;
    }

    public void write(JsonLine json) {
        json.put("id", id)
                .put("client", client)
                .put("address", address)
                .put("canvas", canvas)
                .put("art", art)
                .put("frame", frame)
                .put("frames", frames)
                .put("cells", cells)
                .put("of", of)
                .put("requests", requests)
                .put("rate", Snapshot.tenths(rate))
                .put("seconds", Snapshot.tenths(seconds))
                .put("idle", Snapshot.tenths(idle))
                .put("tall", Math.round(tall * 100) / 100.0)
                .put("picture", picture);
    }

    static Drawing read(JsonObject json) {
        return new Drawing(
                json.text("id"),
                json.text("client"),
                json.text("address"),
                json.text("canvas"),
                json.text("art"),
                (int) json.number("frame"),
                (int) json.number("frames"),
                (int) json.number("cells"),
                (int) json.number("of"),
                json.number("requests"),
                json.fraction("rate"),
                json.fraction("seconds"),
                json.fraction("idle"),
                json.fraction("tall"),
                json.texts("picture"));
    }
}
