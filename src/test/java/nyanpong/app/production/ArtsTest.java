package nyanpong.app.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.art.ArtException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtsTest {
    @TempDir
    Path folder;

    @Test
    void aFolderWithoutAnArtFallsBackToTheShippedOnes() throws Exception {
        assertEquals(2, read("nyan").frames().size());
        assertTrue(names().containsAll(List.of("nyan", "maneki", "janog", "hello", "fuji", "pong", "skyline")));
    }

    @Test
    void aFoldersOwnArtWins() throws Exception {
        write("nyan/1.txt", "!!U\n");
        assertEquals(3, read("nyan").frames().getFirst().width());
    }

    @Test
    void oneTextFileIsAnArt() throws Exception {
        write("dot.txt", " # \n");
        Art art = read("dot");
        assertEquals(3, art.frames().getFirst().width());
        assertEquals("unknown", art.credits().author());
        assertTrue(names().contains("dot"));
    }

    @Test
    void framesForOneCanvasWinOnIt() throws Exception {
        write("own/1.txt", "#\n");
        write("own/cisco/1.txt", "!U\n");
        assertEquals(2, read("own").framesFor("cisco").getFirst().width());
        assertEquals(1, read("own").framesFor("flood").getFirst().width());
    }

    @Test
    void itsOwnPaletteIsUsed() throws Exception {
        write("shades/art.yaml", "title: Shades\nauthor: me\nlicence: CC0-1.0\npalette: 'ab'\n");
        write("shades/1.txt", "ab\n");
        assertEquals(0, read("shades").frames().getFirst().ink(0, 0));
        assertEquals(1, read("shades").frames().getFirst().ink(1, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../nyan", "nyan/../nyan", "/etc/passwd", "", ".", "NYAN", "n\u001b[2J", "a b"})
    void whatIsNoNameIsNoPath(String name) {
        assertThrows(ArtException.class, () -> read(name));
    }

    @Test
    void anUnknownArtNamesTheKnown() {
        String message = assertThrows(ArtException.class, () -> read("nyam")).getMessage();
        assertEquals("'nyam': no such art; did you mean nyan?", message);
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("/etc/hostname"));
        assertThrows(ArtException.class, () -> read("link"));
        Files.createDirectory(folder.resolve("linked"));
        Files.createSymbolicLink(folder.resolve("linked/1.txt"), Path.of("/etc/hostname"));
        assertThrows(ArtException.class, () -> read("linked"));
    }

    @Test
    void aLinkedFolderIsNotFollowedAndSaysSo() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("..elsewhere"));
        Files.writeString(elsewhere.resolve("1.txt"), "#\n");
        // Also where there is a shipped one of that name: it would be drawn in place of what was meant.
        for (String name : List.of("linked", "nyan")) {
            Files.createSymbolicLink(folder.resolve(name), elsewhere);
            String message = assertThrows(ArtException.class, () -> read(name)).getMessage();
            assertTrue(message.contains("links are not followed"), message);
        }
    }

    @Test
    void anUnknownArtAmongThousandsNamesButSome() throws Exception {
        for (int i = 0; i < 3000; i++) {
            write("art-" + i + ".txt", "#\n");
        }
        String message = assertThrows(ArtException.class, () -> read("nosuch")).getMessage();
        assertTrue(message.length() < 1000 && message.endsWith(" more"), message);
    }

    @Test
    void wrongNotesAreTheArtsError() throws Exception {
        write("bad/art.yaml", "title: Bad\nauthor: me\nlicense: CC0-1.0\n");
        write("bad/1.txt", "#\n");
        String message = assertThrows(ArtException.class, () -> read("bad")).getMessage();
        assertTrue(message.contains("art.yaml:3:1: license: unknown key; did you mean licence?"), message);
    }

    @Test
    void aFolderWithoutAFrameIsNoArt() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        assertThrows(ArtException.class, () -> read("empty"));
    }

    private Art read(String name) throws IOException, ArtException {
        try (Arts arts = new Arts(folder)) {
            return arts.read(name);
        }
    }

    private List<String> names() throws IOException {
        try (Arts arts = new Arts(folder)) {
            return arts.names();
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
