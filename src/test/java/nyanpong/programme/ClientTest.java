package nyanpong.programme;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.echo.Request;
import nyanpong.echo.Requests;
import org.junit.jupiter.api.Test;

/** Clients told from their data, which ends where the memory ends: an over-read throws. */
class ClientTest {
    @Test
    void ciscoIsKnownByEightOctetsOfItsPattern() {
        for (int length = 0; length < 200; length++) {
            assertEquals(
                    length >= 8 ? Client.CISCO : Client.UNKNOWN, of(Pinger.data(Client.CISCO, length)), "" + length);
        }
    }

    /** A router may write its clock over the first octets. */
    @Test
    void ciscoIsKnownBehindATimeStamp() {
        for (int length = 16; length < 100; length++) {
            byte[] data = Pinger.data(Client.CISCO, length);
            for (int i = 0; i < 8; i++) {
                data[i] = (byte) (0x11 * i);
            }
            assertEquals(Client.CISCO, of(data), "" + length);
        }
    }

    @Test
    void iputilsIsKnownByTheOctetsAfterItsTimeStamp() {
        for (int length = 0; length < 300; length++) {
            assertEquals(
                    length >= 20 ? Client.IPUTILS : Client.UNKNOWN,
                    of(Pinger.data(Client.IPUTILS, length)),
                    "" + length);
        }
    }

    @Test
    void othersAreUnknown() {
        for (int length = 0; length < 200; length++) {
            assertEquals(Client.UNKNOWN, of(Pinger.data(Client.UNKNOWN, length)));
            assertEquals(Client.UNKNOWN, of(new byte[length]));
        }
    }

    @Test
    void knowsWhereEachBegins() {
        assertEquals(0, Client.CISCO.firstSequence());
        assertEquals(1, Client.IPUTILS.firstSequence());
        assertEquals(-1, Client.UNKNOWN.firstSequence());
    }

    private static Client of(byte[] data) {
        int icmp = 3;
        Request r = Requests.at(Requests.v4(1, 2, 3, 4), icmp, data.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocate(icmp + 8L + data.length);
            MemorySegment.copy(data, 0, p, JAVA_BYTE, icmp + 8L, data.length);
            return Client.of(p, r);
        }
    }
}
