package nyanpong.config;

import static nyanpong.config.Reading.assertProblems;
import static nyanpong.config.Reading.config;
import static nyanpong.config.Reading.play;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that draw: what belongs to which canvas, and what may stand beside what. */
class PlayTest {
    private static final String DISAGREE = ": machines that share an address would disagree; take one of them out";

    @ParameterizedTest
    @CsvSource({
        "flood, 10",
        "flood, 500",
        "hexdump, 16",
        "hexdump, 32",
        "bars, 10",
        "bars, 500",
        "delay, 79",
        "digits, 1",
        "digits, 9"
    })
    void readsWidths(String canvas, int width) throws ConfigException {
        Action.Play play = play("{ canvas: " + canvas + ", width: " + width + ", play: [a] }");
        assertEquals(canvas, play.canvas());
        assertEquals(width, play.width());
        assertEquals(null, play("{ canvas: " + canvas + ", play: [a] }").width());
    }

    @ParameterizedTest
    @CsvSource({
        "flood, 9, a number from 10 to 500",
        "flood, 501, a number from 10 to 500",
        "bars, 9, a number from 10 to 500",
        "delay, 501, a number from 10 to 500",
        "digits, 0, a number from 1 to 9",
        "digits, 10, a number from 1 to 9",
        "hexdump, 31, 16 or 32",
        "hexdump, 032, 16 or 32",
        "digits, wide, 'a number from 1 to 9, in plain decimal digits'"
    })
    void refusesOtherWidths(String canvas, String width, String want) {
        assertProblems(
                "programme:\n- canvas: " + canvas + "\n  play: [a]\n  width: " + width + "\n",
                "4:10: programme[0].width: '" + width + "': want " + want);
    }

    @Test
    void aWidthHasNoQuotes() {
        assertProblems(
                "programme: [{ canvas: hexdump, play: [a], width: \"32\" }]",
                "1:50: programme[0].width: '32': want 16 or 32, without quotes");
    }

    @Test
    void aKeyIsForItsCanvas() {
        String only = " only, not ";
        assertProblems(
                """
                programme:
                - { canvas: flood, play: [a], ink: blue, palette: 5, palette6: 5, hops: 5 }
                - { canvas: cisco, play: [a], width: 70, hops: [192.0.2.1] }
                - { canvas: ttl, play: [a], width: 70 }
                - { canvas: fload, play: [a], width: 70, ink: silence }
                """,
                "2:31: programme[0].ink: is for canvas cisco" + only + "flood: take it out",
                "2:42: programme[0].palette: is for canvas cisco" + only + "flood: take it out",
                "2:54: programme[0].palette6: is for canvas cisco" + only + "flood: take it out",
                "2:67: programme[0].hops: is for canvas route" + only + "flood: take it out",
                "3:3: programme[1]: never reached: line 2 matches everything",
                "3:31: programme[1].width: is for canvas flood, hexdump, bars, digits or delay" + only
                        + "cisco: take it out",
                "3:42: programme[1].hops: is for canvas route" + only + "cisco: take it out",
                "4:3: programme[2]: never reached: line 2 matches everything",
                "4:29: programme[2].width: is for canvas flood, hexdump, bars, digits or delay" + only
                        + "ttl: take it out",
                "5:3: programme[3]: never reached: line 2 matches everything",
                "5:13: programme[3].canvas: 'fload': want cisco, flood, hexdump, bars, digits, ttl, delay or route;"
                        + " did you mean flood?");
        assertProblems(
                "programme:\n- { answer: reply, width: 5, palette: 5, palette6: 5, hops: 5, anchor: x }\n",
                "2:20: programme[0].width: cannot stand beside answer: a rule draws or answers plainly",
                "2:30: programme[0].palette: cannot stand beside answer: a rule draws or answers plainly",
                "2:42: programme[0].palette6: cannot stand beside answer: a rule draws or answers plainly",
                "2:55: programme[0].hops: cannot stand beside answer: a rule draws or answers plainly",
                "2:64: programme[0].anchor: cannot stand beside answer: a rule draws or answers plainly");
    }

    @Test
    void aRouteHasHops() throws ConfigException {
        assertEquals(
                List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")),
                play("{ canvas: route, play: [a], hops: [192.0.2.1, '2001:db8::1'] }")
                        .hops());
        assertEquals(
                58,
                play(route(hops("192.0.2.", 29) + "," + hops("2001:db8::", 29)))
                        .hops()
                        .size());
        assertProblems(
                "programme:\n- canvas: route\n  play: [a]\n",
                "2:3: programme[0].hops: missing: canvas route is made of them");
        assertProblems(
                "programme:\n- canvas: route\n  play: [a]\n  hosp: [192.0.2.1]\n",
                "4:3: programme[0].hosp: unknown key; did you mean hops?");
        assertProblems(
                "programme:\n- canvas: route\n  play: [a]\n  hops: []\n",
                "4:3: programme[0].hops: has 0 entries: want 1 to 58");
        assertProblems(
                "programme:\n- " + route("192.0.2.1, 224.0.0.1, 192.0.2.1/32, \"::\"") + "\n",
                "2:49: programme[0].hops[1]: '224.0.0.1': want a unicast address",
                "2:60: programme[0].hops[2]: '192.0.2.1/32': want an address such as 192.0.2.1 or 2001:db8::1, not a"
                        + " name or a prefix",
                "2:74: programme[0].hops[3]: '::': want a unicast address");
        assertProblems(
                "programme:\n- " + route("192.0.2.1, '2001:db8::1', '2001:DB8:0::1', 192.0.2.1") + "\n",
                "2:64: programme[0].hops[2]: is here twice: first as hops[1]",
                "2:81: programme[0].hops[3]: is here twice: first as hops[0]");
        assertProblems(
                "programme:\n- " + route(hops("192.0.2.", 31)) + "\n",
                "2:444: programme[0].hops[29]: want at most 29 hops of IPv4");
        assertEquals(
                1,
                Reading.problems(("programme:\n- " + route(hops("2001:db8::", 30))).getBytes(StandardCharsets.UTF_8))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"per-session", "by-hour", "by-source", "random"})
    void readsRotations(String word) throws ConfigException {
        Rotation rotation =
                play("{ canvas: cisco, play: [a], rotate: " + word + " }").rotation();
        assertEquals(word, rotation.toString());
        assertEquals(
                rotation,
                switch (word) {
                    case "per-session" -> new Rotation.PerSession();
                    case "by-hour" -> new Rotation.ByHour();
                    case "by-source" -> new Rotation.BySource();
                    default -> new Rotation.Random();
                });
    }

