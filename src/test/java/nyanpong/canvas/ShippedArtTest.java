package nyanpong.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nyanpong.app.production.Arts;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.art.FrameReader;
import nyanpong.art.Palette;
import nyanpong.score.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arts under frames/, as a router will print them. */
class ShippedArtTest {
    private static final Path FRAMES = Path.of("frames");

    /**
     * What an own frame may be at most; hexdump's height: the 1400 octets that {@code ping -s 1416} leaves after its first
     * 16, in rows of 32.
     */
    private static final Map<String, Size> OWN = Map.of(
            "hexdump", new Size(32, 43),
            "bars", new Size(79, 24),
            "digits", new Size(3, 60),
            "ttl", new Size(2, 60));

    /** Whose frames may be narrower. */
    private static final List<String> FREE = List.of("bars");

    /** What each canvas is predicted with where there is no ink. */
    private static final Map<String, String> PAPER = Map.of(
            "cisco", "!",
            "flood", ".",
            "hexdump", "\t 0",
            "bars", "\u2581",
            "digits", "1",
            "ttl", "1",
            "delay", "\u2581",
            "route", ".");

    private final CiscoCanvas canvas = new CiscoCanvas(Ink.UNREACHABLE);

    @ParameterizedTest
    @MethodSource("names")
    void isSeventyWideAndPrintedAsDrawn(String name) throws IOException, ArtException {
        Art art = read(name);
        Score score = canvas.compile(art);
        List<String> lines = new ArrayList<>();
        for (int frame = 0; frame < score.frames(); frame++) {
            lines.addAll(canvas.predict(score, frame, false));
        }
        assertFalse(lines.isEmpty());
        assertTrue(lines.stream().allMatch(line -> line.length() == CiscoCanvas.WIDTH));
        for (Frame frame : art.frames()) {
            assertTrue(frame.width() <= CiscoCanvas.WIDTH, "to be read as drawn");
        }
    }

    /**
     * As it will be read, with its own frames: something is to be seen, on every canvas and in every frame. Two or three
     * digits are too few to tell anything of a picture that was not drawn for them.
     */
    @ParameterizedTest
    @MethodSource("names")
    void hasInkOnEveryCanvas(String name) throws IOException, ArtException {
        try (Arts arts = new Arts(FRAMES)) {
            Art art = arts.read(name);
            EveryCanvasTest.all().filter(canvas -> shows(canvas, art)).forEach(canvas -> {
                Score score = canvas.compile(art);
                for (int frame = 0; frame < score.frames(); frame++) {
                    List<String> lines = canvas.predict(score, frame, false);
                    long inks = lines.stream()
                            .map(line -> canvas.name().equals("hexdump") ? line.replaceFirst("^#[0-9]+", "") : line)
                            .flatMapToInt(String::chars)
                            .filter(c -> PAPER.get(canvas.name()).indexOf(c) < 0)
                            .count();
                    assertTrue(inks > 1, canvas.name() + ", frame " + frame);
                }
            });
        }
    }

    private static boolean shows(Canvas canvas, Art art) {
        return !(canvas instanceof DigitsCanvas || canvas instanceof TtlCanvas)
                || art.byCanvas().containsKey(canvas.name());
    }

    /** A '.' costs the client its timeout, two seconds on a router. */
    @ParameterizedTest
    @MethodSource("names")
    void hasNoSilenceInItsLiteralFrames(String name) throws IOException, ArtException {
        for (Frame frame : read(name).frames()) {
            if (frame.isLiteral()) {
                for (String line : canvas.predict(canvas.compile(art(name, frame)), 0, false)) {
                    assertFalse(line.contains("."), line);
                }
            }
        }
    }

    /** A router's plain five pings look healthy, whichever frame a session begins with. */
    @ParameterizedTest
    @MethodSource("names")
    void startsEveryFrameWithFivePaperCells(String name) throws IOException, ArtException {
        Score score = canvas.compile(read(name));
        for (int from = 0; from < score.cells(); from += score.cellsPerFrame()) {
            for (int cell = from; cell < from + 5; cell++) {
                assertEquals(score.paper(), score.answer(cell), "cell " + cell);
            }
        }
    }

