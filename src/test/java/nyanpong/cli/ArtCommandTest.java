package nyanpong.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nyanpong.app.production.Arts;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The gallery's commands, as they are typed; there is no terminal to ask at. */
class ArtCommandTest {
    @TempDir
    private Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @Test
    void showsAndWritesWhatTheGalleryReads() throws IOException, ArtException {
        assertEquals(
                0,
                run("art import --text Hi hi --yes --title", "'Say: \"hi\"'", "--author me --licence CC0-1.0"),
                err::toString);
        assertEquals(5, out.toString().lines().count());
        try (Arts arts = new Arts(shelf())) {
            Art art = arts.read("hi");
            assertEquals("Say: \"hi\"", art.credits().title());
            assertEquals("me", art.credits().author());
            assertEquals(5, art.frames().getFirst().height());
            assertEquals(1, art.frames().getFirst().ink(0, 0));
        }
        assertEquals(0, run("art list --pictures"));
        assertTrue(
                out.toString().contains("hi                  16x5  1 frame    Say: \"hi\" (me, CC0-1.0)\n"),
                out::toString);
        assertTrue(out.toString().lines().filter(line -> line.startsWith(" ")).allMatch(line -> line.length() <= 80));
    }

    @Test
    void writesNothingUnlessTold() {
        for (String option : List.of("", "--dry-run", "--dry-run --yes")) {
            assertEquals(0, run("art import --text Hi hi " + option));
            assertEquals(5, out.toString().lines().count());
            assertTrue(err.toString().contains("nothing written"), err::toString);
            assertFalse(Files.exists(shelf()));
        }
    }

    @Test
    void saysThatCreditsAreUnknown() {
        assertEquals(0, run("art import --text Hi hi --yes"));
        assertTrue(err.toString().contains("author or licence is unknown"), err::toString);
    }

    @Test
    void aCanvasHasItsFolderAndItsShape() throws IOException, ArtException {
        assertEquals(0, run("art import --qr X code --yes --canvas hexdump"), err::toString);
        assertEquals(0, run("art import --qr X code --yes --canvas cisco --literal"), err::toString);
        try (Arts arts = new Arts(shelf())) {
            Art art = arts.read("code");
            assertEquals(29, art.framesFor("hexdump").getFirst().width());
            assertEquals(58, art.framesFor("cisco").getFirst().width());
            assertTrue(art.framesFor("cisco").getFirst().isLiteral());
        }
    }

