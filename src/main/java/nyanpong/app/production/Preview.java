package nyanpong.app.production;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.RouteCanvas;
import nyanpong.canvas.Showing;
import nyanpong.score.Score;

/**
 * What a client will print for one frame of an art, and what it takes.
 *
 * @param lines character for character
 * @param coloured the same, for a terminal
 * @param frames how many the art has on this canvas
 * @param cells how many it takes of what a request is answered with; rows, of the canvas hexdump
 */
public record Preview(
        String canvas, List<String> lines, List<String> coloured, int frames, int cells, Showing showing) {
    public Preview {
        lines = List.copyOf(lines);
        coloured = List.copyOf(coloured);
    }

    /** The names of routers that an art tells its story by, from the nearest on; empty where it has none. */
    public static List<String> names(Path frames, String art) throws IOException, ArtException {
        try (Arts arts = new Arts(frames)) {
            return RouteCanvas.names(arts.read(art));
        }
    }

    /**
     * Compiles and predicts one frame.
     *
     * @param frames the folder of the arts, or null for those in the jar
     * @param frame from 1
     * @param six for a client that pings by IPv6
     * @throws ArtException if there is no such art, or no such frame of it for the canvas
     */
    public static Preview of(Path frames, String art, Stage stage, int frame, boolean six)
            throws IOException, ArtException {
        Art read;
        try (Arts arts = new Arts(frames)) {
            read = arts.read(art);
        }
        Canvas canvas = stage.canvas(RouteCanvas.names(read).size());
        Score score;
        try {
            score = canvas.compile(read);
        } catch (IllegalArgumentException e) {
            throw new ArtException(e.getMessage(), e);
        }
        if (frame < 1 || frame > score.frames()) {
            throw new ArtException("'" + art + "': no frame " + frame + "; want 1 to " + score.frames());
        }
        return new Preview(
                canvas.name(),
                canvas.predict(score, frame - 1, six),
                canvas.predictColoured(score, frame - 1, six),
                score.frames(),
                score.cellsPerFrame(),
                canvas.showing(score, frame - 1));
    }
}
