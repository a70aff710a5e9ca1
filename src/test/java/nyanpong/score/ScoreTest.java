package nyanpong.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void positionsGoRoundInBothDirections() {
        Score score = new Score("six", new long[] {0, 1, 2, 3, 4, 5}, 3, 0);
        assertEquals(0, score.cell(0, 0, 56));
        assertEquals(5, score.cell(5, 0, 56));
        assertEquals(0, score.cell(6, 0, 56));
        assertEquals(5, score.cell(-1, 0, 56));
        assertEquals(1, score.cell(6_000_000_000_001L, 0, 56));
        assertEquals(Math.floorMod(Long.MIN_VALUE, 6), score.cell(Long.MIN_VALUE, 0, 56));
    }

    /** The session's first frame, and from it on. */
    @Test
    void aSessionMayBeginAtAnyFrame() {
        Score score = new Score("six", new long[] {0, 1, 2, 3, 4, 5}, 2, 0);
        assertEquals(4, score.cell(0, 2, 56));
        assertEquals(0, score.cell(2, 2, 56));
        assertEquals(3, score.cell(-1, 2, 56));
    }

    /** Frames of five rows, of which data of 80 octets show two, of 56 one and a part: 3 and 5 pages. */
    @Test
    void aDrawingsCellsArePages() {
        Score score = drawn(2, 5);
        int[] two = {0, 2, 4, 5, 7, 9, 0};
        for (int position = 0; position < two.length; position++) {
            assertEquals(two[position], score.cell(position, 0, 80));
            assertEquals(position % 10, score.cell(position, 0, 56));
        }
        assertEquals(5, score.cell(0, 1, 80));
        assertEquals(9, score.cell(-1, 0, 80));
        assertEquals(5, score.cell(1, 0, 16 + 5 * 32));
        assertEquals(0, score.cell(2, 0, 16 + 5 * 32));
        assertEquals(3, score.cell(3, 0, 0));
    }

    @Test
    void aFrameEndsWithItsLastCell() {
        Score cells = new Score("six", new long[] {0, 1, 2, 3, 4, 5}, 3, 0);
        Score rows = drawn(2, 5);
        for (int cell = 0; cell < 6; cell++) {
            assertEquals(cell == 2 || cell == 5, cells.endsFrame(cell, 56));
            assertEquals(cell == 4, rows.endsFrame(cell, 56));
            assertEquals(cell == 3 || cell == 4, rows.endsFrame(cell, 80));
            assertTrue(rows.endsFrame(cell, 65_507));
        }
    }

    @Test
    void aClientsAddressIsInkOrPaper() {
        long[] answers = LongStream.range(0, 15)
                .map(pixel -> Answer.address(0, (int) pixel))
                .toArray();
        Score score = new Score("one", answers, 15, Answer.SILENCE).withInk(Answer.UNREACHABLE);
        StringBuilder one = new StringBuilder();
        for (int pixel = 0; pixel < 15; pixel++) {
            one.append(score.answer(pixel, false, 0, 0xffff_0101_0101L) == Answer.UNREACHABLE ? '@' : '.');
        }
        assertEquals(".@.@@..@..@.@@@", one.toString());
        assertEquals(Answer.SILENCE, score.answer(0, false, 0, 0xffff_0101_0101L));
    }

    @Test
    void theIpVersionsHaveAsManyAnswers() {
        Score score = new Score("two", new long[] {0, 0}, 1, 0);
        assertEquals(1, score.withIpv6(new long[] {1, 0}).answer(0, true));
        assertEquals(0, score.withIpv6(new long[] {1, 0}).answer(0, false));
        assertThrows(IllegalArgumentException.class, () -> score.withIpv6(new long[] {1}));
    }

    private static Score drawn(int frames, int rows) {
        long[] answers =
                IntStream.range(0, frames * rows).mapToLong(Answer::drawn).toArray();
        return new Score("drawn", answers, rows, 0).withDrawing(new Drawing(new byte[frames * rows * 32], 32, 16));
    }

    @Test
    void answersCannotBeChangedFromOutside() {
        long[] answers = {Answer.REPLY};
        Score score = new Score("one", answers, 1, Answer.REPLY);
        answers[0] = Answer.SILENCE;
        assertEquals(Answer.REPLY, score.answer(0));
    }

    @Test
    void refusesWhatIsNotWholeFrames() {
        assertThrows(IllegalArgumentException.class, () -> new Score("none", new long[0], 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Score("cut", new long[5], 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new Score("zero", new long[5], 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Score("negative", new long[5], -5, 0));
    }

    @Test
    void anErrorKeepsItsFourNumbers() {
        long error = Answer.error(255, 254, 253, 252);
        assertEquals(Answer.KIND_ERROR, Answer.kind(error));
        assertEquals(255, Answer.type(error));
        assertEquals(254, Answer.code(error));
        assertEquals(253, Answer.type6(error));
        assertEquals(252, Answer.code6(error));
    }

    /** DESIGN.md, "Never send": ink is host or address unreachable, and nothing that closes connections or moves an MTU. */
    @Test
    void inkIsHarmless() {
        assertEquals(Answer.error(3, 1, 1, 3), Answer.UNREACHABLE);
        assertEquals(Answer.error(11, 0, 3, 0), Answer.TIME_EXCEEDED);
    }
}
