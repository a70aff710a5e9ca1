package nyanpong.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    /** Written by hand: what programs rely on. */
    private static final String LINE = """
            {"v":1,"time":1700000000123,"interface":"s0","engine":"ring","threads":2,"takeover":"sysctl",\
            "config":"config.yaml","pid":42,"seconds":61,"seen":7,"answered":5,"dropped":1,"left":1,"silent":2,"ipv4":4,"ipv6":2,"rate":2.5,\
            "verdicts":{"reply":3,"silence":2,"land":1,"fragment":1},"sessions":3,"drawings":2,"shown":[\
            {"id":"1f","client":"cisco","address":"192.0.2.2","canvas":"cisco","art":"nyan","frame":2,"frames":2,"cells":3,\
            "of":4,"requests":7,"rate":1.5,"seconds":3.3,"idle":0.1,"tall":2.0,"picture":["0f","7 "]}]}""";

    private static final Drawing DRAWING = new Drawing(
            "1f", "cisco", "192.0.2.2", "cisco", "nyan", 2, 2, 3, 4, 7, 1.5, 3.3, 0.1, 2, List.of("0f", "7 "));

    private static final Snapshot SNAPSHOT = new Snapshot(
            1_700_000_000_123L,
            new Identity("s0", "ring", 2, "sysctl", "config.yaml", 42, 61),
            new Counters(7, 5, 1, 1, 2, 4, 2, 2.5, verdicts()),
            3,
            2,
            List.of(DRAWING));

    @Test
    void isWrittenAsDocumented() {
        assertEquals(LINE, SNAPSHOT.toJson());
    }

    @Test
    void isReadBack() throws Exception {
        assertEquals(SNAPSHOT, Snapshot.parse(LINE));
    }

    @Test
    void aFieldThatIsNotThereIsEmpty() throws Exception {
        assertEquals(0, Snapshot.parse("{\"v\":1}").drawings());
        assertEquals(
                "",
                Snapshot.parse("{\"v\":1,\"shown\":[{}]}").shown().getFirst().art());
    }

    @Test
    void whatIsNoneIsRefused() {
        for (String line : List.of("", "{", "[1]", "{\"v\":2}", "{}", "{\"v\":1,\"shown\":[", "69")) {
            assertThrows(IOException.class, () -> Snapshot.parse(line), line);
        }
    }

    private static Map<String, Long> verdicts() {
        Map<String, Long> verdicts = new LinkedHashMap<>();
        verdicts.put("reply", 3L);
        verdicts.put("silence", 2L);
        verdicts.put("land", 1L);
        verdicts.put("fragment", 1L);
        return verdicts;
    }
}
