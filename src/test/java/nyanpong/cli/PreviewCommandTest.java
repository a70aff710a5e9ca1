package nyanpong.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code nyanpong preview}: the picture on stdout, how to see it on stderr. */
class PreviewCommandTest {
    private static final String DOT = "!".repeat(34) + "UU" + "!".repeat(34);

    @TempDir
    Path frames;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void draw() throws Exception {
        write("dot/01.txt", "@@\n");
        write("dot/02.txt", " @\n");
        write("dot/bars/01.txt", "@\n");
        write("lonely/flood/01.txt", "@\n");
    }

    @Test
    void theRoutersPictureIsTheUsualOne() {
        assertEquals(0, preview("dot"));
        assertEquals(DOT + "\n", out.toString());
        assertEquals(
                "ping HOST repeat 70   # 70 pings, 1 s; at a round trip of 20 ms; with ink: silence 5 s; frame 1 of 2\n",
                err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "cisco, ping HOST repeat 70",
        "flood, sudo ping -f HOST",
        "hexdump, ping -s 1416 -c 1 HOST",
        "bars, prettyping HOST",
        "digits, ping -c 1 HOST",
        "ttl, ping -c 1 HOST",
        "delay, noping -g prettyping -i 0.096 HOST",
        "route, mtr --displaymode 2 HOST",
    })
    void everyCanvasHasItsCommand(String canvas, String command) {
        assertEquals(0, preview("dot", "--canvas", canvas));
        assertTrue(err.toString().startsWith(command + "   # "), err.toString());
        assertEquals(1, err.toString().lines().count());
        assertFalse(out.toString().isBlank());
    }

    @Test
    void aCanvassOwnFramesAreShown() {
        assertEquals(0, preview("dot", "--canvas", "bars", "--width", "11"));
        assertEquals("▁▁▁▁▁█▁▁▁▁▁\n", out.toString());
        assertFalse(err.toString().contains("frame"), "there is one");
    }

    @Test
    void aFrameIsCountedFromOne() {
        assertEquals(0, preview("dot", "--frame", "2"));
        assertEquals("!".repeat(35) + "U" + "!".repeat(34) + "\n", out.toString());
        assertTrue(err.toString().endsWith("; frame 2 of 2\n"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3", "2147483647"})
    void aFrameThatThereIsNotIsAnError(String frame) {
        assertEquals(69, preview("dot", "--frame", frame));
        assertEquals("nyanpong: 'dot': no frame " + frame + "; want 1 to 2\n", err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void inkWidthAndSizeCanBeTold() {
        assertEquals(0, preview("dot", "--ink", "silence"));
        assertEquals(DOT.replace('U', '.') + "\n", out.toString());
        assertEquals(0, preview("dot", "--canvas", "flood", "--width", "10"));
        assertTrue(out.toString().endsWith("....EE....\n"));
        assertEquals(0, preview("dot", "--canvas", "hexdump", "--width", "16", "--size", "24"));
        assertTrue(
                out.toString().endsWith("\n\t" + " 0 ".repeat(7) + " f  f " + " 0 ".repeat(7) + "\n"), out.toString());
    }

    @Test
    void aRouteHasAsManyRowsAsRoutersAndTheDestination() {
        assertEquals(0, preview("dot", "--canvas", "route", "--hops", "5"));
        assertEquals(6, out.toString().lines().count());
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        frames = Path.of("/nonexistent");
        assertEquals(69, preview("nyan"));
        assertEquals("nyanpong: --frames: '/nonexistent': no such folder\n", err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--canvas flood --width 9, '--width 9: flood wants 10 to 500'",
        "--canvas flood --width 501, '--width 501: flood wants 10 to 500'",
        "--canvas bars --width 9, '--width 9: bars wants 10 to 500'",
        "--canvas delay --width 501, '--width 501: delay wants 10 to 500'",
        "--canvas digits --width 10, '--width 10: digits wants 1 to 9'",
        "--canvas digits --width -1, '--width -1: digits wants 1 to 9'",
        "--canvas hexdump --width 17, '--width 17: hexdump wants 16 or 32'",
        "--canvas cisco --width 70, '--width 70: cisco wants none'",
        "--canvas ttl --width 2, '--width 2: ttl wants none'",
        "--canvas route --width 70, '--width 70: route wants none'",
        "--canvas hexdump --size 16, '--size 16: want 17 to 65507'",
        "--canvas hexdump --size 65508, '--size 65508: want 17 to 65507'",
        "--canvas route --hops 0, '--hops 0: want 1 to 29'",
        "--canvas route --hops 30, '--hops 30: want 1 to 29'",
        "--canvas flood --hops 3, '--hops is for --canvas route, or --all'",
    })
    void whatACanvasCannotBeToldIsAUsageError(String options, String message) {
        assertEquals(2, preview(("dot " + options).split(" ")));
        assertEquals("nyanpong: " + message + " (nyanpong preview --help)\n", err.toString());
        assertEquals("", out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dot --canvas telnet",
                "dot --all --canvas bars",
                "dot --width many",
                "dot --frame x",
                "dot dot"
            })
    void usageErrorsAreOneLine(String line) {
        assertEquals(2, preview(line.isEmpty() ? new String[0] : line.split(" ")));
        assertTrue(err.toString().matches("nyanpong: [^\n]+\n"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void anUnknownArtNamesTheKnown() {
        assertEquals(69, preview("zebra"));
        assertTrue(
                err.toString().matches("nyanpong: 'zebra': no such art; there are [^\n]*dot[^\n]*\n"), err.toString());
    }

    @Test
    void anArtForAnotherCanvasAloneSaysSo() {
        assertEquals(69, preview("lonely"));
        assertEquals("nyanpong: lonely: no frame for canvas cisco\n", err.toString());
        err.getBuffer().setLength(0);
        assertEquals(0, preview("lonely", "--canvas", "flood"));
    }

    @Test
    void ipv6IsTheSameWithoutAPalette() {
        assertEquals(0, preview("dot", "-6"));
        assertEquals(DOT + "\n", out.toString());
    }

    /** A canvas's caption, and its first frame's lines below it. */
    @ParameterizedTest
    @ValueSource(ints = {80, 200})
    void allCanvasesAreSetSideBySide(int columns) {
        assertEquals(0, preview("nyan", "--all", "--columns", Integer.toString(columns)));
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= Math.max(columns, 80)), "no wider than it may be");
        String text = out.toString();
        int from = 0;
        for (String canvas : List.of("cisco", "flood", "hexdump", "bars", "digits", "ttl", "delay", "route")) {
            int at = text.indexOf(canvas + ": ", from);
            assertTrue(at >= from, canvas);
            from = at;
        }
        assertEquals(columns == 200, lines.getFirst().contains("flood: "), lines.getFirst());
        assertEquals("", err.toString());
    }

    @Test
    void allCanvasesTellWhichLackAFrame() {
        assertEquals(0, preview("dot", "--all", "--frame", "2"));
        assertTrue(out.toString().contains("bars: 'dot': no frame 2; want 1 to 1   digits: "), out.toString());
        assertEquals(69, preview("dot", "--all", "--frame", "3"));
        assertEquals(69, preview("dog", "--all"));
    }

    private int preview(String... args) {
        String[] all = Stream.concat(Stream.of("preview", "--frames", frames.toString()), Stream.of(args))
                .toArray(String[]::new);
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(all);
    }

    private void write(String name, String text) throws Exception {
        Path file = frames.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
