package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nyanpong.score.Answer;
import org.junit.jupiter.api.Test;

/** The table of what sessions get, which forgets what no session has. */
class PartsTest {
    private final Parts parts = new Parts(0);

    @Test
    void aPlainReplyIsThereFromTheFirst() {
        assertSame(Part.REPLY, parts.get(0));
        assertEquals(0, parts.take(Part.plain(Answer.REPLY)));
        parts.leave(0);
        parts.leave(0);
        assertSame(Part.REPLY, parts.get(0));
    }

    @Test
    void sessionsOfOnePartShareItsNumberUntilTheLastHasLeft() {
        Part silence = Part.plain(Answer.SILENCE);
        int number = parts.take(silence);
        assertEquals(number, parts.take(silence));
        parts.leave(number);
        assertSame(silence, parts.get(number));
        parts.leave(number);
        assertNull(parts.seen(number));
        assertEquals(number, parts.take(Part.plain(Answer.UNREACHABLE)), "a free number is used again");
        assertNotEquals(number, parts.take(silence));
    }

    @Test
    void anotherTablesNumberSaysNothing() {
        Part silence = Part.plain(Answer.SILENCE);
        Parts other = new Parts(0);
        for (int i = 0; i < 5; i++) {
            other.take(Part.plain(Answer.UNREACHABLE));
        }
        other.take(silence);
        assertSame(silence, parts.get(parts.take(silence)));
    }

    @Test
    void whoeverTakesAndLeavesEachSessionHasItsOwn() {
        Random random = new Random(7);
        List<Part> all = new ArrayList<>(List.of(Part.REPLY));
        for (int i = 0; i < 2000; i++) {
            all.add(Part.plain(Answer.reply(1 + i % 255)));
        }
        Part[] expected = new Part[3000];
        int[] numbers = new int[expected.length];
        for (int turn = 0; turn < 100_000; turn++) {
            int session = random.nextInt(expected.length);
            Part next = all.get(random.nextInt(all.size()));
            int number = parts.take(next);
            if (expected[session] != null) {
                assertSame(expected[session], parts.get(numbers[session]));
                parts.leave(numbers[session]);
            }
            expected[session] = next;
            numbers[session] = number;
        }
    }
}
