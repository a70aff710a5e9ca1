package nyanpong.canvas;

import java.util.List;
import java.util.Objects;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import nyanpong.art.Art;
import nyanpong.art.Frame;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * A Cisco router's ping: a glyph for each request, 70 to a line. {@code !} is a reply, {@code U} an unreachable,
 * {@code .} silence, {@code &} time exceeded: the symbols of Cisco's "Understand the Ping and Traceroute Commands".
 *
 * <p>A frame that is written in the glyphs is taken literally; any other is paper and ink, or, with glyphs of the user's own,
 * as many shades as there are glyphs.
 */
public final class CiscoCanvas implements Canvas {
    public static final int WIDTH = 70;

    private static final double TIMEOUT_SECONDS = 2;

    private final Ink ink;
    private final Glyphs glyphs;
    private final Glyphs glyphs6;

    public CiscoCanvas(Ink ink) {
        this(ink, null, null);
    }

    /**
     * @param glyphs for IPv4; null for the usual ones, and then for two tones
     * @param glyphs6 the same for IPv6
     */
    public CiscoCanvas(Ink ink, Glyphs glyphs, Glyphs glyphs6) {
        this.ink = ink;
        this.glyphs = glyphs;
        this.glyphs6 = glyphs6;
    }

    @Override
    public String name() {
        return "cisco";
    }

    @Override
    public Score compile(Art art) {
        List<Raster> rasters = Raster.of(art, name(), WIDTH, Raster.TERMINAL);
        int height = Raster.height(rasters);
        long[] answers = draw(rasters, height, glyphs);
        Score score = new Score(art.name(), answers, WIDTH * height, Answer.REPLY)
                .withInk(ink.answer())
                .withColumns(WIDTH);
        return Objects.equals(glyphs, glyphs6) ? score : score.withIpv6(draw(rasters, height, glyphs6));
    }

    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        Glyphs shown = or(six ? glyphs6 : glyphs);
        return Lines.of(score, frame, WIDTH, cell -> shown.of(SampleClient.answer(score, cell, six), six));
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        int cells = score.cellsPerFrame();
        return Plot.rows(
                WIDTH, cells, cell -> or(six ? glyphs6 : glyphs).ink(answer.applyAsLong(frame * cells + cell)));
    }

    @Override
    public Showing showing(Score score, int frame) {
        int cells = score.cellsPerFrame();
        int silent = count(score, frame, Answer.KIND_SILENCE);
        int errors = count(score, frame, Answer.KIND_ERROR);
        String remark = silent > 0
                ? Showing.text(silent * TIMEOUT_SECONDS) + " of it waiting for " + silent
                        + " silent cells at the default timeout of 2 s"
                : "at a round trip of 20 ms; with ink: silence " + Showing.text(seconds(cells, errors));
        double seconds = seconds(cells, silent);
        return new Showing("ping HOST repeat " + cells, cells, seconds, remark);
    }

    private static double seconds(int cells, int silent) {
        return (cells - silent) * Showing.ROUND_TRIP_SECONDS + silent * TIMEOUT_SECONDS;
    }

    private static int count(Score score, int frame, int kind) {
        int cells = score.cellsPerFrame();
        return (int) IntStream.range(frame * cells, (frame + 1) * cells)
                .filter(cell -> Answer.kind(score.answer(cell)) == kind)
                .count();
    }

    private static Glyphs or(Glyphs own) {
        return own == null ? Glyphs.USUAL : own;
    }

    private long[] draw(List<Raster> rasters, int height, Glyphs own) {
        Cells cells = new Cells(WIDTH, height);
        for (Raster raster : rasters) {
            boolean literal = raster.scaleX() == 1 && isWritten(raster.frame(), own);
            cells.add(raster.withAddress(
                    literal ? (x, y) -> written(raster, x, y, own) : (x, y) -> inked(raster, x, y, own)));
        }
        return cells.answers();
    }

    private static boolean isWritten(Frame frame, Glyphs own) {
        return own == null
                ? frame.isLiteral()
                : frame.characters().allMatch(c -> own.has(c) || Frame.GLYPHS.indexOf(c) >= 0);
    }

    private static long written(Raster raster, int x, int y, Glyphs own) {
        if (!raster.covers(x, y)) {
            return Answer.REPLY;
        }
        int glyph = raster.frame().glyph(x - raster.left(), y - raster.top());
        return own != null && own.has(glyph) ? own.answer(glyph) : Glyphs.USUAL.answer(glyph);
    }

    private long inked(Raster raster, int x, int y, Glyphs own) {
        if (own != null) {
            return own.level(raster.ink(x, y));
        }
        return raster.isInk(x, y) ? ink.answer() : Answer.REPLY;
    }
}
