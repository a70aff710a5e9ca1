package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.art.Frame;
import nyanpong.score.Answer;

/**
 * A frame brought to a canvas's cells: one that is narrower is centred, one that is wider averaged by area. All frames of an
 * art get the same height, that of the tallest.
 *
 * @param frame what is shown
 * @param width cells that it covers
 * @param height cells that it covers
 * @param left cells of paper before it
 * @param top rows of paper above it
 * @param scaleX how many of its cells, side by side, are one of the canvas's
 * @param scaleY the same, one below the other; below 1 each of its rows is several
 */
record Raster(Frame frame, int width, int height, int left, int top, double scaleX, double scaleY) {
    /** How much taller than wide a cell of a terminal is, and so of art that is not drawn for a canvas of its own. */
    static final double TERMINAL = 2;

    /** Canvases with a request to a pixel. */
    private static final List<String> PIXEL_BY_PIXEL = List.of("cisco", "flood");

    /** Half; below it by more than a sum's rounding, lest a symmetric picture come out crooked. */
    private static final double INKED = 0.5 - 1e-9;

    /**
     * All frames that an art has for a canvas.
     *
     * @param canvasWidth cells to a row
     * @param tall how much taller than wide the canvas's cells are
     * @throws IllegalArgumentException if there is none
     */
    static List<Raster> of(Art art, String canvas, int canvasWidth, double tall) {
        return of(art, canvas, canvasWidth, tall, tall);
    }

    /** @param drawnTall how much taller than wide the cells are that its own frames are drawn in, if they do not fit */
    static List<Raster> of(Art art, String canvas, int canvasWidth, double tall, double drawnTall) {
        List<Frame> frames = art.framesFor(canvas);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException(art.name() + ": no frame for canvas " + canvas);
        }
        if (frames.stream().anyMatch(Frame::hasAddress) && !PIXEL_BY_PIXEL.contains(canvas)) {
            throw new IllegalArgumentException(
                    art.name() + ": it shows the client's address, which canvas " + canvas + " cannot");
        }
        boolean own = art.byCanvas().containsKey(canvas);
        List<Raster> rasters = new ArrayList<>();
        for (Frame frame : frames) {
            double scaleX = Math.max(1, (double) frame.width() / canvasWidth);
            double scaleY = scaleX * (!own ? tall / TERMINAL : scaleX > 1 ? tall / drawnTall : 1);
            int width = (int) Math.round(frame.width() / scaleX);
            int height = Math.max(1, (int) Math.round(frame.height() / scaleY));
            rasters.add(new Raster(frame, width, height, (canvasWidth - width) / 2, 0, scaleX, scaleY));
        }
        int tallest = height(rasters);
        return rasters.stream().map(r -> r.under((tallest - r.height) / 2)).toList();
    }

    /** The tallest one's. */
    static int height(List<Raster> rasters) {
        return rasters.stream().mapToInt(Raster::height).max().orElseThrow();
    }

    boolean covers(int x, int y) {
        return x >= left && x < left + width && y >= top && y < top + height;
    }

    /** 0 for paper to 1 for full ink, of a canvas's cell. */
    double ink(int x, int y) {
        if (!covers(x, y)) {
            return 0;
        }
        double bottom = Math.min(frame.height(), (y - top + 1) * scaleY);
        return frame.meanInk((x - left) * scaleX, (y - top) * scaleY, (x - left + 1) * scaleX, bottom);
    }

    /** On a canvas of two tones. */
    boolean isInk(int x, int y) {
        return ink(x, y) >= INKED;
    }

    /** The same cells, but for those that are to show a pixel of the client's address, where the frame has room for it. */
    Cells.Cell withAddress(Cells.Cell cells) {
        if (!frame.hasAddress() || scaleX != 1) {
            return cells;
        }
        return (x, y) -> {
            int pixel = covers(x, y) ? frame.address(x - left, y - top) : -1;
            return pixel < 0 ? cells.answer(x, y) : Answer.address(pixel >>> 8, pixel & 0xff);
        };
    }

    /** How many rows of a canvas's column lie under the topmost inked one, itself included, of all rows: 0 to 1. */
    double inkHeight(int x, int rows) {
        for (int y = 0; y < rows; y++) {
            if (isInk(x, y)) {
                return (double) (rows - y) / rows;
            }
        }
        return 0;
    }

    private Raster under(int paper) {
        return new Raster(frame, width, height, left, paper, scaleX, scaleY);
    }
}
