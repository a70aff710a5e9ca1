package nyanpong.art;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All of an art, or nothing of it. */
class ArtFolderTest {
    private static final Credits CREDITS = new Credits("A \"cat\" \\o/", "me: #1", "CC0-1.0");
    private static final String YAML = "title: \"A \\\"cat\\\" \\\\o/\"\nauthor: \"me: #1\"\nlicence: \"CC0-1.0\"\n";
    private static final List<List<String>> PICTURES = List.of(List.of("@ ", " @"), List.of("@@"));
    private static final List<List<String>> HUGE = List.of(List.of("@"), List.of("@".repeat(FrameReader.MOST_BYTES)));

    @TempDir
    private Path folder;

    private Path shelf;

    @BeforeEach
    void nowhereYet() {
        shelf = folder.resolve("frames");
    }

    @Test
    void writesFramesAndCredits() throws IOException, ArtException {
        new ArtFolder(shelf, "cat", null).write(PICTURES, CREDITS, false);
        assertEquals(Map.of("cat/01.txt", "@ \n @\n", "cat/02.txt", "@@\n", "cat/art.yaml", YAML), files());
    }

    /** The reader takes the frames by name. */
    @Test
    void namesSortAsTheFramesDo() throws IOException, ArtException {
        new ArtFolder(shelf, "cat", null).write(Collections.nCopies(256, List.of("@")), CREDITS, false);
        assertEquals(257, files().size());
        assertTrue(files().containsKey("cat/001.txt") && files().containsKey("cat/256.txt"));
        assertEquals(
                256,
                FrameReader.readFolder(shelf.resolve("cat"), Palette.DEFAULT).size());
    }

    @Test
    void writesForOneCanvas() throws IOException, ArtException {
        new ArtFolder(shelf, "cat", "hexdump").write(PICTURES, CREDITS, false);
        assertEquals(
                List.of("cat/art.yaml", "cat/hexdump/01.txt", "cat/hexdump/02.txt"), List.copyOf(files().keySet()));
        // A second one leaves the credits and the first as they are.
        new ArtFolder(shelf, "cat", "cisco").write(List.of(List.of("#")), Credits.unknown("cat"), false);
        assertEquals(YAML, files().get("cat/art.yaml"));
        assertEquals("#\n", files().get("cat/cisco/01.txt"));
        assertEquals(4, files().size());
    }

    @Test
    void anArtOfTextAloneGetsItsCredits() throws IOException, ArtException {
        Files.createDirectories(shelf.resolve("cat"));
        Files.writeString(shelf.resolve("cat/01.txt"), "@\n");
        new ArtFolder(shelf, "cat", "cisco").write(PICTURES, CREDITS, false);
        assertEquals(YAML, files().get("cat/art.yaml"));
        assertEquals("@\n", files().get("cat/01.txt"));
    }

    @Test
    void replacesOnlyByForce() throws IOException, ArtException {
        ArtFolder cat = new ArtFolder(shelf, "cat", null);
        cat.write(PICTURES, CREDITS, false);
        Map<String, String> before = files();
        refused("exists: take another name, or --force", cat, PICTURES, false);
        assertEquals(before, files());
        cat.write(List.of(List.of("#")), CREDITS, true);
        assertEquals(Map.of("cat/01.txt", "#\n", "cat/art.yaml", YAML), files());
    }

    @Test
    void evenForceLosesNothingElse() throws IOException, ArtException {
        new ArtFolder(shelf, "cat", "cisco").write(PICTURES, CREDITS, false);
        Map<String, String> before = files();
        refused("cisco: would be lost", new ArtFolder(shelf, "cat", null), PICTURES, true);
        assertEquals(before, files());
        Files.writeString(shelf.resolve("cat/cisco/notes.md"), "mine");
        refused("notes.md: would be lost", new ArtFolder(shelf, "cat", "cisco"), PICTURES, true);
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException, ArtException {
        ArtFolder cat = new ArtFolder(shelf, "cat", null);
        refused("want 65536 at most", cat, HUGE, false);
        assertEquals(Map.of(), files());
        cat.write(PICTURES, CREDITS, false);
        Map<String, String> before = files();
        refused("want 65536 at most", cat, HUGE, true);
        assertEquals(before, files());
        refused("want 65536 at most", new ArtFolder(shelf, "cat", "cisco"), HUGE, false);
        assertEquals(before, files());
        try (Stream<Path> left = Files.list(shelf)) {
            assertEquals(List.of(shelf.resolve("cat")), left.toList());
        }
    }

    @Test
    void followsNoLinkAndShadowsNoFile() throws IOException, ArtException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectory(shelf);
        Files.createSymbolicLink(shelf.resolve("link"), outside);
        Files.writeString(shelf.resolve("file"), "");
        Files.writeString(shelf.resolve("flat.txt"), "@");
        refused("is no folder", new ArtFolder(shelf, "link", null), PICTURES, true);
        refused("is no folder", new ArtFolder(shelf, "link", "cisco"), PICTURES, true);
        refused("is no folder", new ArtFolder(shelf, "file", null), PICTURES, true);
        refused(
                "is no folder: want one for the arts",
                new ArtFolder(shelf.resolve("file"), "cat", null),
                PICTURES,
                true);
        refused("is an art of that name", new ArtFolder(shelf, "flat", null), PICTURES, true);
        try (Stream<Path> left = Files.list(outside)) {
            assertEquals(0, left.count());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../cat", "a/b", "Cat", "-cat", "c\u001b[31m", "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void refusesNames(String name) {
        ArtException e = assertThrows(ArtException.class, () -> new ArtFolder(shelf, name, null));
        assertTrue(e.getMessage().contains("want a name of a-z") && Printable.isPrintable(e.getMessage()));
    }

    private static void refused(String why, ArtFolder art, List<List<String>> pictures, boolean force) {
        ArtException e = assertThrows(ArtException.class, () -> art.write(pictures, CREDITS, force));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    /** Of all files below the shelf, the text. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(shelf)) {
            try (Stream<Path> all = Files.walk(shelf)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(shelf.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return files;
    }
}
