package nyanpong.canvas;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/** A picture whose rows are numbers, of 1 for paper and 8 for ink, one request a row. */
final class DigitRows {
    private static final int PAPER = 1;
    private static final int INK = 8;
    private static final int TEN = 10;

    private DigitRows() {}

    /**
     * @param width digits of a number
     * @param answer what a number is answered with
     * @throws IllegalArgumentException if a frame is wider
     */
    static Score compile(Art art, String canvas, int width, LongUnaryOperator answer) {
        List<Raster> rasters = Raster.of(art, canvas, width, Raster.TERMINAL);
        if (rasters.stream().anyMatch(raster -> raster.scaleX() > 1)) {
            throw new IllegalArgumentException(art.name() + ": wider than the " + width + " cells of canvas " + canvas
                    + ", which are too few to make it smaller: draw it for them, in a folder " + canvas);
        }
        int height = Raster.height(rasters);
        LongStream answers = rasters.stream()
                .flatMapToLong(raster -> IntStream.range(0, height)
                        .mapToLong(y -> number(raster, y, width))
                        .map(answer));
        return new Score(art.name(), answers.toArray(), height, Answer.REPLY).withColumns(1);
    }

    /** @param number which one an answer shows */
    static List<String> predict(Score score, int frame, LongUnaryOperator number) {
        int height = score.cellsPerFrame();
        return IntStream.range(frame * height, (frame + 1) * height)
                .filter(cell -> ColumnLevels.isShown(score.answer(cell))) // of another, ping prints no such number
                .mapToObj(cell -> String.valueOf(number.applyAsLong(score.answer(cell))))
                .toList();
    }

    /** @param number which one an answer shows */
    static Plot plot(Score score, int frame, int width, LongUnaryOperator number) {
        int height = score.cellsPerFrame();
        return new Plot(width, height, Raster.TERMINAL, (x, y) -> y, (x, y) -> {
            long digits = number.applyAsLong(score.answer(frame * height + y));
            for (int right = width - 1; right > x; right--) {
                digits /= TEN;
            }
            return digits % TEN == INK ? Plot.FULL : 0;
        });
    }

    private static long number(Raster raster, int y, int width) {
        long number = 0;
        for (int x = 0; x < width; x++) {
            number = number * TEN + (raster.isInk(x, y) ? INK : PAPER);
        }
        return number;
    }
}
