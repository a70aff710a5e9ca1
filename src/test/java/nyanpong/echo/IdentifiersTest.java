package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** IPv4 identifications and IPv6 flow labels: ours to choose, not a peer's to guess. */
class IdentifiersTest {
    private static final int ROUND = 0x10000;

    @Test
    void anIdentificationIsNotRepeatedWithinItsRound() {
        Identification identification = new Identification(1);
        for (int round = 0; round < 8; round++) {
            BitSet seen = new BitSet(ROUND);
            for (int i = 0; i < ROUND; i++) {
                seen.set(identification.next());
            }
            assertEquals(ROUND, seen.cardinality());
        }
    }

    @Test
    void everyRoundAndEverySeedHasAnOrderOfItsOwn() {
        Identification one = new Identification(1);
        Identification two = new Identification(2);
        int[] first = round(one);
        assertFewAgree(first, round(one));
        assertFewAgree(first, round(two));
    }

    /** A step that is often the same would tell a peer how many packets went to others: RFC 6274 section 3.5. */
    @Test
    void theStepFromOneToTheNextIsNotTelling() {
        int[] ids = round(new Identification(3));
        int[] steps = new int[ROUND];
        for (int i = 1; i < ROUND; i++) {
            steps[ids[i] - ids[i - 1] & 0xffff]++;
        }
        assertTrue(Arrays.stream(steps).max().orElse(0) < 100);
    }

    @Test
    void aFlowLabelIsOnePairsAlways() {
        FlowLabel label = new FlowLabel(1);
        Set<Integer> labels = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Request r = Requests.v6(i, 7, 1, 1);
            int is = label.of(r);
            assertEquals(0, is & ~0xfffff, "20 bits");
            labels.add(is);
            // Neither the request's number nor the order in which pairs come may matter.
            assertEquals(is, label.of(Requests.v6(i, 7, 2, 9)));
        }
        assertTrue(labels.size() > 990, "pairs share labels: " + labels.size());
        assertNotEquals(label.of(Requests.v6(1, 7, 1, 1)), label.of(Requests.v6(7, 1, 1, 1)), "a direction");
        assertNotEquals(label.of(Requests.v6(1, 7, 1, 1)), new FlowLabel(2).of(Requests.v6(1, 7, 1, 1)), "a seed");
    }

    private static int[] round(Identification identification) {
        int[] ids = new int[ROUND];
        for (int i = 0; i < ROUND; i++) {
            ids[i] = identification.next();
        }
        return ids;
    }

    private static void assertFewAgree(int[] one, int[] other) {
        int agree = 0;
        for (int i = 0; i < ROUND; i++) {
            agree += one[i] == other[i] ? 1 : 0;
        }
        assertTrue(agree < 100, agree + " of " + ROUND + " are the same");
    }
}
