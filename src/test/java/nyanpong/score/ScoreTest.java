package nyanpong.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void positionsGoRoundInBothDirections() {
        Score score = new Score("six", new long[] {0, 1, 2, 3, 4, 5}, 3, 0);
        assertEquals(0, score.cell(0));
        assertEquals(5, score.cell(5));
        assertEquals(0, score.cell(6));
        assertEquals(5, score.cell(-1));
        assertEquals(1, score.cell(6_000_000_000_001L));
        assertEquals(Math.floorMod(Long.MIN_VALUE, 6), score.cell(Long.MIN_VALUE));
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
