package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whole pictures over a bad network: each request's cell is its number's, whatever became of the others. */
class AnchorSimulationTest {
    private static final int CELLS = 1400;
    private static final int REACH = 16;
    private static final int SEEDS = 1000;

    private record Arrival(int index, double when) {}

    @Test
    void lossReorderingAndRepeatsMoveNoCellOfAKnownClient() {
        int drawn = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Client client = random.nextBoolean() ? Client.CISCO : Client.IPUTILS;
            List<Arrival> arrivals = network(random, random.nextDouble() * 0.5);
            // More than sixteen first ones lost: the picture may begin with the first seen.
            if (arrivals.getFirst().index() <= REACH) {
                check(seed, new Pinger(Programmes.endless(), client, 1, 1, 0), client.firstSequence(), arrivals);
                drawn++;
            }
        }
        assertTrue(drawn > SEEDS * 0.9);
    }

    /** Wherever its numbers begin, across the wrap too; its first request comes first, for by it the others are placed. */
    @Test
    void norOfAnUnknownClient() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Arrival> arrivals = network(random, random.nextDouble() * 0.5);
            arrivals.removeIf(arrival -> arrival.index() == 0);
            arrivals.addFirst(new Arrival(0, 0));
            check(seed, new Pinger(Programmes.endless(), Client.UNKNOWN, 1, 1, 0), random.nextInt(65_536), arrivals);
        }
    }

    /** Where the first seen was not the first sent, all cells from the seventeenth on agree with one another. */
    @Test
    void aWrongStartIsPutRightAtTheStart() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Arrival> arrivals = network(random, 0.2);
            Pinger pinger = new Pinger(Programmes.endless(), Client.UNKNOWN, 1, 1, 0);
            int shift = Integer.MIN_VALUE;
            for (int i = 0; i < arrivals.size(); i++) {
                int index = arrivals.get(i).index();
                int is = pinger.wait(1).ping(index) - index;
                if (i > 3 * REACH) {
                    shift = shift == Integer.MIN_VALUE ? is : shift;
                    assertEquals(shift, is, "seed " + seed + ", request " + index);
                }
            }
        }
    }

    private static void check(int seed, Pinger pinger, int first, List<Arrival> arrivals) {
        boolean opens = true;
        for (Arrival arrival : arrivals) {
            int index = arrival.index();
            assertEquals(index, pinger.wait(1).ping(first + index), "seed " + seed + ", request " + index);
            assertEquals(opens, pinger.last().isFirst(), "seed " + seed + ", request " + index);
            opens = false;
        }
    }

    /** Requests in the order in which they arrive: none is overtaken by one sent more than sixteen later. */
    private static List<Arrival> network(SplittableRandom random, double loss) {
        List<Arrival> arrivals = new ArrayList<>();
        double reordering = random.nextBoolean() ? REACH : random.nextDouble() * REACH;
        double repeats = random.nextDouble() * 0.2;
        int burst = 0;
        for (int i = 0; i < CELLS; i++) {
            burst = burst > 0 ? burst - 1 : random.nextInt(300) == 0 ? random.nextInt(200) : 0;
            boolean lost = i > 0 && (burst > 0 || random.nextDouble() < loss);
            if (!lost) {
                arrivals.add(new Arrival(i, i + random.nextDouble() * reordering));
            }
            if (!lost && random.nextDouble() < repeats) {
                arrivals.add(new Arrival(i, i + random.nextDouble() * reordering));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::when));
        return arrivals;
    }
}
