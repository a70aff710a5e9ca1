package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where in the picture a sequence number falls: DESIGN.md, "Anchor". */
class AnchorTest {
    private static final int BEFORE_FIRST = Programmes.ENDLESS;

    private final Programme programme = Programmes.endless();
    private final Pinger cisco = pinger(Client.CISCO);
    private final Pinger iputils = pinger(Client.IPUTILS);
    private final Pinger unknown = pinger(Client.UNKNOWN);

    @Test
    void aPictureBeginsAtTheKnownFirstNumber() {
        assertArrayEquals(cells(0, 1, 2), cisco.run(0, 1, 2));
        assertArrayEquals(cells(0, 1, 2), iputils.run(1, 2, 3));
    }

    /** A router loses its first ping to ARP. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void upToSixteenLostFirstOnesKeepTheirCells(int lost) {
        assertArrayEquals(cells(lost, lost + 1), cisco.run(lost, lost + 1));
        assertArrayEquals(cells(lost, lost + 1), iputils.run(lost + 1, lost + 2));
    }

    @Test
    void furtherOnThePictureBeginsAtTheFirstSeen() {
        assertArrayEquals(cells(0, 1, 3), cisco.run(17, 18, 20));
        assertArrayEquals(cells(0, 1), iputils.run(0, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 33_000, 40_000, 65_535})
    void anUnknownClientBeginsAnywhere(int first) {
        assertArrayEquals(cells(0, 1, 2, 5), unknown.run(first, first + 1, first + 2, first + 5));
    }

    @Test
    void theFirstTwoMayComeSwapped() {
        assertArrayEquals(cells(1, 0, 2), cisco.run(1, 0, 2));
        assertArrayEquals(cells(1, 0, 2), iputils.run(2, 1, 3));
        // Of an unknown client the second was taken for the first: its own cell is wrong, and no other.
        assertArrayEquals(cells(0, 0, 2, 3), unknown.run(101, 100, 102, 103));
    }

    @Test
    void aRequestUpToSixteenBehindMovesTheAnchor() {
        assertArrayEquals(cells(0, 0, 17), unknown.run(100, 84, 101));
    }

    @Test
    void aRequestFurtherBehindDoesNot() {
        assertArrayEquals(cells(0, BEFORE_FIRST - 17, 1), unknown.run(100, 83, 101));
    }

    /** Half a picture is drawn: to move its anchor now would shear it. */
    @Test
    void nothingMovesTheAnchorOfAPictureUnderWay() {
        int[] run = new int[18];
        for (int i = 0; i < run.length; i++) {
            run[i] = 100 + i;
        }
        unknown.run(run);
        assertArrayEquals(cells(18, BEFORE_FIRST - 1, 19), unknown.run(118, 99, 119));
    }

    @ParameterizedTest
    @CsvSource({"CISCO, 0", "IPUTILS, 1", "UNKNOWN, 0", "UNKNOWN, 65530", "UNKNOWN, 40000"})
    void sixteenBitsWrapAsOftenAsTheyLike(Client client, int first) {
        Pinger pinger = pinger(client);
        for (int i = 0; i < 300_000; i++) {
            assertEquals(i, pinger.wait(1).ping(first + i));
        }
    }

    @ParameterizedTest
    @CsvSource({"CISCO, 0", "IPUTILS, 1", "UNKNOWN, 0"})
    void aLossAtTheWrapMovesNothing(Client client, int first) {
        Pinger pinger = pinger(client);
        for (int i = 0; i < 300_000; i += i % 65_536 < 65_000 ? 7 : 1 + i % 500) {
            assertEquals(i, pinger.wait(1).ping(first + i));
        }
    }

    /** A session that was lost to eviction, to a reload or to a pause begins again anywhere. */
    @ParameterizedTest
    @ValueSource(ints = {100, 20_000, 40_000, 65_000, 65_500})
    void aKnownClientMetUnderWayWrapsToo(int met) {
        for (int i = met; i < 70_000; i++) {
            assertEquals(i - met, cisco.wait(1).ping(i));
            assertEquals(i == met, cisco.last().isFirst());
        }
    }

