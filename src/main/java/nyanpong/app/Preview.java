package nyanpong.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.CiscoCanvas;
import nyanpong.canvas.Ink;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * What a client will print for one frame of an art, and what it costs.
 *
 * @param lines character for character
 * @param frames how many the art has on this canvas
 * @param pings for this frame
 * @param silent how many of them are not answered, each at the price of the client's timeout
 */
public record Preview(List<String> lines, int frames, int pings, int silent) {
    public Preview {
        lines = List.copyOf(lines);
    }

    /**
     * Compiles and predicts one frame.
     *
     * @param frames the folder of the arts, or null for those in the jar
     * @param frame from 1
     */
    public static Preview of(Path frames, String art, Canvas canvas, Ink ink, int frame)
            throws IOException, ArtException {
        Art read;
        try (Arts arts = new Arts(frames)) {
            read = arts.read(art);
        }
        Score score = canvas.compile(read, ink);
        int count = score.cells() / score.cellsPerFrame();
        if (frame < 1 || frame > count) {
            throw new ArtException("'" + art + "': no frame " + frame + "; want 1 to " + count);
        }
        List<String> all = canvas.predict(score);
        int height = all.size() / count;
        int from = (frame - 1) * score.cellsPerFrame();
        int silent = 0;
        for (int cell = from; cell < from + score.cellsPerFrame(); cell++) {
            silent += Answer.kind(score.answer(cell)) == Answer.KIND_SILENCE ? 1 : 0;
        }
        return new Preview(all.subList((frame - 1) * height, frame * height), count, score.cellsPerFrame(), silent);
    }

    /** The same, of the first frame as a Cisco router shows it with prompt ink. */
    public static Preview ofCisco(String art) throws IOException, ArtException {
        return of(null, art, new CiscoCanvas(), Ink.UNREACHABLE, 1);
    }
}