    /** Every frame as high and as wide as the others, or they would jump: each is centred. */
    @ParameterizedTest
    @MethodSource("names")
    void hasFramesOfOneSize(String name) throws IOException, ArtException {
        List<Frame> frames = read(name).frames();
        assertEquals(1, frames.stream().mapToInt(Frame::height).distinct().count());
        assertEquals(1, frames.stream().mapToInt(Frame::width).distinct().count());
    }

    @Test
    void nyanIsSeventyByTwenty() throws IOException, ArtException {
        for (Frame frame : read("nyan").frames()) {
            assertEquals(70, frame.width());
            assertEquals(20, frame.height());
            assertTrue(frame.isLiteral());
        }
    }

    /** Drawn for one canvas: as it fits there, for a picture made smaller loses what was worth drawing by hand. */
    @ParameterizedTest
    @MethodSource("names")
    void hasOwnFramesThatFitTheirCanvas(String name) throws IOException, ArtException {
        for (String canvas : OWN.keySet()) {
            List<Frame> frames = own(name, canvas);
            Size most = OWN.get(canvas);
            for (Frame frame : frames) {
                assertTrue(frame.width() <= most.width(), canvas + ": width " + frame.width());
                assertTrue(FREE.contains(canvas) || frame.width() == most.width(), canvas + ": width " + frame.width());
                assertTrue(frame.height() <= most.height(), canvas + ": height " + frame.height());
            }
            assertTrue(frames.stream().mapToInt(Frame::height).distinct().count() <= 1, canvas);
            assertTrue(frames.stream().mapToInt(Frame::width).distinct().count() <= 1, canvas);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasOwnFramesForCanvasesThatThereAreOnly(String name) throws IOException {
        try (Stream<Path> entries = Files.list(FRAMES.resolve(name))) {
            List<String> folders = entries.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .filter(folder -> !OWN.containsKey(folder) && !folder.equals("route"))
                    .toList();
            assertEquals(List.of(), folders);
        }
    }

    /** A hop's name must be one that a name server can give: RFC 1123 2.1. */
    @ParameterizedTest
    @MethodSource("names")
    void tellsItsStoryInNamesOfHosts(String name) throws IOException {
        Path route = FRAMES.resolve(name).resolve("route");
        if (Files.isDirectory(route)) {
            List<String> hops = Files.readAllLines(route.resolve("01.txt"));
            assertTrue(hops.size() >= 5 && hops.size() <= RouteCanvas.MOST_HOPS, hops.size() + " hops");
            for (String hop : hops) {
                assertTrue(hop.length() <= 60, hop);
                assertTrue(hop.matches("[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)*"), hop);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void tellsItsTitleAuthorAndLicence(String name) throws IOException {
        String yaml = Files.readString(FRAMES.resolve(name).resolve("art.yaml"));
        for (String key : List.of("title", "author", "licence")) {
            assertTrue(yaml.lines().anyMatch(line -> line.matches(key + ": \\S.*")), key);
        }
    }

    /** Those that are drawn; live text has no frames of its own. */
    static List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(FRAMES)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> Files.exists(folder.resolve("01.txt")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** None where there is no such folder. */
    private static List<Frame> own(String name, String canvas) throws IOException, ArtException {
        Path folder = FRAMES.resolve(name).resolve(canvas);
        return Files.isDirectory(folder) ? FrameReader.readFolder(folder, Palette.DEFAULT) : List.of();
    }

    private static Art read(String name) throws IOException, ArtException {
        List<Frame> frames = FrameReader.readFolder(FRAMES.resolve(name), Palette.DEFAULT);
        return new Art(name, Credits.unknown(name), frames, Map.of());
    }

    private static Art art(String name, Frame frame) {
        return new Art(name, Credits.unknown(name), List.of(frame), Map.of());
    }

    private record Size(int width, int height) {}
}
