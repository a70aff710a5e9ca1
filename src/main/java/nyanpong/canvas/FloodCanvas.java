package nyanpong.canvas;

import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * Linux's {@code ping -f}: a dot for each request, which an ICMP error turns into {@code E} and a reply wipes away. So paper
 * is silence, and ink an error; a reply would shear the picture. The terminal breaks the lines.
 */
public final class FloodCanvas implements Canvas {
    public static final int USUAL_WIDTH = 80;

    /** After silence the next request comes when this has passed: {@code ping -f} of iputils. */
    private static final double PAUSE_SECONDS = 0.01;

    private final int width;

    /** @param width the terminal's columns */
    public FloodCanvas(int width) {
        this.width = width;
    }

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public Score compile(Art art) {
        List<Raster> rasters = Raster.of(art, name(), width, Raster.TERMINAL);
        int height = Raster.height(rasters);
        Cells cells = new Cells(width, height);
        for (Raster raster : rasters) {
            cells.add(raster.withAddress((x, y) -> raster.isInk(x, y) ? Answer.UNREACHABLE : Answer.SILENCE));
        }
        return new Score(art.name(), cells.answers(), width * height, Answer.SILENCE)
                .withInk(Answer.UNREACHABLE)
                .withColumns(width);
    }

    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        int cells = score.cellsPerFrame();
        StringBuilder row = new StringBuilder();
        for (int cell = frame * cells; cell < (frame + 1) * cells; cell++) {
            switch (Answer.kind(SampleClient.answer(score, cell, six))) {
                case Answer.KIND_ERROR -> row.append('E');
                case Answer.KIND_SILENCE -> row.append('.');
                default -> {} // wiped away
            }
        }
        return Lines.of(row, width);
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        int cells = score.cellsPerFrame();
        return Plot.rows(
                width,
                cells,
                cell -> Answer.kind(answer.applyAsLong(frame * cells + cell)) == Answer.KIND_ERROR ? Plot.FULL : 0);
    }

    @Override
    public Showing showing(Score score, int frame) {
        int cells = score.cellsPerFrame();
        return new Showing(
                "sudo ping -f HOST",
                cells,
                cells * PAUSE_SECONDS,
                "at least, in a terminal of " + width + " columns; Ctrl-C ends it");
    }
}
