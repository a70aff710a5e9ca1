package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import nyanpong.config.Action;
import nyanpong.config.Config;
import nyanpong.config.ConfigFile;
import nyanpong.config.Palette;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ladder of answers, and the palette of a device that was shown it. */
class CalibrationTest {
    /** A router that has a glyph for some codes, and U for the rest. */
    private static String printed(boolean six) {
        return Calibration.answers(six).stream()
                .map(answer -> switch (answer) {
                    case "reply" -> "!";
                    case "silence" -> ".";
                    case "3/1" -> six ? "&" : "H";
                    case "3/13", "1/1" -> "A";
                    case "11/0", "11/1", "3/0" -> "&";
                    case "3/9" -> "\"";
                    case "3/10" -> "\\";
                    case "3/4" -> "M";
                    default -> "U";
                })
                .collect(Collectors.joining());
    }

    @Test
    void theLadderIsRepliesSilenceAndCodes() {
        assertEquals(
                "reply reply reply reply reply silence 3/0 3/1 3/2 3/3 3/5 3/6 3/7 3/8 3/9 3/10 3/11 3/12 3/13 3/14 3/15"
                        + " 11/0 11/1",
                String.join(" ", Calibration.answers(false)));
        assertEquals(
                "reply reply reply reply reply silence 1/0 1/1 1/2 1/3 1/4 1/5 1/6 3/0 3/1",
                String.join(" ", Calibration.answers(true)));
    }

    /** Cell by cell what it says; then paper to the line's end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theScoreIsTheLadder(boolean six) {
        Score score = Calibration.score();
        List<String> answers = Calibration.answers(six);
        assertEquals(answers.size(), Calibration.pings(six));
        assertEquals(CiscoCanvas.WIDTH, score.cells());
        for (int cell = 0; cell < score.cells(); cell++) {
            long answer = score.answer(cell, six);
            String text = switch (Answer.kind(answer)) {
                case Answer.KIND_REPLY -> "reply";
                case Answer.KIND_SILENCE -> "silence";
                default ->
                    (six ? Answer.type6(answer) : Answer.type(answer)) + "/"
                            + (six ? Answer.code6(answer) : Answer.code(answer));
            };
            assertEquals(cell < answers.size() ? answers.get(cell) : "reply", text, "cell " + cell);
        }
    }

    /** It would have the device lower its path's MTU. */
    @Test
    void fragmentationNeededIsNeverSent() {
        assertFalse(Calibration.answers(false).contains("3/4"));
        assertFalse(Calibration.answers(true).contains("2/0"));
    }

    @Test
    void aDevicesLineIsItsPalette() {
        assertEquals(
                "palette: { \"!\": reply, \"&\": 3/0, \"H\": 3/1, \"\\\"\": 3/9, \"\\\\\": 3/10, \"A\": 3/13 }",
                Calibration.palette(printed(false), false));
        assertEquals(
                "palette6: { \"!\": reply, \"U\": 1/0, \"A\": 1/1, \"&\": 3/0 }",
                Calibration.palette(printed(true), true));
    }

    /** And the configuration takes it as it is. */
    @ParameterizedTest
    @CsvSource({"false, '!&H\"\\A'", "true, '!UA&'"})
    void thePaletteIsARules(boolean six, String glyphs) throws Exception {
        Action.Play play = rule(Calibration.palette(printed(six), six));
        Palette palette = six ? play.palette6() : play.palette();
        assertEquals(
                glyphs,
                palette.entries().stream()
                        .map(entry -> Character.toString(entry.glyph()))
                        .collect(Collectors.joining()));
    }

    /** Whatever a device prints, what is made of it is a palette that the configuration takes, or an error. */
    @Test
    void everyPrintableGlyphIsTaken() throws Exception {
        for (char glyph = '!'; glyph <= '~'; glyph++) {
            char reply = glyph == '!' ? '?' : '!';
            String line = Character.toString(reply).repeat(5)
                    + Character.toString(glyph).repeat(18);
            Action.Play play = rule(Calibration.palette(line, false));
            assertEquals(glyph, play.palette().entries().get(1).glyph());
        }
    }

    /** Routers break lines at 70, terminals where they end; and more pings print more. */
    @Test
    void blanksAndWhatComesAfterTheLadderDoNotMatter() {
        String line = printed(false);
        String expected = Calibration.palette(line, false);
        assertEquals(
                expected, Calibration.palette("  " + line.substring(0, 9) + "\r\n" + line.substring(9) + "\n", false));
        assertEquals(expected, Calibration.palette(line + "!!!!!", false));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0 characters: want the 23",
        "'!!!!!.U', 7 characters: want the 23",
        "'!!!!!.UUUUUUUUUUUUUUUU', 22 characters: want the 23",
        "'.!!!!.UUUUUUUUUUUUUUUUU', '''.!!!!'': want the 5 replies'",
        "'!!!!..UUUUUUUUUUUUUUUUU', '''!!!!.'': want the 5 replies'",
        "'!!!!!!!!!!!!!!!!!!!!!!!', no glyph but !",
        "'!!!!!.\u732bUUUUUUUUUUUUUUUU', '\u732b: want printable ASCII'"
    })
    void oddLinesAreRefused(String line, String start) {
        String message = assertThrows(IllegalArgumentException.class, () -> Calibration.palette(line, false))
                .getMessage();
        assertTrue(message.startsWith(start), message);
        assertEquals(1, message.lines().count());
    }

    private static Action.Play rule(String palette) throws Exception {
        String yaml = "programme:\n  - canvas: cisco\n    play: [nyan]\n    " + palette + "\n";
        Config config =
                ConfigFile.read("config.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), null);
        return (Action.Play) config.programme().getFirst().action();
    }
}
