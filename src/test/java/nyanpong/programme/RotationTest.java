package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose turn it is, and that every art's turn comes. */
class RotationTest {
    private static final Score[] ARTS = {
        Programmes.score("a", 1),
        Programmes.score("b", 2),
        Programmes.score("c", 3),
        Programmes.score("d", 1),
        Programmes.score("e", 1)
    };
    private static final int SESSIONS = 600;

    @Test
    void perSessionTakesThemInTurn() {
        assertEquals(7, new Rotation.PerSession().turn(7, 123, 456, 789));
        Map<String, Integer> seen = played(new Rotation.PerSession(), true);
        seen.values().forEach(times -> assertEquals(SESSIONS / ARTS.length, times));
        assertEquals(ARTS.length, seen.size());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "599999, 0", "600000, 1", "-1, -1", "86400000, 144"})
    void everySoOftenIsTheClocksTurn(long millis, long turn) {
        assertEquals(turn, new Rotation.Every(Duration.ofMinutes(10)).turn(7, millis, 8, 9));
    }

    /** It would be divided by, on the packet thread. */
    @Test
    void aPeriodIsAMillisecondAtLeast() {
        assertEquals(5, new Rotation.Every(Duration.ofMillis(1)).turn(0, 5, 0, 0));
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(-1)}) {
            assertThrows(IllegalArgumentException.class, () -> new Rotation.Every(none));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 1970-01-01T00:00:00Z, 0",
        "UTC, 1969-12-31T23:59:59.999Z, 23",
        "Asia/Kolkata, 2026-09-21T18:29:59Z, 23",
        "Asia/Kolkata, 2026-09-21T18:30:00Z, 0",
        "Asia/Tokyo, 2026-09-21T00:00:00Z, 9",
        "America/New_York, 2026-01-15T12:00:00Z, 7",
        "America/New_York, 2026-07-15T12:00:00Z, 8",
        "Europe/Berlin, 2026-03-29T00:59:59Z, 1",
        "Europe/Berlin, 2026-03-29T01:00:00Z, 3",
    })
    void byHourIsTheClockOnTheWall(String zone, Instant instant, int hour) {
        Rotation byHour = new Rotation.ByHour(TimeZone.getTimeZone(zone));
        assertEquals(hour, byHour.turn(7, instant.toEpochMilli(), 8, 9));
    }

    /** As long as no other begins, everybody gets the same, however many sessions there are. */
    @Test
    void byTheClockEverybodyHasTheSame() {
        assertEquals(
                1, played(new Rotation.Every(Duration.ofDays(36_500)), true).size());
        int before = hour();
        Map<String, Integer> seen = played(new Rotation.ByHour(TimeZone.getTimeZone("Asia/Kolkata")), true);
        if (hour() == before) {
            assertEquals(Map.of(ARTS[before % ARTS.length].title(), SESSIONS), seen);
        }
    }

    @Test
    void bySourceAClientKeepsItsArt() {
        assertEquals(-8, new Rotation.BySource().turn(7, 6, -8, 9));
        assertEquals(1, played(new Rotation.BySource(), false).size());
        Map<String, Integer> seen = played(new Rotation.BySource(), true);
        assertEquals(ARTS.length, seen.size());
        assertEquals(seen, played(new Rotation.BySource(), true), "the same again");
    }

    @Test
    void atRandomEveryArtComesAsOften() {
        assertEquals(-9, new Rotation.Random().turn(7, 6, 8, -9));
        for (boolean sources : new boolean[] {false, true}) {
            Map<String, Integer> seen = played(new Rotation.Random(), sources);
            assertEquals(ARTS.length, seen.size());
            seen.values().forEach(times -> assertTrue(times > 60 && times < 200, "" + seen));
        }
    }

    /** The same client under the same identifier again: another run, and another art as likely as not. */
    @Test
    void atRandomARunThatBeginsAgainIsAnother() {
        Programme programme = Programmes.playing(new Rotation.Random(), ARTS);
        Pinger pinger = new Pinger(programme, Client.CISCO, 1, 1, 0);
        Map<String, Integer> seen = new HashMap<>();
        for (int run = 0; run < SESSIONS; run++) {
            pinger.wait(31_000).ping(0);
            seen.merge(pinger.last().score().title(), 1, Integer::sum);
        }
        assertEquals(ARTS.length, seen.size());
    }

    /** Without its key nobody can tell which art a client gets. */
    @Test
    void theKeyDecides() {
        Map<String, Integer> first = new HashMap<>();
        for (int key = 0; key < 64; key++) {
            Programme programme = new Programme(
                    java.util.List.of(Programmes.plays(Match.ALL, new Rotation.BySource(), ARTS)), 8, key, 2);
            Pinger pinger = new Pinger(programme, Client.CISCO, 1, 1, 0);
            pinger.ping(0);
            first.merge(pinger.last().score().title(), 1, Integer::sum);
        }
        assertNotEquals(1, first.size());
    }

    /** A session keeps the score that it began with, where an art shows the time. */
    @Test
    void aReplacedScoreIsTheNextSessions() {
        Playing playing = new Playing(ARTS[0]);
        Programme programme = Programmes.of(
                64, new Rule.Play(Match.ALL, java.util.List.of(playing), new Rotation.PerSession(), null));
        Pinger old = new Pinger(programme, Client.CISCO, 1, 1, 0);
        old.ping(0);
        playing.replace(ARTS[1]);
        old.wait(1).ping(1);
        assertEquals("a", old.last().score().title());
        Pinger next = new Pinger(programme, Client.CISCO, 1, 2, 0);
        next.ping(0);
        assertEquals("b", next.last().score().title());
    }

    private static int hour() {
        return Instant.now().atZone(java.time.ZoneId.of("Asia/Kolkata")).getHour();
    }

    private static Map<String, Integer> played(Rotation rotation, boolean sources) {
        Programme programme = Programmes.playing(rotation, ARTS);
        Map<String, Integer> seen = new HashMap<>();
        for (int session = 0; session < SESSIONS; session++) {
            Pinger pinger = new Pinger(programme, Client.CISCO, sources ? session : 1, session, 0);
            pinger.ping(0);
            seen.merge(pinger.last().score().title(), 1, Integer::sum);
        }
        return seen;
    }
}
