package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nyanpong.echo.Received;
import nyanpong.support.ClientPacket;
import nyanpong.wire.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients told from requests that they really sent. */
class FingerprintTest {
    /** Not among the captures: they do not run on Linux, or need what is not Debian's. {@link ClientTest} builds them. */
    private static final Set<Client> NOT_CAPTURED =
            EnumSet.of(Client.MACOS, Client.FREEBSD, Client.WINDOWS, Client.DOTNET, Client.UNKNOWN);

    /** What those are taken for that cannot be told. None has another time than what its data begin with. */
    private static final Map<String, Client> TAKEN_FOR = Map.ofEntries(
            Map.entry("ping -c 1 -p 00 192.0.2.1", Client.IPUTILS),
            Map.entry("ping -c 1 -s 0 192.0.2.1", Client.NPING),
            Map.entry("ping -c 1 -s 16 192.0.2.1", Client.JAVA),
            Map.entry("ping (inetutils) -c 1 -s 8 192.0.2.1", Client.UNKNOWN),
            Map.entry("ping (inetutils) -c 1 -s 16 192.0.2.1", Client.JAVA),
            Map.entry("busybox ping -c 1 -s 4 192.0.2.1", Client.UNKNOWN),
            Map.entry("fping -c 1 -b 0 192.0.2.1", Client.HPING3),
            Map.entry("fping -c 1 -R 192.0.2.1", Client.UNKNOWN),
            Map.entry("traceroute -n -I 192.0.2.1 28", Client.NPING),
            Map.entry("nping --icmp -c 1 --data-length 56 192.0.2.1", Client.UNKNOWN),
            Map.entry("nping --icmp -c 1 --data-string hello 192.0.2.1", Client.UNKNOWN));

    static Stream<ClientPacket> told() {
        return ClientPacket.all().stream().filter(packet -> !packet.client().equals("unknown"));
    }

    static Stream<ClientPacket> notTold() {
        return ClientPacket.all().stream().filter(packet -> packet.client().equals("unknown"));
    }

    @ParameterizedTest
    @MethodSource("told")
    void tellsTheClientByAnyOfItsRequests(ClientPacket packet) {
        for (int shift = 0; shift < 8; shift++) {
            Received received = new Received(packet.octets(), shift);
            assertEquals(packet.sequence(), received.r.sequence());
            assertEquals(
                    packet.client(),
                    Fingerprint.of(received.p, received.r).name().toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @MethodSource("notTold")
    void takesForWhatDoesNoHarmWhomItCannotTell(ClientPacket packet) {
        Received received = new Received(packet.octets(), 0);
        assertEquals(TAKEN_FOR.get(packet.command()), Fingerprint.of(received.p, received.r));
    }

    /** An altered time is read by the client: where none was sent, or in another form, it must never be altered. */
    @ParameterizedTest
    @MethodSource("nyanpong.support.ClientPacket#all")
    void findsTheTimeOnlyWhereTheClientPutOne(ClientPacket packet) {
        Received received = new Received(packet.octets(), 2);
        Timestamp expected = received.r.dataLength() < 5
                ? Timestamp.NONE
                : switch (packet.command().split(" ", 2)[0].replace("ping6", "ping")) {
                    case "ping" -> received.r.dataLength() < 16 ? Timestamp.NONE : Timestamp.TIMEVAL64_LITTLE;
                    case "busybox" -> Timestamp.COUNTER32;
                    case "InetAddress.isReachable" -> Timestamp.TIMEVAL64_LITTLE;
                    default -> Timestamp.NONE;
                };
        assertEquals(expected, Fingerprint.timestamp(received.p, received.r));
    }

    /** A file that lost its lines would pass every test above. */
    @Test
    void everyClientIsThereByBothIpVersionsWhereItHasBoth() {
        Set<Client> seen = told().map(packet -> Client.valueOf(packet.client().toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Client.class)));
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(NOT_CAPTURED)), seen);
        Map<String, List<ClientPacket>> six = told().filter(
                        packet -> packet.hex().startsWith("86dd", 24))
                .collect(Collectors.groupingBy(ClientPacket::client));
        for (String client :
                List.of("iputils", "inetutils", "busybox", "fping", "oping", "mtr", "traceroute", "java")) {
            assertTrue(six.containsKey(client), client);
        }
        assertTrue(notTold().count() >= TAKEN_FOR.size() - 1);
    }
}
