package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OnlookerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SOURCE = 0xcb007100;

    private final Programme programme =
            Programmes.playing(Programmes.PER_SESSION, new Score("cat", new long[20], 10, Answer.REPLY));
    private final Onlooker onlooker = programme.onlooker();

    @Test
    void seesAPictureGrowFrameAfterFrame() {
        Pinger pinger = new Pinger(programme, Client.CISCO, SOURCE, 7, SECOND);
        for (int sequence = 0; sequence < 25; sequence++) {
            pinger.ping(sequence);
            Sight sight = onlooker.look(SECOND, 5).sights().getFirst();
            assertEquals(sequence / 10 % 2, sight.frame(), "frame of " + sequence);
            assertEquals(sequence % 10 + 1, sight.cells(), "cells at " + sequence);
            assertEquals(sequence + 1, sight.requests());
            assertEquals(
                    "203.0.113.0 CISCO cat",
                    sight.source() + " " + sight.client() + " " + sight.score().title());
        }
    }

    /** What is lost is shown all the same: the client has a place for it. */
    @Test
    void goesByTheHighestNumberNotByHowManyCame() {
        new Pinger(programme, Client.CISCO, SOURCE, 7, SECOND).run(0, 6, 3);
        assertEquals(7, onlooker.look(SECOND, 5).sights().getFirst().cells());
        new Pinger(programme, Client.FPING, SOURCE + 1, 7, SECOND).run(0, 6, 3);
        assertEquals(3, onlooker.look(2 * SECOND, 5).sights().getFirst().cells());
    }

    @Test
    void ofManyTheLatestThatCameBackComeFirst() {
        for (int i = 0; i < 20; i++) {
            Pinger pinger = new Pinger(programme, Client.CISCO, SOURCE + i, 7, SECOND + i);
            pinger.ping(0);
            if (i % 5 == 0) {
                pinger.ping(1);
            }
        }
        Onlooker.View view = onlooker.look(2 * SECOND, 6);
        assertEquals(20, view.sessions());
        assertEquals(20, view.drawings());
        assertEquals(
                List.of("203.0.113.15", "203.0.113.10", "203.0.113.5", "203.0.113.0", "203.0.113.19", "203.0.113.18"),
                view.sights().stream().map(Sight::source).toList());
    }

    @Test
    void whatIsIdleOrPlainIsNotDrawn() {
        new Pinger(programme, Client.CISCO, SOURCE, 7, SECOND).run(0, 1);
        assertEquals(1, onlooker.look(11 * SECOND, 5).drawings());
        Onlooker.View later = onlooker.look(12 * SECOND, 5);
        assertEquals("1 0 []", later.sessions() + " " + later.drawings() + " " + later.sights());
        assertEquals(0, onlooker.look(40 * SECOND, 5).sessions());
        Programme plain = Programmes.of(64);
        new Pinger(plain, Client.CISCO, SOURCE, 7, SECOND).run(0, 1);
        assertEquals(1, plain.onlooker().look(SECOND, 5).sessions());
        assertEquals(0, plain.onlooker().look(SECOND, 5).drawings());
    }

    @Test
    void seesTheSessionsOfSuccessorsToo() {
        Programme next = programme.successor(List.of(Programmes.plays(Match.ALL, Programmes.score("dog", 1))));
        new Pinger(next, Client.CISCO, SOURCE, 7, SECOND).run(0, 1);
        assertEquals("dog", onlooker.look(SECOND, 5).sights().getFirst().score().title());
    }

    /** Eight places, four times as many clients, and a look as often as can be: nobody is seen with another's picture. */
    @Test
    @Timeout(20)
    void neverMixesTwoSessions() throws Exception {
        Score cat = new Score("cat", new long[1000], 1000, Answer.REPLY);
        Score dog = new Score("dog", new long[10], 10, Answer.REPLY);
        Programme small = Programmes.of(
                8,
                Programmes.plays(Programmes.match(null, new Prefix(0, 0xffff_cb00_7100L, 124), 0), cat),
                Programmes.plays(Match.ALL, dog));
        AtomicBoolean stop = new AtomicBoolean();
        Thread packets = Thread.ofPlatform().start(() -> {
            Pinger[] pingers = new Pinger[32];
            for (int i = 0; i < pingers.length; i++) {
                pingers[i] = new Pinger(small, Client.CISCO, SOURCE + i, 7, SECOND);
            }
            for (int n = 0; !stop.get(); n++) {
                pingers[n * 7 % 32].run(n & 0xffff);
            }
        });
        Onlooker over = small.onlooker();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1500);
        long seen = 0;
        while (System.nanoTime() - end < 0) {
            for (Sight sight : over.look(SECOND, 8).sights()) {
                boolean first = (sight.sourceLow() & 0xff) < 16;
                assertEquals(first ? "cat" : "dog", sight.score().title(), sight.source());
                assertTrue(sight.cells() >= 1 && sight.cells() <= sight.score().cellsPerFrame());
                seen++;
            }
        }
        stop.set(true);
        packets.join();
        assertTrue(seen > 1000, "saw " + seen);
    }
}
