package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose sequence numbers do not simply count a run's requests from a known first one. */
class CountingTest {
    private final Programme programme = Programmes.endless();

    /** One counter from start-up on, and one identifier: only a pause tells two runs apart. */
    @Test
    void windowsBeginsAnewAfterAPause() {
        Pinger windows = pinger(Client.WINDOWS);
        assertArrayEquals(cells(0, 1, 2, 3), windows.run(500, 501, 502, 503));
        assertArrayEquals(cells(4, 5), windows.wait(4000).run(504, 505));
        assertFalse(windows.last().isFirst());
        assertEquals(0, windows.wait(6000).ping(506));
        assertTrue(windows.last().isFirst());
        assertEquals(1, windows.wait(1000).ping(507));
    }

    @Test
    void windowsIsLostAndLateAsOthersAre() {
        assertArrayEquals(cells(0, 2, 1, 4), pinger(Client.WINDOWS).run(65_534, 0, 65_535, 2));
    }

    /** Always number 0, each request under another identifier. */
    @Test
    void dotnetIsOneSessionPerPairOfAddresses() {
        Pinger dotnet = pinger(Client.DOTNET);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, dotnet.identifier(i * 31_337 & 0xffff).wait(1000).ping(0));
            assertEquals(i == 0, dotnet.last().isFirst());
        }
        assertEquals(0, dotnet.destination(0xc0000203).ping(0));
        assertEquals(0, dotnet.source(77).ping(0));
    }

    /** It writes numbers as its host has them in memory. */
    @Test
    void hping3CountsBySwappedNumbers() {
        Pinger hping3 = pinger(Client.HPING3);
        for (int i = 0; i < 70_000; i++) {
            assertEquals(i, hping3.wait(1).ping(Short.reverseBytes((short) i) & 0xffff));
        }
    }

    @Test
    void hping3IsLostAndLateAsOthersAre() {
        assertArrayEquals(cells(0, 2, 1, 4), pinger(Client.HPING3).run(0, 512, 256, 1024));
    }

    /** Its numbers repeat and skip. */
    @Test
    void npingCountsAsItArrives() {
        assertArrayEquals(cells(0, 1, 2, 3, 4, 5, 6), pinger(Client.NPING).run(1, 3, 4, 4, 5, 7, 8));
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"FPING", "MTR"})
    void oneCounterForManyHostsOrHopsSkips(Client client) {
        int first = client.firstSequence();
        Pinger pinger = pinger(client);
        assertArrayEquals(cells(0, 1, 2, 3), pinger.run(first, first + 9, first + 300, first + 20_000));
        // Nor does the first number begin anew: the counter has gone round.
        assertEquals(4, pinger.wait(1000).ping(first));
        assertFalse(pinger.last().isFirst());
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {
                "CISCO",
                "IPUTILS",
                "INETUTILS",
                "BUSYBOX",
                "OPING",
                "MACOS",
                "FREEBSD",
                "JAVA",
                "TRACEROUTE",
                "HPING3"
            })
    void aSecondRunWithinASecondBeginsAgain(Client client) {
        Pinger pinger = pinger(client);
        for (int run = 0; run < 3; run++) {
            for (int i = 0; i < 4; i++) {
                int number = client.sequence(client.firstSequence() + i);
                assertEquals(i, pinger.wait(200).ping(number), "run " + run);
                assertEquals(i == 0, pinger.last().isFirst());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void upToSixteenLostFirstOnesKeepTheirCellsWhoeverSendsThem(int lost) {
        for (Client client :
                new Client[] {Client.INETUTILS, Client.BUSYBOX, Client.OPING, Client.MACOS, Client.FREEBSD}) {
            assertArrayEquals(cells(lost, lost + 1), pinger(client).run(lost, lost + 1));
        }
        assertEquals(lost, pinger(Client.HPING3).ping(lost << 8));
    }

    private Pinger pinger(Client client) {
        return new Pinger(programme, client, 1 + client.ordinal(), 1, 0);
    }

    private static int[] cells(int... cells) {
        return cells;
    }
}