    @Test
    void anAnchorWithoutStateNeedsASeedAndNoClock() throws ConfigException {
        for (String rotation : List.of("per-session", "by-source", "random")) {
            Config config = config("seed: 12345678\nprogramme:\n- match: { client: mtr, tos: 5 }\n  canvas: delay\n"
                    + "  play: [a]\n  anchor: stateless\n  rotate: " + rotation + "\n");
            assertEquals(
                    AnchorKind.STATELESS,
                    ((Action.Play) config.programme().getFirst().action()).anchor());
        }
        assertEquals(
                AnchorKind.FIRST,
                play("{ canvas: cisco, play: [a], anchor: first }").anchor());
        assertEquals(AnchorKind.FIRST, play("{ canvas: cisco, play: [a] }").anchor());
        assertProblems(
                """
                programme:
                - match: { pace: 5, time: 09:00-10:00 }
                  canvas: cisco
                  play: [a]
                  anchor: stateless
                  rotate: by-hour
                - canvas: cisco
                  play: [a]
                  anchor: stateless
                  rotate: { every: 10m }
                """,
                "5:3: programme[0].anchor: stateless needs the top-level key seed: 8 to 128 printable characters, the same"
                        + " on all machines",
                "5:3: programme[0].anchor: stateless cannot stand beside match.pace" + DISAGREE,
                "5:3: programme[0].anchor: stateless cannot stand beside match.time" + DISAGREE,
                "5:3: programme[0].anchor: stateless cannot stand beside rotate: by-hour" + DISAGREE,
                "9:3: programme[1].anchor: stateless needs the top-level key seed: 8 to 128 printable characters, the same"
                        + " on all machines",
                "9:3: programme[1].anchor: stateless cannot stand beside rotate: { every: 10m }" + DISAGREE);
        assertProblems(
                "programme:\n- { canvas: cisco, play: [a], anchor: none }\n",
                "2:39: programme[0].anchor: 'none': want first or stateless");
        assertProblems(
                "sede: 12345678\nprogramme:\n- { canvas: cisco, play: [a], anchor: stateless }\n",
                "1:1: sede: unknown key; did you mean seed?");
        assertProblems(
                "seed: 123\nprogramme:\n- { canvas: cisco, play: [a], anchor: stateless }\n",
                "1:7: seed: '123': want 8 to 128 printable characters");
    }

    @Test
    void aCalibrationGoesToNamedSourcesAlone() throws ConfigException {
        String every = "a calibration sends every type and code, so it goes to named sources only: ";
        String narrow = ": " + every + "want /24 or longer (IPv4), /64 or longer (IPv6)";
        for (String source : List.of("192.0.2.0/24", "192.0.2.1", "2001:db8::/64", "2001:db8::1")) {
            Config config = config("programme:\n- match: { source: \"" + source + "\" }\n  canvas: cisco\n"
                    + "  play: [calibration]\n");
            assertEquals(true, ((Action.Play) config.programme().getFirst().action()).isCalibration());
        }
        assertEquals(false, play("{ canvas: flood, play: [calibration] }").isCalibration());
        assertProblems(
                """
                programme:
                - match: { source: 192.0.2.0/23 }
                  canvas: cisco
                  play: [calibration]
                - match: { source: "2001:db8::/63", client: cisco }
                  canvas: cisco
                  play: [nyan, calibration]
                - canvas: cisco
                  play: [calibration]
                """,
                "2:3: programme[0].match: source is 192.0.2.0/23" + narrow,
                "5:3: programme[1].match: source is 2001:db8::/63" + narrow,
                "7:3: programme[1].play: a calibration plays alone: want [calibration]",
                "9:3: programme[2].play: " + every + "add match.source");
        ConfigException e = assertThrows(
                ConfigException.class,
                () -> config("log: x\nprogramme:\n- { canvas: cisco, play: [calibration, a] }\n"));
        assertEquals(List.of("a"), e.arts().stream().map(PlayedArt::name).toList());
    }

    private static String route(String hops) {
        return "{ canvas: route, play: [a], hops: [" + hops + "] }";
    }

    /** Each as long as the others. */
    private static String hops(String start, int count) {
        return IntStream.range(100, 100 + count)
                .mapToObj(i -> "\"" + start + i + "\"")
                .collect(Collectors.joining(","));
    }
}
