package nyanpong.programme;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import nyanpong.echo.Received;
import nyanpong.echo.Request;
import nyanpong.echo.Requests;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule's conditions one by one; data end where the memory ends, so that an over-read throws. */
class MatchTest {
    @Test
    void withoutConditionsEverythingMatches() {
        for (Client client : Client.values()) {
            assertTrue(Match.ALL.matchesSession(client, MemorySegment.NULL, Requests.v4(1, 2, 3, 4), 0));
        }
        assertFalse(Match.ALL.hasPace());
        assertFalse(Match.ALL.isPerRequest());
    }

    @Test
    void anyOfSeveralClientsMatches() {
        Match match = new Match.Builder()
                .clients(Set.of(Client.MACOS, Client.FREEBSD))
                .build();
        for (Client client : Client.values()) {
            assertEquals(
                    client == Client.MACOS || client == Client.FREEBSD,
                    match.matchesSession(client, MemorySegment.NULL, Requests.v4(1, 2, 3, 4), 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"55, false", "56, true", "100, true", "208, true", "209, false"})
    void aSizeIsOfTheDataAndInclusive(int octets, boolean matches) {
        assertEquals(matches, matches(new Match.Builder().size(56, 208), new byte[octets], 0));
    }

    /** From the greater to the lesser it passes midnight; the first minute is in it, the last is not. */
    @ParameterizedTest
    @CsvSource({
        "540, 1020, 539, false", "540, 1020, 540, true", "540, 1020, 1019, true", "540, 1020, 1020, false",
        "1320, 360, 1319, false", "1320, 360, 1320, true", "1320, 360, 0, true", "1320, 360, 359, true",
        "1320, 360, 360, false", "0, 1440, 1439, true",
    })
    void aTimeMayPassMidnight(int from, int to, int minute, boolean matches) {
        assertEquals(matches, matches(new Match.Builder().time(from, to), new byte[8], minute));
    }

    @ParameterizedTest
    @CsvSource({
        "cafe, cafecafecafecafe, true",
        "cafe, fecafecafeca, true",
        "cafe, cafecafecaff, false",
        "cafe, cafecafeca, true",
        "cafe, ca, false",
        "ff, ffffffffffff, true",
        "ff, ffffffffff00, false",
        "6e79616e, 616e6e79616e6e79, true",
        "6e79616e, 616e6e79616e6e7a, false",
    })
    void aPatternIsRepeatedFromAnyOfItsOctets(String pattern, String data, boolean matches) {
        HexFormat hex = HexFormat.of();
        assertEquals(matches, matches(new Match.Builder().pattern(hex.parseHex(pattern)), hex.parseHex(data), 0));
    }

    /** {@code ping -p cafe}: the time stands before it, or over its beginning. */
    @Test
    void aPatternIsLookedForBehindTheTime() {
        byte[] pattern = {(byte) 0xca, (byte) 0xfe};
        byte[] data = ClientData.usual(Client.IPUTILS);
        for (int i = 16; i < data.length; i++) {
            data[i] = pattern[i % 2];
        }
        assertTrue(matches(new Match.Builder().pattern(pattern), data, 0));
        data[55] = 0;
        assertFalse(matches(new Match.Builder().pattern(pattern), data, 0));
        byte[] large = new byte[16 + 2000];
        System.arraycopy(data, 0, large, 0, 16);
        Arrays.fill(large, 16, large.length, (byte) 0xca);
        assertTrue(matches(new Match.Builder().pattern(new byte[] {(byte) 0xca}), large, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "nyan, true",
        "xnyan, true",
        "nnyan, true",
        "nyanx, true",
        "nya, false",
        "nyxan, false",
        "an, false",
        "nynyan, true"
    })
    void aKeywordStandsAnywhere(String data, boolean matches) {
        byte[] keyword = "nyan".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                matches, matches(new Match.Builder().keyword(keyword), data.getBytes(StandardCharsets.US_ASCII), 0));
    }

    /** Lest long data keep the packet thread busy. */
    @Test
    void aKeywordIsSoughtInTheFirst256Octets() {
        byte[] keyword = {1, 2};
        for (int at : new int[] {0, 100, 254, 255, 1000}) {
            byte[] data = new byte[1400];
            data[at] = 1;
            data[at + 1] = 2;
            assertEquals(at <= 254, matches(new Match.Builder().keyword(keyword), data, 0), "at " + at);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "32, true", "33, false", "184, false"})
    void theTypeOfServiceIsAllEightBits(int tos, boolean matches) {
        Match match = new Match.Builder().tos(0x20).build();
        for (EchoPacket packet : new EchoPacket[] {
            EchoPacket.v4().source(Host.ADDRESS).destination(Host.PEER),
            EchoPacket.v6().source(Host.ADDRESS6).destination(Host.PEER6)
        }) {
            Received received = new Received(packet.tos(tos).build(), 0);
            assertEquals(matches, match.matchesSession(Client.UNKNOWN, received.p, received.r, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0, 24, true, false",
        "0.0.0.0, 0, true, false",
        "::, 0, false, true",
        "2001:db8::, 32, false, true",
        "198.51.100.0, 24, false, false"
    })
    void anAddressIsOfItsOwnVersion(String network, int length, boolean four, boolean six) {
        Prefix prefix = Prefix.of(Host.address(network), length);
        for (Match.Builder b :
                new Match.Builder[] {new Match.Builder().source(prefix), new Match.Builder().destination(prefix)}) {
            Request v4 = Requests.v4(0xc0000201, 0xc0000202, 1, 1);
            Request v6 = Requests.v6(1, 2, 1, 1);
            assertEquals(four, b.build().matchesSession(Client.UNKNOWN, MemorySegment.NULL, v4, 0));
            assertEquals(six, b.build().matchesSession(Client.UNKNOWN, MemorySegment.NULL, v6, 0));
        }
    }

    @Test
    void allConditionsMustHold() {
        Match.Builder both = new Match.Builder().size(8, 8).time(0, 10);
        assertTrue(matches(both, new byte[8], 5));
        assertFalse(matches(both, new byte[8], 10));
        assertFalse(matches(both, new byte[9], 5));
    }

    private static boolean matches(Match.Builder builder, byte[] data, int minute) {
        Request r = Requests.at(Requests.v4(1, 2, 3, 4), 0, data.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocate(8L + data.length);
            MemorySegment.copy(data, 0, p, JAVA_BYTE, 8, data.length);
            return builder.build().matchesSession(Client.UNKNOWN, p, r, minute);
        }
    }
}
