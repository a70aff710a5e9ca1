package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;

/** One programme for several packet threads: sessions of their own, and turns that they count together. */
class ThreadsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SOURCE = 0xcb007100;
    private static final int THREADS = 3;

    private final List<Rule> rules = List.of(
            Programmes.plays(Match.ALL, Programmes.score("a", 1), Programmes.score("b", 1), Programmes.score("c", 1)));
    private final List<Programme> programmes = Programme.forThreads(THREADS, rules, 300, 1, 2, () -> 0);

    @Test
    void eachHasItsShareOfThePlaces() {
        assertEquals(
                THREADS * 128, programmes.stream().mapToInt(Programme::places).sum());
    }

    @Test
    void aRotationGoesOnFromThreadToThread() {
        List<String> played = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            played.add(begin(programmes.get(i * 2 % THREADS), i).last().score().title());
        }
        assertEquals("a b c a b c a b c", String.join(" ", played));
    }

    @Test
    void successorsCountNewRulesTogetherToo() {
        List<Rule> others = new ArrayList<>(rules);
        others.addFirst(Programmes.plays(
                Programmes.match(Client.CISCO, null, 0), Programmes.score("d", 1), Programmes.score("e", 1)));
        List<Programme> next = Programme.successors(programmes, others);
        List<String> played = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            played.add(begin(next.get(i % THREADS), i).last().score().title());
        }
        assertEquals("d e d e d e", String.join(" ", played));
    }

    @Test
    void anOnlookerSeesAllAndTellsThemApart() {
        Onlooker onlooker = Programme.onlooker(programmes);
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            Pinger pinger = begin(programmes.get(i % THREADS), i);
            int place = pinger.last().place();
            Sight sight = onlooker.at(place);
            assertEquals("203.0.113." + i, sight.source());
            assertEquals(place, sight.place());
            assertTrue(places.add(place));
        }
        Onlooker.View view = onlooker.look(2 * SECOND, 4);
        assertEquals(
                "6 6 4",
                view.sessions() + " " + view.drawings() + " " + view.sights().size());
        assertEquals(
                1,
                programmes.stream().map(p -> p.sessions(2 * SECOND)).distinct().count());
    }

    /** The same client on another thread would be another session: its packets must come to one. */
    @Test
    void sessionsAreNotShared() {
        Score score = begin(programmes.get(0), 1).last().score();
        assertNotEquals(score, begin(programmes.get(1), 1).last().score());
    }

    private static Pinger begin(Programme programme, int host) {
        Pinger pinger = new Pinger(programme, Client.CISCO, SOURCE + host, 7, SECOND + host);
        pinger.ping(0);
        return pinger;
    }
}
