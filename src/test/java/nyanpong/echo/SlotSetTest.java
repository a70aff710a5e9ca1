package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlotSetTest {
    private final SlotSet set = new SlotSet();

    @Test
    void anEmptySetHasNoNext() {
        assertEquals(-1, set.next(0));
        assertEquals(-1, set.next(SlotSet.SIZE - 1));
    }

    @Test
    void theEnds() {
        set.add(0);
        set.add(SlotSet.SIZE - 1);
        assertEquals(0, set.next(0));
        assertEquals(SlotSet.SIZE - 1, set.next(1));
        assertEquals(SlotSet.SIZE - 1, set.next(SlotSet.SIZE - 1));
        set.remove(SlotSet.SIZE - 1);
        assertEquals(-1, set.next(1));
    }

    /** Few members and many, near each other and far apart: every level is empty, full and in between. */
    @Test
    void asASortedSet() {
        Random random = new Random(1);
        TreeSet<Integer> model = new TreeSet<>();
        for (int i = 0; i < 200_000; i++) {
            int slot = random.nextInt(2 << random.nextInt(18));
            if (random.nextInt(100) < (i / 20_000 % 2 == 0 ? 60 : 30)) {
                set.add(slot);
                model.add(slot);
            } else {
                set.remove(slot);
                model.remove(slot);
            }
            int from = random.nextInt(2 << random.nextInt(18));
            Integer next = model.ceiling(from);
            assertEquals(next == null ? -1 : next, set.next(from), "operation " + i + ", from " + from);
        }
    }
}
