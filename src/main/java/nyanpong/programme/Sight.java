package nyanpong.programme;

import nyanpong.canvas.Plot;
import nyanpong.score.Score;
import nyanpong.wire.AddressText;

/**
 * What one session draws, at the moment when somebody looked.
 *
 * @param place of the session in its table; with {@code openedNanos} it tells sessions apart
 * @param openedNanos when its first request came, of {@link System#nanoTime}
 * @param seenNanos when its last one did
 * @param sourceHigh with {@code sourceLow} the client's address, IPv4 as ::ffff:a.b.c.d
 * @param requests so far
 * @param frame which of the score's is being drawn, from 0
 * @param cells how many of the frame's cells have been asked for, in the order of {@link Plot#cell}
 */
public record Sight(
        int place,
        long openedNanos,
        long seenNanos,
        Client client,
        long sourceHigh,
        long sourceLow,
        long requests,
        Playing playing,
        Score score,
        int frame,
        int cells) {

    /** The address as text. */
    public String source() {
        return AddressText.of(sourceHigh, sourceLow);
    }

    /** The frame that a cell is the last of, whole; however far the session has come since. */
    public Sight finished(int cell) {
        return new Sight(
                place,
                openedNanos,
                seenNanos,
                client,
                sourceHigh,
                sourceLow,
                requests,
                playing,
                score,
                cell / score.cellsPerFrame(),
                score.cellsPerFrame());
    }

    /** The frame as a picture; null where its canvas is not known. */
    public Plot plot() {
        boolean six = !AddressText.isMapped(sourceHigh, sourceLow);
        return playing.canvas() == null
                ? null
                : playing.canvas().plot(score, frame, six, cell -> score.answer(cell, six, sourceHigh, sourceLow));
    }
}
