package nyanpong.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind keeps what it is made of, at its limits too. */
class AnswerTest {
    @Test
    void kindsAreTheirOwn() {
        List<Long> each = List.of(
                Answer.reply(255),
                Answer.SILENCE,
                Answer.UNREACHABLE,
                Answer.shifted(1),
                Answer.drawn(1),
                Answer.address(1, 1));
        for (int kind = 0; kind < each.size(); kind++) {
            assertEquals(kind, Answer.kind(each.get(kind)));
            assertEquals(kind, Answer.kind(Answer.late(each.get(kind), Answer.LONGEST_DELAY_MILLIS)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 888_000, 888_888_888_000L, 0xff_ffff_ffffL})
    void aShiftKeepsItsMilliseconds(long millis) {
        assertEquals(millis, Answer.shiftMillis(Answer.shifted(millis)));
        assertEquals(millis, Answer.shiftMillis(Answer.late(Answer.shifted(millis), Answer.LONGEST_DELAY_MILLIS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 43, 65_536, Integer.MAX_VALUE})
    void aDrawingKeepsItsRow(int row) {
        assertEquals(row, Answer.row(Answer.drawn(row)));
        assertEquals(row, Answer.row(Answer.late(Answer.drawn(row), Answer.LONGEST_DELAY_MILLIS)));
    }

    @Test
    void anErrorKeepsItsHopAndDelay() {
        long error = Answer.late(Answer.from(Answer.error(255, 254, 253, 252), 251), 65_535);
        assertEquals(
                List.of(255, 254, 253, 252, 251, 65_535),
                List.of(
                        Answer.type(error),
                        Answer.code(error),
                        Answer.type6(error),
                        Answer.code6(error),
                        Answer.hop(error),
                        Answer.delayMillis(error)));
        assertEquals(Answer.from(Answer.error(255, 254, 253, 252), 251), Answer.prompt(error));
    }

    @Test
    void anAddressKeepsItsPlaceAndPixel() {
        long answer = Answer.address(38, 14);
        assertEquals(38, Answer.place(answer));
        assertEquals(14, Answer.pixel(answer));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Answer.reply(256));
        assertThrows(IllegalArgumentException.class, () -> Answer.reply(-1));
        assertThrows(IllegalArgumentException.class, () -> Answer.shifted(-1));
        assertThrows(IllegalArgumentException.class, () -> Answer.shifted(0x100_0000_0000L));
        assertThrows(IllegalArgumentException.class, () -> Answer.drawn(-1));
        assertThrows(IllegalArgumentException.class, () -> Answer.from(Answer.UNREACHABLE, 256));
        assertThrows(IllegalArgumentException.class, () -> Answer.late(Answer.REPLY, 65_536));
        assertThrows(IllegalArgumentException.class, () -> Answer.late(Answer.REPLY, -1));
    }
}
