package nyanpong.config;

import static nyanpong.config.Reading.assertProblems;
import static nyanpong.config.Reading.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The top level's values: what is read, what is refused, and where. */
class CheckedValuesTest {
    static final String INTERFACE = "auto, or an interface's name of 1 to 15 bytes without '/', ':' or spaces";

    @Test
    void absentKeysHaveTheirDefaults() throws ConfigException {
        Config config = config("# nothing\n");
        assertEquals("auto", config.interfaceName());
        assertEquals(EngineKind.AUTO, config.engine());
        assertEquals(TakeoverKind.SYSCTL, config.takeover());
        assertEquals(FirewallKind.RESPECT, config.firewall());
        assertEquals(List.of(), config.addresses());
        assertEquals(Path.of("/etc/nyanpong/frames"), config.frames());
        assertEquals(new Limits(0, 0, 100_000, 20_000, 65_536, 1024), config.limits());
        assertEquals(LogKind.SESSIONS, config.log());
        assertEquals("nobody", config.user());
        assertEquals(null, config.metrics());
        assertEquals(null, config("metrics: off").metrics());
        assertEquals(List.of(), config.programme(), "for others to give the shipped one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "on",
                "n",
                "010",
                "1_000",
                "10.30",
                "1e3",
                "0x1f",
                "true",
                "2001-12-14",
                "\u732b0",
                "'null'"
            })
    void textIsWhatWasWritten(String text) throws ConfigException {
        assertEquals(text.replace("'", ""), config("interface: " + text + "\n").interfaceName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "_nyanpong", "systemd-network", "0", "65534", "4294967294"})
    void usersAreNamesOrNumbers(String user) throws ConfigException {
        assertEquals(user, config("user: " + user + "\n").user());
    }

