package nyanpong.canvas;

import java.util.List;
import nyanpong.art.Art;
import nyanpong.score.Score;

/** One kind of client's way of showing answers. */
public interface Canvas {
    /** As in a configuration's {@code canvas}. */
    String name();

    /** Compiles every frame of an art, one after the other. */
    Score compile(Art art, Ink ink);

    /** What the client prints for a score from its beginning, line by line; without what it prints before and after. */
    List<String> predict(Score score);
}