    @Test
    void repeatsGetTheirOwnCellAgain() {
        assertArrayEquals(cells(0, 0, 1, 1), cisco.run(0, 0, 1, 1));
        assertEquals(0, cisco.wait(100).ping(0));
        assertFalse(cisco.last().isFirst());
        assertArrayEquals(cells(2, 2, 1, 3), cisco.run(2, 2, 1, 3));
        assertFalse(cisco.last().isFirst());
    }

    /** The first number came late, or again by the network's doing: neither is another run. */
    @Test
    void aLateFirstRequestIsNoNewRun() {
        cisco.run(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
        assertEquals(0, cisco.wait(2000).ping(0));
        assertFalse(cisco.last().isFirst());
        assertEquals(17, cisco.ping(17));
    }

    @Test
    void norIsItsRepeat() {
        cisco.run(1, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
        assertEquals(0, cisco.ping(0));
        assertFalse(cisco.last().isFirst());
    }

    @ParameterizedTest
    @CsvSource({"CISCO, 0", "IPUTILS, 1"})
    void anotherRunWithTheSameIdentifierBeginsAgain(Client client, int first) {
        Pinger pinger = pinger(client);
        for (int run = 0; run < 4; run++) {
            for (int i = 0; i < 5; i++) {
                assertEquals(i, pinger.wait(100).ping(first + i));
                assertEquals(i == 0, pinger.last().isFirst(), "run " + run + ", request " + i);
            }
        }
    }

    @Test
    void anotherRunMayFollowAtOnceUponAWholePicture() {
        for (int run = 0; run < 3; run++) {
            for (int i = 0; i < 1400; i++) {
                assertEquals(i, cisco.ping(i));
                assertEquals(i == 0, cisco.last().isFirst());
            }
        }
    }

    /** Numbers had wrapped, but too long ago for this first number to belong to that wrap. */
    @Test
    void anotherRunMayFollowAWrap() {
        for (int i = 0; i < 67_000; i++) {
            cisco.wait(1).ping(i);
        }
        assertArrayEquals(cells(0, 1, 2), cisco.wait(1000).run(0, 1, 2));
    }

    @Test
    void anotherRunThatLostItsFirstRequestIsDrawnInPlace() {
        cisco.run(0, 1, 2, 3, 4);
        assertArrayEquals(cells(1, 2), cisco.wait(1000).run(1, 2));
    }

    /** Windows counts on from run to run, with one identifier for all. */
    @Test
    void aContinuingCounterContinuesThePicture() {
        unknown.run(500, 501, 502, 503);
        assertArrayEquals(cells(4, 5), unknown.wait(29_000).run(504, 505));
        assertFalse(unknown.last().isFirst());
    }

    @Test
    void thirtySecondsOfSilenceEndASession() {
        for (Pinger pinger : new Pinger[] {cisco, iputils, unknown}) {
            pinger.run(500, 501);
            assertEquals(0, pinger.wait(30_001).ping(600));
            assertTrue(pinger.last().isFirst());
            assertEquals(1, pinger.wait(30_000).ping(601));
            assertFalse(pinger.last().isFirst());
        }
    }

    @Test
    void anotherIdentifierOrSourceIsAnotherSession() {
        cisco.run(0, 1, 2);
        assertEquals(0, new Pinger(programme, Client.CISCO, 1, 99, 0).ping(0));
        assertEquals(0, new Pinger(programme, Client.UNKNOWN, 77, 1, 0).ping(700));
        assertEquals(3, cisco.ping(3));
    }

    private Pinger pinger(Client client) {
        return new Pinger(programme, client, 1 + client.ordinal(), 1, 0);
    }

    private static int[] cells(int... cells) {
        return cells;
    }
}
