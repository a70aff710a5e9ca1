package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally one = new Tally();
    private final Tally other = new Tally();

    @Test
    void severalThreadsAreSummedAtEachMoment() {
        Tally all = Tally.of(List.of(one, other));
        one.countRequest(false);
        one.count(Verdict.REPLY);
        other.countRequest(true);
        other.count(Verdict.SILENCE);
        other.countSilent();
        Tally then = all.copy();
        other.count(Verdict.FRAGMENT);
        assertEquals("2 2 1 1 1 1", told(then));
        assertEquals("3 3 1 1 1 1", told(all));
        assertEquals(1, all.of(Verdict.FRAGMENT));
        assertEquals(2, all.of(Verdict.Fate.ANSWERED));
    }

    @Test
    void oneIsItself() {
        assertSame(one, Tally.of(List.of(one)));
    }

    private static String told(Tally tally) {
        return tally.total() + " " + tally.own() + " " + tally.silent() + " " + tally.requests(false) + " "
                + tally.requests(true) + " " + tally.of(Verdict.REPLY);
    }
}
