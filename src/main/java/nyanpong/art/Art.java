package nyanpong.art;

import java.util.List;
import java.util.Map;
import nyanpong.art.text.LiveText;

/**
 * A named picture or animation.
 *
 * @param frames in order, at least one
 * @param byCanvas frames drawn for one canvas, by its name; they win on it
 * @param live what {@code frames} was drawn from, where it is text that changes; else null
 */
public record Art(String name, Credits credits, List<Frame> frames, Map<String, List<Frame>> byCanvas, LiveText live) {
    public Art(String name, Credits credits, List<Frame> frames, Map<String, List<Frame>> byCanvas) {
        this(name, credits, frames, byCanvas, null);
    }

    public Art {
        frames = List.copyOf(frames);
        byCanvas = Map.copyOf(byCanvas);
        if (frames.isEmpty() && byCanvas.isEmpty()) {
            throw new IllegalArgumentException(name + ": an art without a frame");
        }
    }

    /** The same, with its text as it is now. */
    public Art with(Frame drawnAnew) {
        return new Art(name, credits, List.of(drawnAnew), byCanvas, live);
    }

    /** The frames for a canvas; empty where the art has only others' own. */
    public List<Frame> framesFor(String canvas) {
        return byCanvas.getOrDefault(canvas, frames);
    }
}
