package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.canvas.HexdumpCanvas.Dialect;
import nyanpong.score.Drawing;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ping dumps of a reply that was drawn on. */
class HexdumpCanvasTest {
    private static final String SHADES = " .:-=+*#%@";
    private static final String PAPER = "0 ".repeat(32);

    /** Ten of ink from none to full, in fifteenths; then the picture's right half. */
    private static final Art TWO_ROWS =
            Drawn.own("hexdump", Drawn.frame(SHADES + " ".repeat(22), " ".repeat(31) + "@"));

    private static final String FIRST = "0 2 3 5 7 8 a c d f " + "0 ".repeat(22);
    private static final String SECOND = "0 ".repeat(31) + "f ";

    @Test
    void oneOctetIsOneCell() {
        Art full = Drawn.own("hexdump", Drawn.frame("@".repeat(32)));
        assertEquals(List.of("#16\tf "), predict(Dialect.IPUTILS, 17, full));
    }

    /** The usual ping's 56 octets are a row and a quarter. */
    @Test
    void aFrameThatIsLargerThanTheDataTakesSeveralPings() {
        assertEquals(
                List.of("#16\t" + FIRST, "#48\t" + SECOND.substring(0, 16), "#16\t" + SECOND, "#48\t" + "0 ".repeat(8)),
                predict(Dialect.IPUTILS, 56, TWO_ROWS));
        Art turned = Drawn.own("hexdump", Drawn.frame("@", "@".repeat(8) + " ".repeat(24)));
        assertEquals(
                "#48\t" + "f ".repeat(8), predict(Dialect.IPUTILS, 56, turned).get(1));
    }

    @Test
    void aFrameThatIsSmallerThanTheDataIsCentred() {
        assertEquals(
                List.of(
                        "#16\t" + PAPER,
                        "#48\t" + PAPER,
                        "#80\t" + FIRST,
                        "#112\t" + SECOND,
                        "#144\t" + PAPER,
                        "#176\t" + PAPER),
                predict(Dialect.IPUTILS, 208, TWO_ROWS));
    }

    @ParameterizedTest
    @CsvSource({"1416, 44, 24, 20", "65507, 2047, 19, 1022"})
    void largeDumps(int size, int rows, int last, int above) {
        List<String> lines = predict(Dialect.IPUTILS, size, TWO_ROWS);
        assertEquals(rows, lines.size());
        for (int i = 0; i < rows; i++) {
            String cells = i == above ? FIRST : i == above + 1 ? SECOND : "0 ".repeat(i == rows - 1 ? last : 32);
            assertEquals("#" + (16 + 32 * i) + "\t" + cells, lines.get(i));
        }
    }

    /** After the line of the client's time, each octet in three columns. */
    @Test
    void macOsAndBsdDumpSixteenToARow() {
        Art own = Drawn.own("hexdump", Drawn.frame(SHADES + "@     ", " ".repeat(15) + "@"));
        String first = "\t 0  2  3  5  7  8  a  c  d  f  f " + " 0 ".repeat(5);
        String second = "\t" + " 0 ".repeat(15) + " f ";
        String paper = "\t" + " 0 ".repeat(16);
        assertEquals(List.of(first, second, paper), predict(Dialect.BSD, 56, own));
        assertEquals(List.of("\t 0  2  3  5  7  8  a  c  d ", "\t" + " 0 ".repeat(9)), predict(Dialect.BSD, 17, own));
        List<String> large = predict(Dialect.BSD, 208, own);
        assertEquals(13, large.size());
        assertEquals(List.of(first, second), large.subList(5, 7));
        assertEquals("\t" + " 0 ".repeat(8), large.getLast());
        assertEquals(88, predict(Dialect.BSD, 1416, own).size());
        assertEquals(4094, predict(Dialect.BSD, 65_507, own).size());
    }