    /** A second canvas's frames are written in the palette that the art has. */
    @Test
    void keepsAnArtsPalette() throws IOException, ArtException {
        Path art = Files.createDirectories(shelf().resolve("own"));
        Files.writeString(art.resolve("art.yaml"), "title: T\nauthor: A\nlicence: L\npalette: \"_x\"\n");
        Files.writeString(art.resolve("01.txt"), "_x\n");
        assertEquals(0, run("art import --text . own --yes --canvas cisco --font small"), err::toString);
        assertEquals("__\n__\n__\n__\n_x\n", Files.readString(art.resolve("cisco/01.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "art import",
                "art import --text Hi",
                "art import cat.png",
                "art import a b c",
                "art import --text a --qr b c",
                "art import --text Hi hi --ecc low",
                "art import --text Hi hi --levels 2",
                "art import --qr Hi hi --font block",
                "art import --qr Hi hi --quiet 99",
                "art import a.png a --levels 1",
                "art import a.png a --levels 3 --literal",
                "art import a.png a --threshold 2",
                "art import a.png a --threshold NaN",
                "art import a.png a --threshold 0.5 --dither ordered",
                "art import a.png a --dither nonsense",
                "art import a.png a --width 0",
                "art import a.png a --width 501",
                "art import a.png a --height 1001",
                "art import a.png a --cell-aspect 0",
                "art import a.png a --cell-aspect Infinity",
                "art import a.png a --canvas cinema",
                "art import --text Hi hi --canvas cisco --width 71",
                "art import --text Hi hi --author \u001b[31mred",
                "art import --text Hi hi --title "
                        + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void usageErrorsAreOneLineAndExitTwo(String line) {
        assertEquals(2, run(line), err::toString);
        assertOneLine();
    }

    @ParameterizedTest
    @CsvSource({
        "art import none.png a, 'none.png: no such file'",
        "art import /dev/zero a, '/dev/zero: not a regular file'",
        "art import --text Hi Hi, 'want a name of a-z'",
        "art import --text Hi ../hi, 'want a name of a-z'",
        "art import --text Hi hi --font nosuch, 'no such font'",
        "art import --text Hi hi --font ./nosuch.flf, 'no such file'",
        "art import --text Hi hi --width 3, 'wide: want'",
        "art import --text \u732b hi, 'no letter for'",
        "art import --text Hi hi --height 3, 'want --height 5'",
        "art import --qr xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx hi, 'does not fit in 70 cells'"
    })
    void whatCannotBeDrawnIsUnavailable(String line, String why) {
        assertEquals(69, run(line), err::toString);
        assertTrue(err.toString().contains(why), err::toString);
        assertOneLine();
    }

    @Test
    void replacesOnlyByForce() {
        assertEquals(0, run("art import --text Hi hi --yes"));
        assertEquals(69, run("art import --text Ho hi --yes"));
        assertOneLine();
        assertEquals(0, run("art import --text Ho hi"), "a look is free");
        assertEquals(0, run("art import --text Ho hi --yes --force"));
    }

    @Test
    void oneBadArtDoesNotHideTheOthers() throws IOException {
        Files.createDirectories(shelf().resolve("Bad Name"));
        Files.writeString(
                Files.createDirectories(shelf().resolve("typo/hexdmup")).resolve("01.txt"), "#\n");
        Files.writeString(shelf().resolve("esc.txt"), "a\u001b[31mb\n");
        assertEquals(69, run("art list"));
        assertTrue(out.toString().contains("\nnyan "), out::toString);
        List<String> errors = err.toString().lines().toList();
        assertEquals(3, errors.size(), err::toString);
        assertTrue(errors.get(0).contains("esc.txt:1: U+001B: want printable characters only"), err::toString);
        assertTrue(
                errors.get(1).contains("typo/hexdmup: no such canvas: want a folder of cisco, flood"), err::toString);
        assertTrue(errors.get(2).endsWith("Bad Name: want a name of a-z, 0-9 and -: rename it"), err::toString);
    }

    @Test
    void liveTextIsBlamedWithItsFile() throws IOException {
        Path yaml = Files.createDirectories(shelf().resolve("live")).resolve("art.yaml");
        Files.writeString(yaml, "title: a\nauthor: b\nlicence: c\ntext: '{clok}'\n");
        assertEquals(69, run("art list"));
        assertTrue(err.toString().contains(yaml + ": text: want lines of text"), err::toString);
        Files.writeString(yaml, "text: x\n");
        assertEquals(69, run("art list"));
        assertTrue(err.toString().contains("title: missing; ") && err.toString().contains("licence: missing"));
    }

    /** What a killed import leaves is no art. */
    @Test
    void theGalleryPassesOverWhatIsHidden() throws IOException {
        Files.createDirectories(shelf().resolve(".cat.123/art"));
        assertEquals(0, run("art list"), err::toString);
        assertFalse(out.toString().contains("123"), out::toString);
    }

    private Path shelf() {
        return folder.resolve("frames");
    }

    /** @param words are split at blanks, save one that is between quotes */
    private int run(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> args = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("'")) {
                args.add(word.substring(1, word.length() - 1));
            } else {
                Stream.of(word.split(" ", -1)).filter(arg -> !arg.isEmpty()).forEach(args::add);
            }
        }
        args.addAll(2, List.of("--frames", shelf().toString()));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args.toArray(String[]::new));
    }

    private void assertOneLine() {
        String text = err.toString();
        assertTrue(text.startsWith("nyanpong: ") && text.indexOf('\n') == text.length() - 1, text);
        assertTrue(text.chars().noneMatch(c -> c == 0x1b), text);
        assertEquals("", out.toString());
    }
}
