package nyanpong.programme;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import nyanpong.echo.Request;
import nyanpong.echo.Requests;
import nyanpong.wire.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients told from data built as their sources build them, which end where the memory ends: an over-read throws. */
class ClientTest {
    private record Told(Client client, Timestamp timestamp) {}

    @ParameterizedTest
    @CsvSource({
        "CISCO, 0, NONE",
        "CISCO, 9, NONE",
        "IPUTILS, 1, TIMEVAL64_LITTLE",
        "IPUTILS, 0, TIMEVAL64_LITTLE",
        "INETUTILS, 0, TIMEVAL64_LITTLE",
        "INETUTILS, 1, TIMEVAL64_LITTLE",
        "BUSYBOX, 0, COUNTER32",
        "BUSYBOX, 40000, COUNTER32",
        "FPING, 0, NONE",
        "OPING, 0, NONE",
        "MTR, 33000, NONE",
        "MTR, 65535, NONE",
        "TRACEROUTE, 1, NONE",
        "HPING3, 256, NONE",
        "NPING, 1, NONE",
        "MACOS, 0, TIMEVAL32_BIG",
        "FREEBSD, 0, TIMESPEC32_BIG",
        "WINDOWS, 4711, NONE",
        "DOTNET, 0, NONE",
        "JAVA, 1, TIMEVAL64_LITTLE",
        "UNKNOWN, 1, NONE",
    })
    void isKnownByItsUsualData(Client client, int sequence, Timestamp timestamp) {
        assertEquals(new Told(client, timestamp), tell(ClientData.usual(client), sequence));
    }

    /** Where a dump of rows of 16 has no row that begins with the drawing's first octet. */
    @ParameterizedTest
    @CsvSource({"MACOS, 8, 8", "MACOS, 16, 0", "FREEBSD, 8, 0", "IPUTILS, 16, 0", "UNKNOWN, 8, 0"})
    void leadsADrawingToARowOfItsDump(Client client, int start, int lead) {
        assertEquals(lead, client.lead(start));
    }

    @Test
    void ciscoIsKnownByEightOctetsOfItsPattern() {
        for (int length = 8; length < 200; length++) {
            assertEquals(
                    Client.CISCO, tell(ClientData.of(Client.CISCO, length), 1).client(), "" + length);
        }
        for (int length = 1; length < 8; length++) {
            assertEquals(
                    Client.UNKNOWN, tell(ClientData.of(Client.CISCO, length), 1).client(), "" + length);
        }
    }

    /** A router may write its clock over the first octets. */
    @Test
    void ciscoIsKnownBehindATimeStamp() {
        for (int length = 16; length < 100; length++) {
            byte[] data = ClientData.of(Client.CISCO, length);
            for (int i = 0; i < 8; i++) {
                data[i] = (byte) (0x11 * i);
            }
            assertEquals(Client.CISCO, tell(data, 0).client(), "" + length);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"IPUTILS", "INETUTILS"})
    void isKnownByTheOctetsAfterItsTime(Client client) {
        for (int length = 18; length < 300; length++) {
            assertEquals(client, tell(ClientData.of(client, length), 7).client(), "" + length);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"MACOS", "FREEBSD"})
    void isKnownByItsTimeAndTheOctetsBehindIt(Client client) {
        for (int length = 10; length < 300; length++) {
            assertEquals(client, tell(ClientData.of(client, length), 7).client(), "" + length);
        }
    }

    /** {@code ping -s 10}: zeros where the time has no room, and a pattern as FreeBSD's. */
    @Test
    void dataWithoutATimeAreNotFreeBsds() {
        for (int length = 10; length < 16; length++) {
            byte[] data = ClientData.of(Client.IPUTILS, length);
            ByteBuffer.wrap(data).putLong(0);
            assertEquals(new Told(Client.UNKNOWN, Timestamp.NONE), tell(data, 1), "" + length);
        }
    }

    /** Another machine's byte order, or its 32 bits. */
    @Test
    void iputilsIsKnownOnEveryKindOfMachine() {
        byte[] big = ClientData.usual(Client.IPUTILS);
        ByteBuffer.wrap(big).putLong(ClientData.SECONDS).putLong(ClientData.FRACTION);
        assertEquals(new Told(Client.IPUTILS, Timestamp.TIMEVAL64_BIG), tell(big, 1));
        byte[] small = ClientData.usual(Client.IPUTILS);
        for (int i = 8; i < 16; i++) {
            small[i] = (byte) i;
        }
        ByteBuffer.wrap(small)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) ClientData.SECONDS)
                .putInt(ClientData.FRACTION);
        assertEquals(new Told(Client.IPUTILS, Timestamp.TIMEVAL32_LITTLE), tell(small, 1));
    }

    /** {@code ping -p}: the pattern hides which of the two it is, and the first number tells. */
    @Test
    void behindAPatternTheNumberTells() {
        byte[] data = ClientData.usual(Client.IPUTILS);
        for (int i = 16; i < data.length; i++) {
            data[i] = (byte) (i % 2 == 0 ? 0xca : 0xfe);
        }
        assertEquals(Client.INETUTILS, tell(data, 0).client());
        assertEquals(Client.IPUTILS, tell(data, 1).client());
    }

    /** What is a time must be one: a fraction of a second, after the first client was written. */
    @ParameterizedTest
    @CsvSource({"1789968998, 1000000", "1789968998, -1", "999999999, 5", "-1789968998, 5", "0x7fffffffffffffff, 5"})
    void otherNumbersAreNoTime(String seconds, long micros) {
        byte[] data = ClientData.usual(Client.IPUTILS);
        ByteBuffer.wrap(data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.decode(seconds))
                .putLong(micros);
        assertEquals(new Told(Client.UNKNOWN, Timestamp.NONE), tell(data, 1));
    }

    /** A word is not busybox's counter, whose client would see any time for what an answer does to it. */
    @ParameterizedTest
    @ValueSource(strings = {"hello", "nyan", "a", "ping!!", "hiii"})
    void shortDataAreNobodys(String text) {
        assertEquals(new Told(Client.UNKNOWN, Timestamp.NONE), tell(text.getBytes(StandardCharsets.US_ASCII), 1));
    }

    @Test
    void randomDataAreNobodys() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            byte[] data = new byte[8 + random.nextInt(100)];
            random.nextBytes(data);
            assertEquals(new Told(Client.UNKNOWN, Timestamp.NONE), tell(data, random.nextInt(65_536)));
        }
    }

    @Test
    void anyLengthOfAnyClientsDataIsReadWithinBounds() {
        for (Client client : Client.values()) {
            for (int length = 0; length < 300; length++) {
                assertNotEquals(null, tell(ClientData.of(client, length), 0));
            }
        }
    }

    @Test
    void knowsWhereEachBegins() {
        assertEquals(0, Client.CISCO.firstSequence());
        assertEquals(1, Client.IPUTILS.firstSequence());
        assertEquals(33_000, Client.MTR.firstSequence());
        assertEquals(-1, Client.UNKNOWN.firstSequence());
    }

    private static Told tell(byte[] data, int sequence) {
        int icmp = 3;
        Request r = Requests.at(Requests.v4(1, 2, 3, sequence), icmp, data.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocate(icmp + 8L + data.length);
            MemorySegment.copy(data, 0, p, JAVA_BYTE, icmp + 8L, data.length);
            return new Told(Fingerprint.of(p, r), Fingerprint.timestamp(p, r));
        }
    }
}