    /** Its cells are two columns wide: what is drawn for a terminal gets twice its rows. */
    @Test
    void aTerminalsCellIsTwoOfItsHigh() {
        String row = "#%d\t" + "0 ".repeat(15) + "f f " + "0 ".repeat(15);
        Score score = canvas(Dialect.IPUTILS, 144).compile(Drawn.art("@@", "@@"));
        assertEquals(4, score.cellsPerFrame());
        assertEquals(
                List.of(row.formatted(16), row.formatted(48), row.formatted(80), row.formatted(112)),
                canvas(Dialect.IPUTILS, 144).predict(score, 0, false));
    }

    /** Its octets take three columns, so a picture needs half as many rows again to keep its shape. */
    @Test
    void macOsAndBsdKeepAPicturesShape() {
        String half = " ".repeat(16) + "@".repeat(16);
        String[] rows = Collections.nCopies(4, half).toArray(String[]::new);
        String line = "\t" + " 0 ".repeat(8) + " f ".repeat(8);
        assertEquals(List.of(line, line, line), predict(Dialect.BSD, 56, Drawn.own("hexdump", Drawn.frame(rows))));
        String wide = " ".repeat(32) + "@".repeat(32);
        assertEquals(
                List.of(line, line, line), predict(Dialect.BSD, 56, Drawn.art(Drawn.frame(wide, wide, wide, wide))));
    }

    @Test
    void largerArtIsAveragedByArea() {
        String checks = "@ ".repeat(32);
        Art art = Drawn.own("hexdump", Drawn.frame(checks, checks));
        assertEquals(List.of("#16\t" + "8 ".repeat(32)), predict(Dialect.IPUTILS, 48, art));
        Art terminal = Drawn.art(checks);
        assertEquals(List.of("#16\t" + "8 ".repeat(32)), predict(Dialect.IPUTILS, 48, terminal));
    }

    /** A second frame begins where the first one's rows end. */
    @Test
    void framesAreRowsOfOneDrawing() {
        Score score =
                canvas(Dialect.IPUTILS, 80).compile(Drawn.own("hexdump", Drawn.frame("@"), Drawn.frame("@@", "@@")));
        Drawing drawing = score.drawing();
        assertEquals(32, drawing.width());
        assertEquals(16, drawing.start());
        assertEquals(4, drawing.rows());
        assertEquals(2, score.frames());
        assertEquals(
                List.of(
                        "#16\t" + "0 ".repeat(15) + "f f " + "0 ".repeat(15),
                        "#48\t" + "0 ".repeat(15) + "f f " + "0 ".repeat(15)),
                canvas(Dialect.IPUTILS, 80).predict(score, 1, false));
    }

    @Test
    void widthsChooseTheDialect() {
        assertEquals(Dialect.IPUTILS, Dialect.ofWidth(32));
        assertEquals(Dialect.BSD, Dialect.ofWidth(16));
    }

    @ParameterizedTest
    @CsvSource({"1416, 1, 40", "1416, 1, 43", "1416, 2, 44", "56, 3, 3", "17, 3, 3", "65507, 1, 100"})
    void tellsHowManyPingsAFrameTakes(int size, int pings, int rows) {
        HexdumpCanvas canvas = canvas(Dialect.IPUTILS, size);
        String[] frame = Collections.nCopies(rows, "@").toArray(String[]::new);
        Showing showing = canvas.showing(canvas.compile(Drawn.own("hexdump", Drawn.frame(frame))), 0);
        assertEquals(pings, showing.pings());
        assertTrue(showing.command().equals("ping -s " + size + " -c " + pings + " HOST"), showing.command());
    }

    private static List<String> predict(Dialect dialect, int size, Art art) {
        HexdumpCanvas canvas = canvas(dialect, size);
        return canvas.predict(canvas.compile(art), 0, false);
    }

    private static HexdumpCanvas canvas(Dialect dialect, int size) {
        return new HexdumpCanvas(dialect, size);
    }
}
