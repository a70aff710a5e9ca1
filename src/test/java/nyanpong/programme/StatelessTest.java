package nyanpong.programme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several machines behind one address: any of them answers any request, and none knows what the others saw. */
class StatelessTest {
    private static final SipHash SEED = new SipHash(0x1234, 0x5678);
    private static final SipHash OTHER_SEED = new SipHash(0x1234, 0x5679);
    private static final Score[] ARTS = {
        Programmes.score("one", 1),
        Programmes.score("two", 2),
        Programmes.score("three", 3),
        Programmes.score("seven", 7)
    };

    private record Ping(int source, int identifier, int sequence) {}

    private long nanos;

    @ParameterizedTest
    @EnumSource(
            value = Client.class,
            names = {"CISCO", "IPUTILS", "OPING", "BUSYBOX", "MACOS", "WINDOWS", "DOTNET", "UNKNOWN"})
    void everyMachineGivesTheSameAnswerWhateverItSawBefore(Client client) {
        List<Ping> pings = new ArrayList<>();
        for (int source = 0; source < 60; source++) {
            for (int sequence = 0; sequence < 65_536; sequence += 6007) {
                // .NET's identifiers are all different, Windows' are all alike.
                pings.add(new Ping(
                        source, client == Client.DOTNET ? sequence * 7 : source * 3, dotnet(client, sequence)));
            }
        }
        Map<Ping, String> expected = new HashMap<>();
        for (Ping ping : pings) {
            expected.put(ping, answer(machine(SEED, 64, nanos), client, ping)); // knows of nothing else
        }
        Collections.shuffle(pings, new Random(5));
        Programme inDisorder = machine(SEED, 1024, 7);
        Programme forgetful = machine(SEED, 8, 9);
        Programme underWay = machine(SEED, 1024, 11);
        answer(underWay, client, new Ping(1, 2, 3));
        for (Ping ping : pings) {
            assertEquals(expected.get(ping), answer(inDisorder, client, ping), "" + ping);
            assertEquals(expected.get(ping), answer(forgetful, client, ping), "" + ping);
        }
        Collections.reverse(pings);
        for (Ping ping : pings) {
            assertEquals(expected.get(ping), answer(underWay, client, ping), "" + ping);
            assertEquals(expected.get(ping), answer(underWay, client, ping), "again " + ping);
        }
    }

    @Test
    void anotherSeedIsAnotherChoice() {
        int others = 0;
        for (int source = 0; source < 200; source++) {
            Ping ping = new Ping(source, 1, 1);
            String here = answer(machine(SEED, 8, 1), Client.IPUTILS, ping);
            others += here.equals(answer(machine(OTHER_SEED, 8, 1), Client.IPUTILS, ping)) ? 0 : 1;
        }
        // Of 13 frames of four arts, weighted by art, about one in six is the same by chance.
        assertEquals(true, others > 100 && others < 200, others + " of 200");
    }

    @Test
    void theSessionChoosesEveryArtAndFrame() {
        Programme machine = machine(SEED, 8, 1);
        Set<String> seen = new HashSet<>();
        for (int identifier = 0; identifier < 2000; identifier++) {
            seen.add(answer(machine, Client.CISCO, new Ping(1, identifier, 0)));
        }
        assertEquals(1 + 2 + 3 + 7, seen.size());
    }

    @Test
    void theDestinationChoosesToo() {
        Set<String> seen = new HashSet<>();
        for (int address = 0; address < 200; address++) {
            Pinger pinger = new Pinger(machine(SEED, 8, 1), Client.CISCO, 1, 1, 0).destination(address);
            seen.add(pinger.ping(0) + pinger.last().score().title());
        }
        assertNotEquals(1, seen.size());
    }

    @Test
    void bySourceEverySessionOfAClientHasTheSame() {
        Set<String> all = new HashSet<>();
        for (int source = 0; source < 100; source++) {
            Set<String> ofOne = new HashSet<>();
            for (int identifier = 0; identifier < 20; identifier++) {
                ofOne.add(answer(
                        playing(new Rotation.BySource(), SEED, 8, identifier),
                        Client.CISCO,
                        new Ping(source, identifier, 0)));
            }
            assertEquals(1, ofOne.size());
            all.addAll(ofOne);
        }
        assertEquals(true, all.size() > 8, "" + all);
    }

    /** A seam each 65,536 requests: nobody remembers how often the numbers have gone round. */
    @ParameterizedTest
    @CsvSource({"CISCO, 0", "IPUTILS, 1", "UNKNOWN, 0"})
    void thePositionIsTheNumberAlone(Client client, int first) {
        Score endless = new Score("long", new long[100_000], 100_000, 0);
        Rule rule = new Rule.Play(Match.ALL, List.of(new Playing(endless)), new Rotation.PerSession(), SEED);
        Pinger pinger = new Pinger(Programmes.of(64, rule), client, 1, 1, 0);
        for (int sequence : new int[] {40_000, 3, 65_535, first, 2, 1000}) {
            assertEquals(sequence - first & 0xffff, pinger.wait(1).ping(sequence));
        }
        assertEquals(65_535, pinger.ping(first + 65_535));
        assertEquals(0, pinger.ping(first + 65_536));
    }

    @Test
    void onlyTheVeryFirstRequestIsTheFirst() {
        Pinger pinger = new Pinger(machine(SEED, 64, 1), Client.CISCO, 1, 1, 0);
        pinger.ping(7);
        assertEquals(true, pinger.last().isFirst());
        pinger.wait(1000).ping(0);
        assertEquals(false, pinger.last().isFirst());
    }

    @Test
    void whatMachinesSeeDifferentlyIsRefused() {
        List<Playing> arts = List.of(new Playing(ARTS[0]));
        Match fast = new Match.Builder().pace(5, 10).build();
        for (Rotation byClock :
                List.of(new Rotation.Every(Duration.ofHours(1)), new Rotation.ByHour(TimeZone.getTimeZone("UTC")))) {
            assertThrows(IllegalArgumentException.class, () -> new Rule.Play(Match.ALL, arts, byClock, SEED));
        }
        assertThrows(IllegalArgumentException.class, () -> new Rule.Play(fast, arts, new Rotation.PerSession(), SEED));
    }

    private static int dotnet(Client client, int sequence) {
        return client == Client.DOTNET ? 0 : client == Client.WINDOWS && sequence == 0 ? 1 : sequence;
    }

    private static Programme machine(SipHash seed, int capacity, long key) {
        return playing(new Rotation.PerSession(), seed, capacity, key);
    }

    /** @param key the machine's own */
    private static Programme playing(Rotation rotation, SipHash seed, int capacity, long key) {
        List<Playing> arts = Stream.of(ARTS).map(Playing::new).toList();
        return new Programme(List.of(new Rule.Play(Match.ALL, arts, rotation, seed)), capacity, key, ~key);
    }

    private String answer(Programme machine, Client client, Ping ping) {
        nanos += 5_000_000;
        Pinger pinger = new Pinger(machine, client, ping.source, ping.identifier, nanos);
        int cell = pinger.ping(ping.sequence);
        return pinger.last().score().title() + cell;
    }
}
