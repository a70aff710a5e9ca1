package nyanpong.score;

import java.util.Arrays;
import java.util.Objects;

/**
 * An art compiled for a canvas: one {@link Answer} a cell, frame after frame, and then from the beginning again.
 *
 * <p>Also holds the canvas's paper, which an error too long for its request gives way to (DESIGN: never send), and what some
 * canvases' answers refer to: a drawing, hops.
 */
public final class Score {
    private final String title;
    private final String canvas;
    private final long[] answers;
    private final long[] answers6;
    private final int cellsPerFrame;
    private final long paper;
    private final long ink;
    private final Drawing drawing;
    private final Hops hops;
    private final int hopRows;
    private final int columns;

    /**
     * @param title the art's name, for logs
     * @param answers every frame's cells in order; copied
     * @param cellsPerFrame a divisor of {@code answers.length}
     * @param paper the answer of an empty cell
     */
    public Score(String title, long[] answers, int cellsPerFrame, long paper) {
        this(title, "", answers.clone(), cellsPerFrame, paper);
    }

    private Score(String title, String canvas, long[] own, int cellsPerFrame, long paper) {
        this(title, canvas, own, own, cellsPerFrame, paper, paper, null, null, cellsPerFrame);
    }

    private Score(
            String title,
            String canvas,
            long[] answers,
            long[] answers6,
            int cellsPerFrame,
            long paper,
            long ink,
            Drawing drawing,
            Hops hops,
            int columns) {
        if (answers.length == 0 || cellsPerFrame <= 0 || answers.length % cellsPerFrame != 0) {
            throw new IllegalArgumentException(
                    title + ": " + answers.length + " answers are not whole frames of " + cellsPerFrame);
        }
        if (answers6.length != answers.length) {
            throw new IllegalArgumentException(title + ": want as many answers for IPv6 as for IPv4");
        }
        this.title = title;
        this.canvas = canvas;
        this.answers = answers;
        this.answers6 = answers6;
        this.cellsPerFrame = cellsPerFrame;
        this.paper = paper;
        this.ink = ink;
        this.drawing = drawing;
        this.hops = hops;
        this.columns = columns;
        this.hopRows = hops == null ? 1 : 1 + Math.max(hops.count(false), hops.count(true));
    }

    /** The same, and the name of the canvas that it was compiled for. */
    public Score withCanvas(String name) {
        return new Score(title, name, answers, answers6, cellsPerFrame, paper, ink, drawing, hops, columns);
    }

    /** The same, with other answers for IPv6; copied. */
    public Score withIpv6(long[] other) {
        return new Score(title, canvas, answers, other.clone(), cellsPerFrame, paper, ink, drawing, hops, columns);
    }

    /** The same, with what {@link Answer#address} is inked with. */
    public Score withInk(long answer) {
        return new Score(title, canvas, answers, answers6, cellsPerFrame, paper, answer, drawing, hops, columns);
    }

    /** The same, with what {@link Answer#drawn} draws: a row a cell. */
    public Score withDrawing(Drawing d) {
        return new Score(title, canvas, answers, answers6, cellsPerFrame, paper, ink, d, hops, columns);
    }

    /** The same, with whom {@link Answer#from} speaks for; cells then go by column, and in it by hop, the destination last. */
    public Score withHops(Hops h) {
        return new Score(title, canvas, answers, answers6, cellsPerFrame, paper, ink, drawing, h, columns);
    }

    /** The same, with so many cells to a line; without it, all of a frame are in one. For those who tell of cells. */
    public Score withColumns(int count) {
        return new Score(title, canvas, answers, answers6, cellsPerFrame, paper, ink, drawing, hops, count);
    }

    public String title() {
        return title;
    }

    /** The canvas's name, for logs; empty where nobody said. */
    public String canvas() {
        return canvas;
    }

    /** Every frame's cells together. */
    public int cells() {
        return answers.length;
    }

    public int cellsPerFrame() {
        return cellsPerFrame;
    }

    public int frames() {
        return answers.length / cellsPerFrame;
    }

    public long paper() {
        return paper;
    }

    /** Null where nothing is drawn into data. */
    public Drawing drawing() {
        return drawing;
    }

    /** Null where only the address that was asked answers. */
    public Hops hops() {
        return hops;
    }

    /** How many cells a column has: one for each hop and one for the destination; 1 where there are no hops. */
    public int hopRows() {
        return hopRows;
    }

    /** Which line of its frame a cell is in, from 0. */
    public int row(int cell) {
        return hops == null ? cell % cellsPerFrame / columns : cell % hopRows;
    }

    /** Its place in the line, from 0. */
    public int column(int cell) {
        return hops == null ? cell % cellsPerFrame % columns : cell % cellsPerFrame / hopRows;
    }

    /**
     * The cell of a session's position: of its first frame at position 0, then of the next, and so on; a position before 0
     * counts back from the last cell. A score that draws into data has a cell a row: a request shows all rows of a frame where
     * its data have room for them, else each request as many as they have.
     *
     * @param frame the session's first
     */
    public int cell(long position, int frame, int dataLength) {
        if (drawing == null) {
            return (int) Math.floorMod(position + (long) frame * cellsPerFrame, (long) answers.length);
        }
        int rows = drawing.rowsIn(dataLength);
        int pages = (cellsPerFrame + rows - 1) / rows;
        long page = Math.floorMod(position, (long) pages);
        long shown = Math.floorMod(Math.floorDiv(position, (long) pages) + frame, (long) frames());
        return (int) (shown * cellsPerFrame + page * rows);
    }

    /** True where a request's cell, or the rows it shows, end a frame. */
    public boolean endsFrame(int cell, int dataLength) {
        int shown = drawing == null ? 1 : drawing.rowsIn(dataLength);
        return cell % cellsPerFrame + shown >= cellsPerFrame;
    }

    /** For IPv4. */
    public long answer(int cell) {
        return answers[cell];
    }

    public long answer(int cell, boolean six) {
        return six ? answers6[cell] : answers[cell];
    }

    /** What a client gets for a cell, whose own address may be part of the picture. */
    public long answer(int cell, boolean six, long sourceHigh, long sourceLow) {
        long answer = six ? answers6[cell] : answers[cell];
        if (Answer.kind(answer) != Answer.KIND_ADDRESS) {
            return answer;
        }
        return AddressFont.isInk(sourceHigh, sourceLow, Answer.place(answer), Answer.pixel(answer)) ? ink : paper;
    }

    /** To the last answer. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Score s
                && title.equals(s.title)
                && canvas.equals(s.canvas)
                && Arrays.equals(answers, s.answers)
                && Arrays.equals(answers6, s.answers6)
                && cellsPerFrame == s.cellsPerFrame
                && paper == s.paper
                && ink == s.ink
                && columns == s.columns
                && Objects.equals(drawing, s.drawing)
                && Objects.equals(hops, s.hops);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                title, canvas, answers.length, cellsPerFrame, paper, ink, columns); // the answers are too many
    }
}
