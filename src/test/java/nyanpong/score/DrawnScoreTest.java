package nyanpong.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores that draw into data: how much a request shows decides where the next one goes on. */
class DrawnScoreTest {
    private static final int ROWS = 6;
    private static final int FRAMES = 3;

    private static final Score SCORE = score();

    @ParameterizedTest
    @CsvSource({"48, 1", "56, 1", "79, 1", "80, 2", "112, 3", "144, 4", "208, 6", "1416, 43", "0, 1", "16, 1"})
    void aRequestShowsTheRowsThatFit(int octets, int rows) {
        assertEquals(rows, SCORE.drawing().rowsIn(octets));
    }

    /** A row, or some, a request; the last page of a frame may be short; then the next frame, and round. */
    @ParameterizedTest
    @CsvSource({"0", "17", "48", "56", "80", "112", "144", "176", "208", "1416", "65507"})
    void pagesFollowOneAnother(int octets) {
        int rows = Math.max(1, (octets - 16) / 32);
        long position = 0;
        for (int round = 0; round < 2; round++) {
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int row = 0; row < ROWS; row += rows) {
                    int cell = SCORE.cell(position++, 0, octets);
                    assertEquals(frame * ROWS + row, cell);
                    assertEquals(row + rows >= ROWS, SCORE.endsFrame(cell, octets));
                }
            }
        }
    }

    @Test
    void aSessionsFirstFrameAndWhatIsBeforeIt() {
        assertEquals(2 * ROWS, SCORE.cell(0, 2, 1416));
        assertEquals(0, SCORE.cell(1, 2, 1416));
        assertEquals(2 * ROWS, SCORE.cell(-1, 0, 1416));
        assertEquals(2 * ROWS + 4, SCORE.cell(-1, 0, 80));
        assertEquals(ROWS + 3, SCORE.cell(3, 1, 56));
    }

    @Test
    void aDrawingIsWholeRows() {
        assertThrows(IllegalArgumentException.class, () -> new Drawing(new byte[33], 32, 16));
        assertThrows(IllegalArgumentException.class, () -> new Drawing(new byte[32], 0, 16));
        byte[] cells = new byte[64];
        Drawing drawing = new Drawing(cells, 32, 16);
        cells[0] = 1;
        assertEquals(0, drawing.cell(0, 0));
        assertEquals(2, drawing.rows());
    }

    private static Score score() {
        long[] answers = new long[ROWS * FRAMES];
        Arrays.setAll(answers, Answer::drawn);
        return new Score("drawn", answers, ROWS, Answer.REPLY)
                .withDrawing(new Drawing(new byte[ROWS * FRAMES * 32], 32, 16));
    }
}
