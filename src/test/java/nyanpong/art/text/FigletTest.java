package nyanpong.art.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nyanpong.art.ArtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigletTest {
    @TempDir
    private Path folder;

    @Test
    void drawsWithOurOwnFonts() throws IOException, ArtException {
        assertEquals(
                List.of(
                        "######    ######  ##    ##    ######  ##  ",
                        "##    ##    ##    ####  ##  ##        ##  ",
                        "######      ##    ##  ####  ##  ####  ##  ",
                        "##          ##    ##    ##  ##    ##      ",
                        "##        ######  ##    ##    ######  ##  "),
                Figlet.shipped("block").render("Ping!", 70));
        assertEquals(
                List.of("    #   ", " #  #   ", "    ### ", " #  # # ", "    ### "),
                Figlet.shipped("small").render(":b", 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "small"})
    void ourFontsHaveAllOfAscii(String font) throws IOException, ArtException {
        Figlet figlet = Figlet.shipped(font);
        for (char c = '!'; c <= '~'; c++) {
            List<String> rows = figlet.render(Character.toString(c), 12);
            assertTrue(rows.size() <= 5 && rows.stream().anyMatch(row -> row.contains("#")), "'" + c + "'");
        }
        for (char c = '0'; c <= '9'; c++) {
            assertEquals(5, figlet.render(Character.toString(c), 12).size());
        }
    }

    @Test
    void noRowIsWiderForTheBlanksBehindItsLastLetter() throws ArtException {
        Figlet font = font("flf2a$ 1 1 4 -1 0", c -> (char) c + "  @@");
        assertEquals(List.of("a  b "), font.render("ab", 5));
        assertEquals(List.of("a  b"), font.render("ab", 4));
    }

    @Test
    void breaksBetweenWordsElseWithinThem() throws ArtException {
        Figlet font = font("flf2a$ 1 1 4 -1 0", c -> (char) c + "@@");
        assertEquals(List.of("ab cd", "ef"), font.render("ab cd ef", 6));
        assertEquals(List.of("ab", "cdefgh", "ij k"), font.render("ab cdefghij k", 6));
        assertEquals(List.of("a", "b"), font.render(" a \n b", 6));
        assertEquals(List.of("abc"), font.render("abc", 3));
        assertEquals(List.of("a b c"), font.render("a   b\tc", 6));
    }

    /** The letter is " x ", the blank "$": full width, or closed up by the blanks and not by the hardblank. */
    @Test
    void fitsLettersAsTheHeaderSays() throws ArtException {
        assertEquals(List.of(" x  x "), letters("flf2a$ 1 1 4 -1 0").render("xx", 9));
        assertEquals(List.of("xx "), letters("flf2a$ 1 1 4 0 0").render("xx", 9));
        assertEquals(List.of("x "), letters("flf2a$ 1 1 4 15 0 0 143").render("xx", 9));
        assertEquals(List.of(" x  x "), letters("flf2a$ 1 1 4 0 0 0 0").render("xx", 9));
        assertEquals(List.of("x x "), letters("flf2a$ 1 1 4 0 0").render("x x", 9));
    }

    /** The standard's rules of horizontal smushing, 1 to 6, and universal smushing without any. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1, aa, a", "1, ab, ", "1, $$, ", "2, _|, |", "2, >_, >", "2, _a, ", "4, |/, /", "4, <(, <", "4, /\\, ",
                "8, [], |", "8, ][, |", "8, )(, |", "8, ((, ", "8, [}, ", "8, <>, ", "16, /\\, |", "16, \\/, Y",
                        "16, ><, X",
                "16, <>, ", "32, $$, $", "32, $a, ", "0, ab, b", "0, a$, a", "0, $a, a", "31, $a, "
            })
    void overlapsByTheRules(int rules, String both, String merged) {
        char result = new Layout(rules | 128, '$').merged(both.charAt(0), both.charAt(1));
        assertEquals(merged == null ? Layout.NEITHER : merged.charAt(0), result);
        assertEquals(Layout.NEITHER, new Layout(rules | 64, '$').merged(both.charAt(0), both.charAt(1)));
    }

    private static Figlet letters(String header) throws ArtException {
        return font(header, c -> c == ' ' ? "$@@" : " x @@");
    }

    @Test
    void skipsCommentsAndTakesTaggedCharacters() throws ArtException {
        String german = "1@@\n2@@\n3@@\n4@@\n5@@\n6@@\n7@@\n";
        String tagged =
                german + "0x263A  WHITE SMILING FACE\n:)@@\n0101 octal A\nOct@@\n-2 no character\nno@@\n\n233\ne'@@\n";
        byte[] bytes = source("flf2a$ 1 1 4 -1 2\na comment@@\nanother", c -> (char) c + "@@", tagged);
        Figlet font = Figlet.read("tagged", bytes);
        assertEquals(List.of(":)Oct7e'"), font.render("\u263aA\u00df\u00e9", 70));
    }

    @Test
    void anyCharacterMarksTheEnd() throws ArtException {
        assertEquals(
                List.of("a##b"),
                font("flf2a$ 1 1 4 -1 0", c -> (c == 'b' ? "##b|  " : "a||")).render("ab", 9));
    }

    @Test
    void refusesWhatIsNoFont() {
        refused("no FIGlet font", "");
        refused("no FIGlet font", "tlf2a$ 1 1 4 -1 0");
        refused("unzip it first", "PK\u0003\u0004");
        refused("height '0': want 1 to 64", "flf2a$ 0 1 4 -1 0");
        refused("height '1000000000': want 1 to 64", "flf2a$ 1000000000 1 4 -1 0");
        refused("height '\\u001b[31m'", "flf2a$ \u001b[31m 1 4 -1 0");
        refused("layout ''", "flf2a$ 1");
        refused("comment lines '99999'", "flf2a$ 1 1 4 -1 99999");
        refused("ends after 1 characters", "flf2a$ 1 1 4 -1 0\n @@");
        refused("x:2: 600 columns: want 512 at most", "flf2a$ 1 1 4 -1 0\n" + "#".repeat(600) + "@@");
        refused("x:2: a control character", "flf2a$ 1 1 4 -1 0\n\u001b[31m@@");
        String whole = new String(source("flf2a$ 1 1 4 -1 0", c -> "x@@", "1@\n2@\n3@\n4@\n5@\n6@\n7@\n"), UTF_8);
        refused("x:104: 'what is this': want the code of a character", whole + "what is this\n#@");
        refused("ends after 102 characters", whole + "0x2603\n");
    }

    @Test
    void refusesTextsThatCannotBeDrawn() throws IOException, ArtException {
        Figlet block = Figlet.shipped("block");
        for (String text : List.of("", " \n ", "x".repeat(1001))) {
            assertThrows(ArtException.class, () -> block.render(text, 70));
        }
        ArtException cat = assertThrows(ArtException.class, () -> block.render("a\u732b", 70));
        assertEquals(
                "font block: no letter for '\u732b' (U+732B): leave it out, or take another --font", cat.getMessage());
        ArtException escape = assertThrows(ArtException.class, () -> block.render("\u001b[1m", 70));
        assertTrue(escape.getMessage().contains("'\\u001b' (U+001B)"), escape.getMessage());
        ArtException wide = assertThrows(ArtException.class, () -> block.render("M", 9));
        assertTrue(wide.getMessage().contains("'M' is 10 wide"), wide.getMessage());
        assertThrows(ArtException.class, () -> Figlet.shipped("../../etc/passwd"));
        assertThrows(ArtException.class, () -> Figlet.shipped("nosuch"));
        Path link = Files.createSymbolicLink(folder.resolve("l.flf"), folder.resolve("none"));
        assertThrows(ArtException.class, () -> Figlet.read(link));
    }

    /** The largest letters, the longest word; and letters without a width. */
    @Test
    @Timeout(10)
    void theWorstFontTakesItsTimeAndNoMore() throws ArtException {
        String row = "#".repeat(500);
        Figlet huge = font("flf2a$ 8 1 4 0 0", c -> (row + "@\n").repeat(7) + row + "@@");
        assertEquals(8000, huge.render("x".repeat(1000), 500).size());
        Figlet none = font("flf2a$ 64 1 4 0 0", c -> "@\n".repeat(63) + "@@");
        assertEquals(List.of(), none.render("x".repeat(1000), 500));
    }

    @Test
    void survivesWhateverIsBroken() throws IOException {
        Random random = new Random(3);
        byte[] whole = Figlet.class.getResourceAsStream("/fonts/small.flf").readAllBytes();
        for (int i = 0; i < 300; i++) {
            byte[] broken = whole.clone();
            for (int n = 0; n < 1 + i % 40; n++) {
                broken[random.nextInt(i % 2 == 0 ? 60 : broken.length)] = (byte) random.nextInt();
            }
            try {
                Figlet.read("broken", broken).render("broken", 70);
            } catch (ArtException e) {
                assertTrue(e.getMessage().contains("want") || e.getMessage().contains("no letter"), e.getMessage());
            }
        }
    }

    /** FIGlet itself, where it is installed, draws the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard",
                "slant",
                "big",
                "small",
                "mini",
                "shadow",
                "lean",
                "script",
                "smslant",
                "smshadow",
                "smscript",
                "banner",
                "block",
                "bubble",
                "digital",
                "mnemonic",
                "term"
            })
    void drawsAsFigletDoes(String name) throws IOException, ArtException, InterruptedException {
        Path file = Path.of("/usr/share/figlet/" + name + ".flf");
        Path figlet = Path.of("/usr/bin/figlet");
        assumeTrue(Files.isRegularFile(file) && Files.isExecutable(figlet));
        String text = "Ping, [pong]: {42}! <\\o/> AVAWA |)(|";
        Process process = new ProcessBuilder(figlet.toString(), "-w", "400", "-f", name, text).start();
        List<String> theirs = new String(process.getInputStream().readAllBytes(), ISO_8859_1)
                .lines()
                .map(String::stripTrailing)
                .toList();
        process.waitFor();
        List<String> ours = Figlet.read(file).render(text, 400);
        for (int y = 0; y < theirs.size(); y++) {
            assertEquals(theirs.get(y), y < ours.size() ? ours.get(y).stripTrailing() : "", name + ", row " + y);
        }
    }

    private interface Letter {
        String rows(int c);
    }

    private static Figlet font(String header, Letter letter) throws ArtException {
        return Figlet.read("test", source(header, letter, ""));
    }

    private static byte[] source(String header, Letter letter, String rest) {
        StringBuilder font = new StringBuilder(header).append('\n');
        for (int c = ' '; c <= '~'; c++) {
            font.append(letter.rows(c)).append('\n');
        }
        return font.append(rest).toString().getBytes(UTF_8);
    }

    private static void refused(String why, String font) {
        ArtException e = assertThrows(ArtException.class, () -> Figlet.read("x", font.getBytes(UTF_8)));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }
}
