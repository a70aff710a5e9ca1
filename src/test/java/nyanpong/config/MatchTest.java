package nyanpong.config;

import static nyanpong.config.Reading.assertProblems;
import static nyanpong.config.Reading.match;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each condition: what is read, what is refused, and what it covers of another. */
class MatchTest {
    private static final String SIZES = "N, \">=N\", \"<=N\" or N-N, where N is a number from 0 to 65507";

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7/24, '203.0.113.0/24, for there are bits beyond the prefix'",
        "192.0.2.1/0, '0.0.0.0/0, for there are bits beyond the prefix'",
        "2001:db8::1/64, '2001:db8::/64, for there are bits beyond the prefix'",
        "2001:0:0:1:0:0:1:1/112, '2001::1:0:0:1:0/112, for there are bits beyond the prefix'",
        "203.0.113.0/33, an address or prefix such as 203.0.113.0/24 or 2001:db8::/32",
        "203.0.113.0/024, an address or prefix such as 203.0.113.0/24 or 2001:db8::/32",
        "203.0.113.0/255.255.255.0, an address or prefix such as 203.0.113.0/24 or 2001:db8::/32",
        "203.0.113/24, an address or prefix such as 203.0.113.0/24 or 2001:db8::/32",
        "'::/129', an address or prefix such as 203.0.113.0/24 or 2001:db8::/32",
        "router.example, an address or prefix such as 203.0.113.0/24 or 2001:db8::/32"
    })
    void refusesOtherSources(String text, String want) {
        assertProblems(
                "programme: [{ match: { source: '" + text + "' }, answer: reply }]",
                "1:32: programme[0].match.source: '" + text + "': want " + want);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9, 203.0.113.9/32", "2001:db8::5, 2001:db8::5/128", "'::/0', '::/0'", "0.0.0.0/0, 0.0.0.0/0"
    })
    void readsSources(String text, String prefix) throws ConfigException {
        assertEquals(prefix, match("{ source: '" + text + "' }").source().toString());
    }

    @Test
    void aClientIsOneOrOneOfSeveral() throws ConfigException {
        assertEquals(List.of(ClientKind.MTR), match("{ client: mtr }").clients());
        assertEquals(match("{ client: mtr }"), match("{ client: [mtr] }"));
        assertEquals(
                List.of(ClientKind.MACOS, ClientKind.FREEBSD),
                match("{ client: [macos, freebsd] }").clients());
        for (ClientKind kind : ClientKind.values()) {
            assertEquals(
                    List.of(kind), match("{ client: " + Words.of(kind) + " }").clients());
        }
        assertProblems(
                """
                programme:
                - match: { client: [mtr, mtr] }
                  answer: reply
                - match: { client: [] }
                  answer: reply
                - match: { client: { mtr: 1 } }
                  answer: reply
                """,
                "2:12: programme[0].match.client: has mtr twice",
                "4:12: programme[1].match.client: has 0 entries: want 1 to 16",
                "6:20: programme[2].match.client: want a single value, not keys with values");
    }

    @Test
    void aDestinationIsAPrefix() throws ConfigException {
        assertEquals(
                "192.0.2.0/24",
                match("{ destination: 192.0.2.0/24 }").destination().toString());
        assertRefused("destination: 192.0.2.1/24", "192.0.2.0/24, for there are bits beyond the prefix");
    }

    @ParameterizedTest
    @CsvSource({
        "56, 56, 56",
        "'\"56\"', 56, 56",
        "'\">=200\"', 200, 65507",
        "'\"<=100\"', 0, 100",
        "100-1472, 100, 1472",
        "0, 0, 0",
        "7-7, 7, 7",
        "'\"<=65507\"', 0, 65507"
    })
    void readsSizes(String text, int from, int to) throws ConfigException {
        Range size = match("{ size: " + text + " }").size();
        assertEquals(new Range(from, to), size);
        assertEquals(size, match("{ size: " + size + " }").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"65508", "-1", "056", "1e3", "0x38", "\">200\"", "\">= 200\"", "1-", "\"<=70000\"", "9-99999"})
    void refusesOtherSizes(String text) {
        assertRefused("size: " + text, SIZES);
    }

    @Test
    void aRangeBeginsWithTheSmallerNumber() {
        assertRefused("size: 1472-100", "100-1472, the smaller number first");
    }

    @Test
    void aSignNeedsQuotes() {
        assertProblems(
                "programme:\n- match: { size: >=200 }\n",
                "2:18: malformed YAML: no text can begin with this character: quote it");
        assertProblems(
                "programme:\n- match:\n    size: >=200\n",
                "3:12: malformed YAML: '>' or '|' begins a block of text: quote the value");
    }

    @Test
    void readsPaces() throws ConfigException {
        assertEquals(new Range(1, 10), match("{ pace: \"<=10\" }").pace());
        assertEquals(new Range(50, 1_000_000), match("{ pace: \">=50\" }").pace());
        assertRefused("pace: 0", SIZES.replace("0 to 65507", "1 to 1000000"));
        assertRefused("pace: 1000001", SIZES.replace("0 to 65507", "1 to 1000000"));
    }

    @Test
    void readsPatterns() throws ConfigException {
        assertEquals("abcd", match("{ pattern: ABcd }").pattern());
        assertEquals("00", match("{ pattern: 00 }").pattern());
        assertEquals("1e10", match("{ pattern: 1e10 }").pattern());
        assertEquals(
                "f0".repeat(16), match("{ pattern: " + "f0".repeat(16) + " }").pattern());
        for (String text : List.of("a", "abc", "0xff", "fg", "'ab '", "00".repeat(17))) {
            assertRefused("pattern: " + text, "2 to 32 hex digits, an even number, as ping -p takes them");
        }
    }

    @Test
    void readsKeywords() throws ConfigException {
        assertEquals("ab c", match("{ keyword: ab c }").keyword());
        assertEquals(" # ", match("{ keyword: ' # ' }").keyword());
        assertEquals(
                "~".repeat(32), match("{ keyword: " + "~".repeat(32) + " }").keyword());
        for (String text : List.of("ab", "\u732b\u732b\u732b", "\"a\\tb\"", "x".repeat(33))) {
            assertProblems(
                    rule("keyword: " + text),
                    "2:21: programme[0].match.keyword: '"
                            + Harmless.text(text.replace("\"", "").replace("\\t", "\t"))
                            + "': want 3 to 32 printable ASCII characters");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "184, 184", "255, 255", "0xb8, 184", "0XB8, 184", "0x00, 0", "0x5, 5", "'''16''', 16"})
    void readsTos(String text, int tos) throws ConfigException {
        assertEquals(tos, match("{ tos: " + text + " }").tos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "010", "0x100", "-1", "ef", "b8", "0x", "1_0"})
    void refusesOtherTos(String text) {
        assertRefused("tos: " + text, "a number from 0 to 255 or 0x00 to 0xff, the whole octet, as ping -Q takes it");
    }

    @Test
    void readsTimes() throws ConfigException {
        assertEquals(
                new TimeOfDay(1320, 360), match("{ time: \"22:00-06:00\" }").time());
        assertEquals(new TimeOfDay(1320, 360), match("{ time: 22:00-06:00 }").time());
        assertEquals(new TimeOfDay(0, 1439), match("{ time: 00:00-23:59 }").time());
        assertEquals("22:00-06:00", new TimeOfDay(1320, 360).toString());
        for (String text : List.of("24:00-06:00", "22:00", "9:00-10:00", "22:60-23:00", "22-06", "22:00 - 23:00")) {
            assertRefused("time: " + text, "two times of day such as 22:00-06:00, from 00:00 to 23:59");
        }
        assertRefused("time: 12:00-12:00", "two different times, for to is exclusive; leave it out for the whole day");
    }

    @Test
    void conditionsMustBeAbleToHold() {
        assertProblems(
                rule("source: 192.0.2.1, destination: '2001:db8::1'"),
                "2:3: programme[0].match: source and destination are of different IP versions: no request has both;"
                        + " take one of them out");
        assertProblems(
                rule("size: \"<=3\", keyword: meow"),
                "2:3: programme[0].match: keyword is longer than size: no request has both; take one of them out");
    }

    @Test
    void everyProblemOfAMatchIsReported() {
        assertProblems(
                """
                programme:
                - match: { client: beos, szie: 5, ttl: 6, tos: x }
                  answer: reply
                - match: {}
                  answer: reply
                """,
                "2:20: programme[0].match.client: 'beos': want cisco, iputils, inetutils, busybox, fping, oping, mtr,"
                        + " traceroute, hping3, nping, macos, freebsd, windows, dotnet, java or unknown",
                "2:26: programme[0].match.szie: unknown key; did you mean size?",
                "2:35: programme[0].match.ttl: unknown key; want client, source, destination, size, pattern,"
                        + " keyword, tos, pace, time or sequence-multiple-of",
                "2:48: programme[0].match.tos: 'x': want a number from 0 to 255 or 0x00 to 0xff, the whole octet, as"
                        + " ping -Q takes it",
                "4:3: programme[1].match: has no condition: leave it out to match everybody");
        assertProblems(
                "programme: [{ match: cisco, answer: reply }]",
                "1:22: programme[0].match: want keys with values (client, source, destination, size, pattern, keyword,"
                        + " tos, pace, time, sequence-multiple-of), not a single value");
    }

    /** In the last column what of the other one's requests the first leaves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client: mtr | client: mtr | nothing",
                "client: [mtr, fping] | client: fping | nothing",
                "client: [mtr, fping] | client: [fping, mtr] | nothing",
                "client: fping | client: [mtr, fping] | some",
                "client: mtr | size: 5 | some",
                "source: 192.0.2.0/24 | source: 192.0.2.0/25 | nothing",
                "source: 192.0.2.0/24 | destination: 192.0.2.0/25 | some",
                "destination: 192.0.2.0/24 | destination: 192.0.2.1 | nothing",
                "destination: 192.0.2.1 | destination: 192.0.2.0/24 | some",
                "size: 100-200 | size: 150 | nothing",
                "size: 100-200 | size: 100-200 | nothing",
                "size: 100-200 | size: 150-201 | some",
                "size: 100-200 | size: 99-150 | some",
                "size: 100-200 | tos: 5 | some",
                "size: 0-65507 | tos: 5 | nothing",
                "pattern: abab | pattern: AB | nothing",
                "pattern: ab | pattern: ababab | nothing",
                "pattern: abab | pattern: ababab | nothing",
                "pattern: aba0 | pattern: aba0 | nothing",
                "pattern: abab | pattern: abba | some",
                "pattern: aabb | pattern: aa | some",
                "pattern: ab | keyword: abc | some",
                "keyword: meow | keyword: homeowner | nothing",
                "keyword: homeowner | keyword: meow | some",
                "keyword: meow | keyword: MEOW | some",
                "tos: 16 | tos: 0x10 | nothing",
                "tos: 16 | tos: 17 | some",
                "pace: 1-10 | pace: 5 | nothing",
                "pace: 1-10 | pace: 5-11 | some",
                "pace: 1-1000000 | tos: 1 | some",
                "time: 22:00-06:00 | time: 23:00-05:00 | nothing",
                "time: 22:00-06:00 | time: 22:00-06:00 | nothing",
                "time: 22:00-06:00 | time: 00:00-06:00 | nothing",
                "time: 22:00-06:00 | time: 22:00-00:00 | nothing",
                "time: 22:00-06:00 | time: 05:00-07:00 | some",
                "time: 22:00-06:00 | time: 21:00-23:00 | some",
                "time: 22:00-06:00 | time: 06:00-22:00 | some",
                "time: 22:00-06:00 | time: 05:00-23:00 | some",
                "time: 06:00-22:00 | time: 07:00-08:00 | nothing",
                "time: 06:00-22:00 | time: 21:00-07:00 | some",
                "time: 06:00-22:00 | pace: 5 | some",
                "time: 06:00-22:00 | 'time: 07:00-08:00, pace: 5' | nothing",
                "'tos: 1, client: mtr' | 'tos: 1, client: mtr, size: 5' | nothing",
                "'tos: 1, client: mtr, size: 5' | 'tos: 1, client: mtr' | some"
            })
    void knowsWhatIsNeverReached(String first, String second, String left) throws ConfigException {
        assertEquals(left.equals("nothing"), match("{ " + first + " }").covers(match("{ " + second + " }")));
    }

    @Test
    void allThereIsIsEverything() {
        StringBuilder clients = new StringBuilder();
        for (ClientKind kind : ClientKind.values()) {
            clients.append(Words.of(kind)).append(',');
        }
        assertProblems(
                "programme:\n- { match: { client: [" + clients + "], size: \">=0\" }, answer: reply }\n"
                        + "- answer: silence\n",
                "3:3: programme[1]: never reached: line 2 matches everything");
    }

    private static String rule(String condition) {
        return "programme:\n- match: { " + condition + " }\n  answer: reply\n";
    }

    /** At its place, with what was written. */
    private static void assertRefused(String condition, String want) {
        String key = condition.substring(0, condition.indexOf(':'));
        String value = condition.substring(key.length() + 2).replaceAll("[\"']", "");
        assertProblems(
                rule(condition),
                "2:" + (13 + key.length() + 1) + ": programme[0].match." + key + ": '" + value + "': want " + want);
    }
}
