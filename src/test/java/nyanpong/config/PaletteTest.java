package nyanpong.config;

import static nyanpong.config.Reading.assertProblems;
import static nyanpong.config.Reading.play;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The glyphs of a rule, and what they may be made of. */
class PaletteTest {
    private static final String IPV4 = "want reply, silence, 3/0, 3/1, 3/9, 3/10, 3/13 or 11/0";
    private static final String IPV6 = "want reply, silence, 1/0, 1/1, 1/3, 1/4 or 3/0";
    private static final String WHY = ", for other types and codes harm third parties or are unproven";

    @Test
    void keepsTheOrderOfWriting() throws ConfigException {
        Action.Play play = play("{ canvas: cisco, play: [a],"
                + " palette: { '!': reply, U: 3/1, '&': 11/0, .: silence, 0: 3/0, 9: 3/9, a: 3/10, X: 3/13 },"
                + " palette6: { z: reply, U: 1/3, N: 1/0, A: 1/1, P: 1/4, '&': 3/0 } }");
        assertEquals("!U&.09aX", glyphs(play.palette()));
        assertEquals("zUNAP&", glyphs(play.palette6()));
        assertEquals(
                List.of(
                        new PaletteAnswer.Reply(),
                        new PaletteAnswer.Error(3, 1),
                        new PaletteAnswer.Error(11, 0),
                        new PaletteAnswer.Silence()),
                play.palette().entries().subList(0, 4).stream()
                        .map(Palette.Entry::answer)
                        .toList());
    }

    @Test
    void oneVersionMayHaveNone() throws ConfigException {
        Action.Play play = play("{ canvas: cisco, play: [a], palette6: { '!': reply, '[': silence } }");
        assertEquals(null, play.palette());
        assertEquals("![", glyphs(play.palette6()));
    }

    @ParameterizedTest
    @CsvSource({"3/4", "3/3", "4/0", "5/1", "11/1", "12/0", "1/3", "0/0", "8/0", "255/255"})
    void refusesErrorsThatHarm(String error) {
        assertProblems(
                palette("'!': reply, U: " + error), "2:29: programme[0].palette.U: '" + error + "': " + IPV4 + WHY);
    }

    @ParameterizedTest
    @CsvSource({"1/2", "1/5", "1/6", "2/0", "3/1", "4/0", "11/0", "137/0"})
    void refusesErrorsThatHarmOfIpv6(String error) {
        assertProblems(
                palette("'!': reply, U: " + error).replace("palette:", "palette6:"),
                "2:30: programme[0].palette6.U: '" + error + "': " + IPV6 + WHY);
    }

    @Test
    void refusesOtherAnswers() {
        assertProblems(
                palette("'!': reply, U: unreachable, V: 03/1, W: [], X: "),
                "2:29: programme[0].palette.U: 'unreachable': " + IPV4,
                "2:45: programme[0].palette.V: '03/1': " + IPV4,
                "2:54: programme[0].palette.W: want a single value, not a list",
                "2:60: programme[0].palette.X: is empty: give it a value or leave it out");
    }

    @Test
    void aGlyphIsOneCharacter() {
        String want = ": want one printable ASCII character for a key, no blank";
        assertProblems(
                palette("'!': reply, ab: 3/1, ' ': 3/1, \"\\e\": 3/1, \u732b: 3/1, '': 3/4"),
                "2:26: programme[0].palette.ab" + want,
                "2:35: programme[0].palette. " + want,
                "2:45: programme[0].palette.\\u001b" + want,
                "2:56: programme[0].palette.\u732b" + want,
                "2:64: programme[0].palette." + want,
                "2:68: programme[0].palette.: '3/4': " + IPV4 + WHY);
        assertProblems(
                palette("'!': reply, U: 3/0, U: 3/1"), "2:34: programme[0].palette.U: is here twice: first on line 2");
        assertProblems(
                palette("!: reply, U: 3/0"), "2:14: a tag (!) is not allowed here: write the value out, or quote it");
    }

    @Test
    void paperIsTheOneReplyAndFirst() {
        String palette = "2:3: programme[0].palette: ";
        assertProblems(
                palette("U: 3/1, '!': reply"),
                palette + "want the one that is reply first: the order is from paper to full ink");
        assertProblems(
                palette("U: 3/1, .: silence"),
                palette + "has 0 that are reply: want one, the first, for it is the paper");
        assertProblems(
                palette("'!': reply, .: reply"),
                palette + "has 2 that are reply: want one, the first, for it is the paper");
        assertProblems(palette("'!': reply"), palette + "has 1 entries: want 2 to 16");
        StringBuilder many = new StringBuilder("a: reply");
        for (char glyph = 'b'; glyph <= 'q'; glyph++) {
            many.append(", '").append(glyph).append("': 3/1");
        }
        assertProblems(palette(many.toString()), palette + "has 17 entries: want 2 to 16");
        assertProblems(
                "programme:\n- { palette: [a], palette6: 5, canvas: cisco, play: [a] }\n",
                "2:14: programme[0].palette: want glyphs with answers, such as { \"!\": reply, U: 3/1 }, not a list",
                "2:29: programme[0].palette6: want glyphs with answers, such as { \"!\": reply, U: 1/3 }, not a single"
                        + " value");
    }

    @Test
    void aRecordThatBreaksTheRulesIsNone() {
        var reply = new Palette.Entry('!', new PaletteAnswer.Reply());
        var ink = new Palette.Entry('U', new PaletteAnswer.Error(3, 1));
        assertThrows(IllegalArgumentException.class, () -> new Palette(List.of(reply)));
        assertThrows(IllegalArgumentException.class, () -> new Palette(List.of(ink, reply)));
        assertThrows(IllegalArgumentException.class, () -> new Palette(List.of(reply, ink, ink)));
        assertThrows(IllegalArgumentException.class, () -> new Palette.Entry(' ', new PaletteAnswer.Silence()));
        assertThrows(IllegalArgumentException.class, () -> new PaletteAnswer.Error(3, 256));
    }

    private static String palette(String entries) {
        return "programme:\n- palette: { " + entries + " }\n  canvas: cisco\n  play: [a]\n";
    }

    private static String glyphs(Palette palette) {
        StringBuilder glyphs = new StringBuilder();
        palette.entries().forEach(entry -> glyphs.appendCodePoint(entry.glyph()));
        return glyphs.toString();
    }
}