    /** -1 is 4294967295, by which setresuid(2) means: as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967295", "99999999999", "007", "a:b", "'a b'", "-x", "''"})
    void refusesUsersThatNobodyIs(String user) {
        assertProblems(
                "user: " + user + "\n",
                "1:7: user: '" + user.replace("'", "") + "': want a user's name, or a number from 0 to 4294967294");
    }

    @ParameterizedTest
    @CsvSource({"'a b'", "a/b", "a:b", "a123456789012345", "..", "\u732b\u732b\u732b\u732b\u732b\u732b"})
    void refusesInterfaceNamesThatTheKernelWould(String name) {
        assertProblems("interface: " + name + "\n", "1:12: interface: '" + name + "': want " + INTERFACE);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9415", "0.0.0.0:1", "192.0.2.1:65535", "'\"[::1]:9415\"'", "'\"[2001:db8::1]:80\"'"})
    void metricsAreAtAnAddressAndAPort(String text) throws ConfigException {
        assertEquals(
                text.replace("\"", ""),
                config("metrics: " + text + "\n").metrics().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9415",
                "':9415'",
                "localhost:9415",
                "127.0.0.1",
                "127.0.0.1:0",
                "127.0.0.1:65536",
                "127.0.0.1:09415",
                "'::1:9415'",
                "'[127.0.0.1]:9415'",
                "'[fe80::1%eth0]:9415'",
                "224.0.0.1:9415",
                "010.0.0.1:80",
                "'Off'",
                "http://127.0.0.1:9415"
            })
    void refusesOtherPlacesForMetrics(String text) {
        assertProblems(
                "metrics: " + text + "\n",
                "1:10: metrics: '" + text.replace("'", "")
                        + "': want off, or an address and a port, such as 127.0.0.1:9415 or \"[::1]:9415\"");
    }

    @Test
    void refusesUnknownWordsWithAllThereAre() {
        assertProblems(
                "engine: Ring\ntakeover: tc\nlog: Each\nfirewall: off\n",
                "1:9: engine: 'Ring': want auto, ring, socket, xsk, xdp, xdp-native or xdp-generic; did you mean"
                        + " ring?",
                "2:11: takeover: 'tc': want auto, sysctl, tcx or virtual; did you mean tcx?",
                "3:6: log: 'Each': want none, sessions or each; did you mean each?",
                "4:11: firewall: 'off': want respect or ignore");
    }

    @Test
    void refusesWhatHasTheWrongShape() {
        assertProblems(
                "engine: [auto]\ntakeover:\nframes: ~\nlimits: 5\nprogramme: { answer: reply }\nlog: { each: 1 }\n",
                "1:9: engine: want a single value, not a list",
                "2:10: takeover: is empty: give it a value or leave it out",
                "3:9: frames: is empty: give it a value or leave it out",
                "4:9: limits: want keys with values (answers-per-second, per-source, errors-per-second, errors-per-source, sessions, delayed), not a single value",
                "5:12: programme: want a list, such as [a, b], not keys with values",
                "6:6: log: want a single value, not keys with values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "1_000", "1:30", "+64", "-64", "0x40", "64.0", "6e1", "yes", "64k", "99999999999"})
    void anIntegerIsPlainDecimalDigits(String text) {
        assertProblems(
                "limits:\n  sessions: " + text + "\n",
                "2:13: limits.sessions: '" + text + "': want a number from 64 to 16777216, in plain decimal digits");
    }

    @Test
    void anIntegerHasNoQuotesAndARange() throws ConfigException {
        assertProblems(
                "limits: { sessions: \"64\", per-source: 0, answers-per-second: 1000000001 }\n",
                "1:21: limits.sessions: '64': want a number from 64 to 16777216, without quotes",
                "1:39: limits.per-source: '0': want a number from 1 to 1000000000",
                "1:62: limits.answers-per-second: '1000000001': want a number from 1 to 1000000000");
        assertEquals(
                new Limits(1_000_000_000, 1, 7, 1_000_000_000, 64, 16),
                config("limits: { sessions: 64, per-source: 1, answers-per-second: 1000000000, delayed: 16,"
                                + " errors-per-second: 7, errors-per-source: 1000000000 }")
                        .limits());
    }

    @Test
    void errorsAreNeverUnlimited() {
        assertProblems(
                "limits: { errors-per-second: 0, errors-per-source: unlimited }\n",
                "1:30: limits.errors-per-second: '0': want a number from 1 to 1000000000",
                "1:52: limits.errors-per-source: 'unlimited': want a number from 1 to 1000000000, in plain decimal"
                        + " digits");
    }

    @Test
    void lateRepliesAreLimited() {
        assertProblems("limits: { delayed: 15 }", "1:20: limits.delayed: '15': want a number from 16 to 65536");
        assertProblems("limits: { delayed: 65537 }", "1:20: limits.delayed: '65537': want a number from 16 to 65536");
    }

    @Test
    void aSeedIsPrintable() throws ConfigException {
        String want = "want 8 to 128 printable characters";
        assertEquals(null, config("").seed());
        assertEquals("a b#c: \"\\\u732b", config("seed: 'a b#c: \"\\\u732b'").seed());
        assertEquals(
                "\u732b".repeat(128), config("seed: " + "\u732b".repeat(128)).seed());
        assertProblems("seed: 1234567", "1:7: seed: '1234567': " + want);
        assertProblems("seed: " + "x".repeat(129), "1:7: seed: '" + "x".repeat(60) + "...': " + want);
        assertProblems("seed: \"1234567\\e\"", "1:7: seed: '1234567\\u001b': " + want);
        assertProblems("seed: [12345678]", "1:7: seed: want a single value, not a list");
    }

    @Test
    void addressesAreLiteralsOfOneReading() throws Exception {
        Config config = config("addresses: [192.0.2.1, 2001:db8::1, '2001:DB8::', '64:ff9b::192.0.2.33']\n");
        assertEquals(
                List.of(
                        InetAddress.ofLiteral("192.0.2.1"),
                        InetAddress.ofLiteral("2001:db8::1"),
                        InetAddress.ofLiteral("2001:db8::"),
                        InetAddress.ofLiteral("64:ff9b::c000:221")),
                config.addresses());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost", "example.com", "010.0.0.1", "127.1", "3221225985", "0x7f.0.0.1", "192.0.2.256",
                        "192.0.2.1/32",
                "fe80::1%eth0", "::ffff:192.0.2.1", "::ffff:c000:201", "[::1]", "1.2.3.4.5", ":::", "1::2::3",
                        "12345::",
                "64:ff9b::192.0.2.033", "\u0661.1.1.1", "1.1.1.1.", "a"
            })
    void refusesOtherAddresses(String text) {
        assertProblems(
                "addresses:\n  - '" + text + "'\n",
                "2:5: addresses[0]: '" + text
                        + "': want an address such as 192.0.2.1 or 2001:db8::1, not a name or a prefix");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "255.255.255.255", "'::'", "ff02::1"})
    void refusesAddressesThatNoHostHas(String text) {
        assertProblems(
                "addresses: [ " + text + " ]\n",
                "1:14: addresses[0]: '" + text.replace("'", "") + "': want a unicast address");
    }

    @Test
    void hintsAtQuotesForWhatYamlTakesForAKey() {
        assertProblems(
                "addresses:\n  - 2001:db8::\n",
                "2:5: addresses[0]: want a single value, not keys with values; quote what ends in ':'");
    }

    @Test
    void refusesAnEmptyListOfAddresses() {
        assertProblems("addresses: []\n", "1:1: addresses: has 0 entries: want 1 to 1024");
    }

    @Test
    void framesAreBesideTheFileUnlessAbsolute() throws Exception {
        assertEquals(Path.of("/etc/nyanpong/art"), config("frames: ./art/").frames());
        assertEquals(Path.of("/srv/art"), config("frames: /srv/art").frames());
        assertEquals(Path.of("/etc/nyanpong/010"), config("frames: 010").frames());
        assertProblems("frames: \"a\\0b\"\n", "1:9: frames: 'a\\u0000b': want a folder's path of printable characters");
    }

    @Test
    void unknownKeysAreGuessed() {
        assertProblems(
                """
                interfaces: eth0
                prometheus: 127.0.0.1:9415
                limits: { answersPerSecond: 5, persource: 1 }
                ENGINE: auto
                """,
                "1:1: interfaces: unknown key; did you mean interface?",
                "2:1: prometheus: unknown key; want interface, engine, threads, takeover, firewall, addresses, virtual-mac, frames, seed, programme,"
                        + " limits, log, metrics, reload, user, top-group, gallery or gallery-addresses",
                "3:11: limits.answersPerSecond: unknown key; did you mean answers-per-second?",
                "3:32: limits.persource: unknown key; did you mean per-source?",
                "4:1: ENGINE: unknown key; did you mean engine?");
    }

    @Test
    void everyProblemIsReportedAtOnceInTheFilesOrder() {
        assertProblems(
                "log: all\nprogramme:\n  - play: [Nyan, ok, -x]\n    ink: blue\nlimits: { sessions: 1 }\nengin: auto\n",
                "1:6: log: 'all': want none, sessions or each",
                "3:5: programme[0].canvas: missing",
                "3:12: programme[0].play[0]: 'Nyan': want an art's name: 1 to 32 of a-z, 0-9 and '-', no '-' first",
                "3:22: programme[0].play[2]: '-x': want an art's name: 1 to 32 of a-z, 0-9 and '-', no '-' first",
                "4:10: programme[0].ink: 'blue': want unreachable or silence",
                "5:21: limits.sessions: '1': want a number from 64 to 16777216",
                "6:1: engin: unknown key; did you mean engine?");
    }

    @Test
    void messagesAreHarmlessToATerminal() {
        assertProblems(
                "\"\\e[31m\\u202e\": 1\nlog: \"\\e]0;x\\a\\r\\n\\u2066\\u200b\\U000e0041'\"\n",
                "1:1: \\u001b[31m\\u202e: unknown key; want interface, engine, threads, takeover, firewall, addresses, virtual-mac, frames, seed,"
                        + " programme, limits, log, metrics, reload, user, top-group, gallery or gallery-addresses",
                "2:6: log: '\\u001b]0;x\\u0007\\r\\n\\u2066\\u200b\\U000e0041'': want none, sessions or each");
        assertProblems(
                "log: " + "x".repeat(61) + "\n", "1:6: log: '" + "x".repeat(60) + "...': want none, sessions or each");
        String problem = new Problem("\u001b[2J", 1, 1, "k\n", "\u0007").toString();
        assertTrue(problem.chars().noneMatch(Character::isISOControl), problem);
    }

    @Test
    void theExceptionsMessageIsTheFirstAndACount() {
        ConfigException e = assertThrows(ConfigException.class, () -> config("log: x\nengine: y\ntakeover: z\n"));
        assertEquals("config.yaml:1:6: log: 'x': want none, sessions or each (and 2 more)", e.getMessage());
    }
}
