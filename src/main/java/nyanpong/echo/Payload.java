package nyanpong.echo;

import java.lang.foreign.MemorySegment;
import nyanpong.score.Drawing;
import nyanpong.wire.Octets;

/** Writes a drawing's rows over a request's data, whose length stays. */
final class Payload {
    private Payload() {}

    /** False where the data have no octet to draw on. */
    static boolean hasRoom(Request r, Drawing d) {
        return r.drawnLength() > d.start();
    }

    /**
     * Draws from a row on, to the data's end: a frame that fits in is centred, of another as many rows as fit are shown, and
     * what is left of the data is paper, or a part of the next row.
     *
     * @param first the first row, of all frames' rows
     * @param rowsPerFrame the frame ends there
     */
    static void draw(MemorySegment p, Request r, Drawing d, int first, int rowsPerFrame) {
        int width = d.width();
        int end = first - first % rowsPerFrame + rowsPerFrame;
        int row = first - Math.max(0, (d.rowsIn(r.drawnLength()) - rowsPerFrame) / 2);
        long at = (long) r.data() + r.lead + d.start();
        long stop = (long) r.data() + r.dataLength();
        for (; at < stop; row++) {
            boolean inside = row >= first && row < end;
            for (int x = 0; x < width && at < stop; x++, at++) {
                Octets.u8(p, at, inside ? d.cell(x, row) : 0);
            }
        }
    }
}
