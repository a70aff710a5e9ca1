package nyanpong.art;

import java.util.List;
import java.util.Map;

/**
 * A named picture or animation.
 *
 * @param frames in order, at least one
 * @param byCanvas frames drawn for one canvas, by its name; they win on it
 */
public record Art(String name, Credits credits, List<Frame> frames, Map<String, List<Frame>> byCanvas) {
    public Art {
        frames = List.copyOf(frames);
        byCanvas = Map.copyOf(byCanvas);
        if (frames.isEmpty() && byCanvas.isEmpty()) {
            throw new IllegalArgumentException(name + ": an art without a frame");
        }
    }

    /** The frames for a canvas; empty where the art has only others' own. */
    public List<Frame> framesFor(String canvas) {
        return byCanvas.getOrDefault(canvas, frames);
    }
}
