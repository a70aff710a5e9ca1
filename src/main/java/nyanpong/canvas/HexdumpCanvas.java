package nyanpong.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import nyanpong.art.Art;
import nyanpong.score.Answer;
import nyanpong.score.Drawing;
import nyanpong.score.Score;

/**
 * The dump that Linux's ping prints of a reply whose data came back changed, and that of macOS and BSD: an octet below 16 is
 * one hexadecimal digit and a blank, so a cell is as wide as it is tall, and one reply is a whole picture.
 */
public final class HexdumpCanvas implements Canvas {
    /** What {@code ping -s} is told for the picture of a preview: 43 rows and three quarters of 32 cells. */
    public static final int USUAL_SIZE = 1416;

    private static final int INKS = 15;
    private static final double SQUARE = 1;

    /** How a client dumps. */
    public enum Dialect {
        /** Rows of 32 octets, each with its offset; the first 16 octets are the client's time, and not compared. */
        IPUTILS(32, 16, SQUARE),
        /**
         * macOS's and FreeBSD's: rows of 16, an octet in three columns. Here as FreeBSD's, after a first row of the eight octets
         * of the client's time; macOS's first has eight more, and its reply is drawn on from there.
         */
        BSD(16, 8, SQUARE * 2 / 3);

        final int width;
        final int start;
        final double tall;

        Dialect(int width, int start, double tall) {
            this.width = width;
            this.start = start;
            this.tall = tall;
        }

        /** The one whose rows are as wide. */
        public static Dialect ofWidth(int width) {
            return width == IPUTILS.width ? IPUTILS : BSD;
        }
    }

    private final Dialect dialect;
    private final int size;

    /** @param size of the predicted request's data */
    public HexdumpCanvas(Dialect dialect, int size) {
        this.dialect = dialect;
        this.size = size;
    }

    /** Of a request of Linux's ping whose dump is so many rows. */
    public static int sizeOf(int rows) {
        return Dialect.IPUTILS.start + rows * Dialect.IPUTILS.width;
    }

    @Override
    public String name() {
        return "hexdump";
    }

    /** A cell is a row: what a request shows of it depends on its length. */
    @Override
    public Score compile(Art art) {
        List<Raster> rasters = Raster.of(art, name(), dialect.width, dialect.tall, SQUARE);
        int height = Raster.height(rasters);
        byte[] cells = new byte[rasters.size() * height * dialect.width];
        long[] answers = new long[rasters.size() * height];
        for (int row = 0; row < answers.length; row++) {
            answers[row] = Answer.drawn(row);
            for (int x = 0; x < dialect.width; x++) {
                double ink = rasters.get(row / height).ink(x, row % height);
                cells[row * dialect.width + x] = (byte) Math.round(ink * INKS);
            }
        }
        return new Score(art.name(), answers, height, Answer.REPLY)
                .withColumns(1)
                .withDrawing(new Drawing(cells, dialect.width, dialect.start));
    }

    /** All dumps of a frame, one after the other: a request that has no room for all of it shows some of its rows. */
    @Override
    public List<String> predict(Score score, int frame, boolean six) {
        int height = score.cellsPerFrame();
        int rows = score.drawing().rowsIn(size);
        int top = Math.max(0, (rows - height) / 2);
        List<String> lines = new ArrayList<>();
        for (int first = 0; first < height; first += rows) {
            for (int offset = dialect.start; offset < size; offset += dialect.width) {
                int y = first - top + (offset - dialect.start) / dialect.width;
                lines.add(line(score, frame, y, offset));
            }
        }
        return lines;
    }

    /**
     * What a client dumps of a reply: nothing, where its data are those of the request.
     *
     * @param width octets to a line, which tells the client
     */
    public static List<String> dump(int width, byte[] sent, byte[] received) {
        Dialect dialect = Dialect.ofWidth(width);
        int from = Math.min(dialect.start, received.length);
        if (Arrays.equals(sent, Math.min(from, sent.length), sent.length, received, from, received.length)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (int offset = from; offset < received.length; offset += dialect.width) {
            StringBuilder line = new StringBuilder(dialect == Dialect.IPUTILS ? "#" + offset + "\t" : "\t");
            for (int at = offset; at < Math.min(offset + dialect.width, received.length); at++) {
                line.append(dialect == Dialect.BSD && (received[at] & 0xf0) == 0 ? " " : "")
                        .append(Integer.toHexString(received[at] & 0xff))
                        .append(' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @Override
    public Plot plot(Score score, int frame, boolean six, IntToLongFunction answer) {
        int height = score.cellsPerFrame();
        return new Plot(
                dialect.width,
                height,
                dialect.tall,
                (x, y) -> y,
                (x, y) -> score.drawing().cell(x, frame * height + y));
    }

    @Override
    public Showing showing(Score score, int frame) {
        int rows = score.drawing().rowsIn(size);
        int pings = (score.cellsPerFrame() + rows - 1) / rows;
        return new Showing(
                "ping -s " + size + " -c " + pings + " HOST",
                pings,
                pings == 1 ? Showing.ROUND_TRIP_SECONDS : pings - 1,
                pings == 1 ? "all of it in one reply" : "a ping a second");
    }

    /** A dump's line of a frame's row, which is paper where the frame has none. */
    private String line(Score score, int frame, int y, int offset) {
        int height = score.cellsPerFrame();
        StringBuilder line = new StringBuilder(dialect == Dialect.IPUTILS ? "#" + offset + "\t" : "\t");
        for (int x = 0; x < Math.min(dialect.width, size - offset); x++) {
            int cell = y >= 0 && y < height ? score.drawing().cell(x, frame * height + y) : 0;
            line.append(dialect == Dialect.IPUTILS ? "" : " ")
                    .append(Integer.toHexString(cell))
                    .append(' ');
        }
        return line.toString();
    }
}
