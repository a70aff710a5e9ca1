package nyanpong.app.reload;

import java.util.List;

/**
 * What became of a reload.
 *
 * @param lines one where it is done; else one for each thing that is wrong, and a last one
 */
public record Outcome(boolean done, List<String> lines) {
    public Outcome {
        lines = List.copyOf(lines);
    }
}
