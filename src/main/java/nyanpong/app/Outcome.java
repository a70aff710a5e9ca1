package nyanpong.app;

import java.util.List;

/**
 * What became of a reload.
 *
 * @param lines one where it is done; else one for each thing that is wrong, and a last one
 */
record Outcome(boolean done, List<String> lines) {
    Outcome {
        lines = List.copyOf(lines);
    }
}
