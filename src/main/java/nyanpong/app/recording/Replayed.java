package nyanpong.app.recording;

import java.util.List;

/**
 * One frame that a client saw, or all that it saw where it was no picture.
 *
 * @param client who it is told to be by its data, such as {@code cisco}
 * @param seconds from the run's first request to its last
 * @param canvas null for no picture; then so are the art, and the lines none
 * @param frame from 1
 * @param requests of the whole run
 * @param answers of the whole run, in the capture
 * @param same whether programme and capture draw alike; null where the capture has no answers
 * @param lines character for character
 */
public record Replayed(
        String source,
        String destination,
        int identifier,
        String client,
        double seconds,
        String canvas,
        String art,
        int frame,
        int frames,
        long requests,
        long answers,
        Boolean same,
        List<String> lines) {
    public Replayed {
        lines = List.copyOf(lines);
    }
}
