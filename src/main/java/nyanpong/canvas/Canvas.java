package nyanpong.canvas;

import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Score;

/** One kind of client's way of showing answers. */
public interface Canvas {
    /** As in a configuration's {@code canvas}. */
    String name();

    /**
     * Compiles every frame of an art, one after the other.
     *
     * @throws IllegalArgumentException if it has no frame for this canvas
     */
    Score compile(Art art);

    /**
     * What the client prints of one frame of a score, character for character, line by line; without what it prints before and
     * after.
     *
     * @param frame from 0
     * @param six whether it pings by IPv6
     */
    List<String> predict(Score score, int frame, boolean six);

    /** The same with the colours that the client prints, as escape sequences of ECMA-48; most print none. */
    default List<String> predictColoured(Score score, int frame, boolean six) {
        return predict(score, frame, six);
    }

    /**
     * A frame as a picture.
     *
     * @param six whether the client pings by IPv6
     * @param answer what the client gets for a cell of the score
     */
    Plot plot(Score score, int frame, boolean six, IntToLongFunction answer);

    /** What a user types to see a frame, and what that takes. */
    Showing showing(Score score, int frame);
}
