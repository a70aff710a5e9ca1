package nyanpong.app.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nyanpong.sys.Waker;
import org.junit.jupiter.api.Test;

class ChoresTest {
    private static final long MILLI = 1_000_000;

    private final List<String> done = new ArrayList<>();

    @Test
    void eachIsDoneWhenItIsDueAndNotBefore() throws Exception {
        Chores chores = new Chores();
        long start = System.nanoTime();
        try (Waker pause = new Waker()) {
            chores.add(40 * MILLI, () -> {
                assertTrue(System.nanoTime() - start >= 40 * MILLI);
                done.add("once");
                return Chores.NEVER;
            });
            chores.every(10 * MILLI, () -> {
                done.add("often");
                if (done.contains("once") && done.size() > 3) {
                    pause.wake();
                }
            });
            chores.run(pause);
        }
        assertTrue(System.nanoTime() - start >= 40 * MILLI);
        assertEquals(1, done.stream().filter("once"::equals).count());
        assertTrue(done.size() <= 1 + (System.nanoTime() - start) / (10 * MILLI), done.toString());
        assertEquals("often", done.getFirst());
    }
}
