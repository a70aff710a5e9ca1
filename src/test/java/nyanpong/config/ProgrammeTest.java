package nyanpong.config;

import static nyanpong.config.Reading.assertProblems;
import static nyanpong.config.Reading.config;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules, and what they make of each other. */
class ProgrammeTest {
    private static final String ROTATIONS = "want per-session, by-hour, by-source, random or { every: 10m }";
    private static final String ANSWERS = "reply, silence or unreachable";

    @Test
    void readsEveryKindOfRule() throws ConfigException {
        Config config = config("""
            programme:
              - match: { source: 203.0.113.0/24, client: iputils }
                answer: reply
              - match: { sequence-multiple-of: 5 }
                answer: silence
              - canvas: cisco
                ink: silence
                play: [nyan, pong, nyan]
                rotate: { every: 90s }
            """);
        assertEquals(
                List.of(
                        new RuleConfig(
                                new Match(
                                        List.of(ClientKind.IPUTILS),
                                        new AddressPrefix(InetAddress.ofLiteral("203.0.113.0"), 24),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                new Action.Plain(AnswerKind.REPLY)),
                        new RuleConfig(Reading.sequence(5), new Action.Plain(AnswerKind.SILENCE)),
                        new RuleConfig(
                                Match.EVERYBODY,
                                new Action.Play(
                                        "cisco",
                                        Ink.SILENCE,
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        List.of("nyan", "pong", "nyan"),
                                        new Rotation.Every(Duration.ofSeconds(90)),
                                        AnchorKind.FIRST))),
                config.programme());
    }

    @Test
    void anEmptyProgrammeDrawsForNobody() throws ConfigException {
        assertEquals(List.of(), config("programme: []\n").programme());
    }

    @ParameterizedTest
    @CsvSource({"1s,1", "90s,90", "10m,600", "24h,86400", "86400s,86400", "1440m,86400"})
    void readsIntervals(String text, int seconds) throws ConfigException {
        Config config = config("programme: [{ canvas: cisco, play: [a], rotate: { every: " + text + " } }]");
        assertEquals(
                new Rotation.Every(Duration.ofSeconds(seconds)),
                ((Action.Play) config.programme().getFirst().action()).rotation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "10", "01m", "1.5h", "25h", "86401s", "99999h", "10 m", "10M", "-1s", "1d", "1m30s"})
    void refusesOtherIntervals(String text) {
        assertProblems(
                "programme: [{ canvas: cisco, play: [a], rotate: { every: " + text + " } }]",
                "1:58: programme[0].rotate.every: '" + text + "': want a whole number and s, m or h, from 1s to 24h");
    }

    @Test
    void refusesOtherRotations() {
        String rule = "programme:\n- canvas: cisco\n  play: [a]\n  rotate: ";
        assertProblems(rule + "by-day\n", "4:11: programme[0].rotate: 'by-day': " + ROTATIONS);
        assertProblems(rule + "every 10m\n", "4:11: programme[0].rotate: 'every 10m': " + ROTATIONS);
        assertProblems(rule + "{ evry: 10m }\n", "4:13: programme[0].rotate.evry: unknown key; did you mean every?");
        assertProblems(rule + "{}\n", "4:11: programme[0].rotate.every: missing");
        assertProblems(rule + "[per-session]\n", "4:11: programme[0].rotate: want a single value, not a list");
    }

    @Test
    void aRuleDrawsOrAnswers() {
        assertProblems(
                "programme:\n- match: { client: cisco }\n",
                "2:3: programme[0].play: missing: a rule has canvas and play, or answer: " + ANSWERS,
                "2:3: programme[0].canvas: missing");
        assertProblems(
                "programme:\n- answer: reply\n  play: [nyan]\n  ink: silence\n",
                "3:3: programme[0].play: cannot stand beside answer: a rule draws or answers plainly",
                "4:3: programme[0].ink: cannot stand beside answer: a rule draws or answers plainly");
        assertProblems("programme:\n- play: [nyan]\n", "2:3: programme[0].canvas: missing");
        assertProblems(
                "programme: [{ canvas: fload, play: nyan }, x]\n",
                "1:23: programme[0].canvas: 'fload': want cisco, flood, hexdump, bars, digits, ttl, delay or route;"
                        + " did you mean flood?",
                "1:36: programme[0].play: want a list, such as [a, b], not a single value",
                "1:44: programme[1]: want keys with values (match, answer, canvas, ink, width, longest, palette, palette6,"
                        + " hops, play, rotate, anchor), not a single value");
    }

    @Test
    void aMisspeltKeyIsOneProblem() {
        assertProblems("programme:\n- anser: reply\n", "2:3: programme[0].anser: unknown key; did you mean answer?");
        assertProblems(
                "programme:\n- canvs: cisco\n  plya: [nyan]\n",
                "2:3: programme[0].canvs: unknown key; did you mean canvas?",
                "3:3: programme[0].plya: unknown key; did you mean play?");
    }

    @Test
    void refusesEmptyAndLongPlaylists() {
        assertProblems(
                "programme: [{ canvas: cisco, play: [] }]", "1:30: programme[0].play: has 0 entries: want 1 to 64");
        assertProblems(
                "programme: [{ canvas: cisco, play: [" + "a,".repeat(65) + "] }]",
                "1:30: programme[0].play: has 65 entries: want 1 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "a/b", "Nyan", "-a", "a_b", "a.b", "\u732b", "a23456789012345678901234567890123"})
    void anArtsNameIsNoPath(String name) {
        assertProblems(
                "programme: [{ canvas: cisco, play: [ " + name + " ] }]",
                "1:38: programme[0].play[0]: '" + name
                        + "': want an art's name: 1 to 32 of a-z, 0-9 and '-', no '-' first");
    }

    @Test
    void aSequenceRuleAnswersPlainlyAndIsOneOfFew() {
        assertProblems(
                "programme:\n- match: { sequence-multiple-of: 5 }\n  canvas: cisco\n  play: [nyan]\n",
                "2:3: programme[0].match: sequence-multiple-of needs answer: " + ANSWERS + ", it cannot draw");
        assertProblems(
                "programme: [{ match: { sequence-multiple-of: 65536 }, answer: reply }]",
                "1:46: programme[0].match.sequence-multiple-of: '65536': want a number from 1 to 65535");
        StringBuilder many = new StringBuilder("programme:\n");
        int[] primes = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59};
        for (int prime : primes) {
            many.append("- { match: { sequence-multiple-of: ").append(prime).append(" }, answer: silence }\n");
        }
        assertProblems(many.toString(), "18:3: programme[16]: want at most 16 rules with sequence-multiple-of");
    }

    @Test
    void reportsRulesThatAreNeverReached() {
        assertProblems(
                "programme:\n- answer: reply\n- match: { client: cisco }\n  answer: reply\n",
                "3:3: programme[1]: never reached: line 2 matches everything");
        assertProblems(
                """
                programme:
                - { match: { client: cisco }, answer: reply }
                - { match: { source: 203.0.112.0/23 }, answer: reply }
                - { match: { sequence-multiple-of: 5 }, answer: silence }
                - { match: { client: cisco, source: 192.0.2.1 }, answer: reply }
                - { match: { source: 203.0.113.0/24 }, answer: reply }
                - { match: { source: 203.0.0.0/16 }, answer: reply }
                - { match: { sequence-multiple-of: 10 }, answer: silence }
                - { match: { sequence-multiple-of: 4 }, answer: silence }
                - { match: { source: "2001:db8::/32" }, answer: reply }
                - { match: { sequence-multiple-of: 1 }, answer: silence }
                - { answer: reply }
                """,
                "5:3: programme[3]: never reached: line 2 matches all that this one would",
                "6:3: programme[4]: never reached: line 3 matches all that this one would",
                "8:3: programme[6]: never reached: line 4 matches all that this one would",
                "12:3: programme[10]: never reached: line 11 matches everything");
    }

    @Test
    void aLaterProblemIsPutWhereTheValueWasWritten() throws ConfigException {
        Locations locations = config("log: each\nprogramme:\n- canvas: cisco\n  play: [a, b]\n")
                .locations();
        assertEquals(
                "config.yaml:4:13: programme[0].play[1]: no such art",
                locations.problem("programme[0].play[1]", "no such art").toString());
        assertEquals(
                "config.yaml:3:3: programme[0].rotate: x",
                locations.problem("programme[0].rotate", "x").toString());
        assertEquals(
                "config.yaml: interface: there is none",
                locations.problem("interface", "there is none").toString());
    }
}
