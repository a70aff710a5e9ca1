package nyanpong.art;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as a frame, and what never gets near a packet or a terminal. */
class FrameReaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"!U\n.&\n", "!U\n.&", "!U\r\n.&\r\n", "\ufeff!U\n.&\n", "\ufeff!U\r\n.&"})
    void lineEndsAndAByteOrderMarkAreNoCells(String text) throws IOException, ArtException {
        Frame frame = read(text.getBytes(UTF_8));
        assertEquals(2, frame.width());
        assertEquals(2, frame.height());
        assertTrue(frame.isLiteral());
        assertEquals('U', frame.glyph(1, 0));
        assertEquals('.', frame.glyph(0, 1));
    }

    @Test
    void oneCharacterIsOneCellWhateverItsBytes() throws IOException, ArtException {
        Frame frame = read("a\u00e9\u732b\ud83d\udc31\n".getBytes(UTF_8));
        assertEquals(4, frame.width());
        assertEquals(1, frame.height());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!\u001b[31mU\n", // an ANSI escape
                "!\u009b31mU\n", // the same in one character
                "!\u0007\n",
                "!\u0000\n",
                "!\tU\n",
                "!\u000bU\n",
                "!\u007f\n",
                "!\u200b\n", // zero width
                "!\u202eU\n", // turns the direction of writing
                "!\u2028U\n",
                "!\u2029U\n",
                "!\u0085U\n",
                "!\ue000\n", // private use
                "!\ufeff\n", // a byte order mark that is not the first
            })
    void refusesWhatHasNoCellOrReachesTheTerminal(String text) {
        ArtException e = assertThrows(ArtException.class, () -> read(text.getBytes(UTF_8)));
        assertTrue(e.getMessage().matches(".*frame\\.txt:1: U\\+[0-9A-F]{4}: want printable characters only"));
    }

    @Test
    void saysInWhichLine() {
        ArtException e = assertThrows(ArtException.class, () -> read("!!\n!!\nU\u0001\n".getBytes(UTF_8)));
        assertTrue(e.getMessage().contains("frame.txt:3: U+0001"), e.getMessage());
    }

    @Test
    void refusesWhatIsNotUtf8() {
        for (byte[] bytes : List.of(
                "\u00e9".getBytes(StandardCharsets.ISO_8859_1),
                "!U".getBytes(StandardCharsets.UTF_16),
                new byte[] {'!', (byte) 0xc0, (byte) 0x80},
                new byte[] {'!', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {'!', (byte) 0xe7, (byte) 0x8c})) {
            assertTrue(assertThrows(ArtException.class, () -> read(bytes))
                    .getMessage()
                    .endsWith(": not UTF-8"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\ufeff", "\ufeff\n"})
    void refusesWhatHasNoCell(String text) {
        assertTrue(assertThrows(ArtException.class, () -> read(text.getBytes(UTF_8)))
                .getMessage()
                .contains("no character"));
    }

    @Test
    void refusesWhatIsTooBig() throws IOException, ArtException {
        String most = "!".repeat(FrameReader.MOST_BYTES);
        assertEquals(FrameReader.MOST_BYTES, read(most.getBytes(UTF_8)).width());
        ArtException e = assertThrows(ArtException.class, () -> read((most + "!").getBytes(UTF_8)));
        assertTrue(e.getMessage().contains("want 65536 bytes at most"), e.getMessage());
    }

    /** Files whose size says 0 and whose bytes never end exist: /proc has some. */
    @Test
    void doesNotTrustTheSize() {
        Path kernelSymbols = Path.of("/proc/kallsyms");
        assumeTrue(Files.isReadable(kernelSymbols));
        assertThrows(ArtException.class, () -> FrameReader.readBytes(kernelSymbols));
    }

    @Test
    void followsNoLinkAndReadsNoFolder() throws IOException {
        Path outside = Files.writeString(folder.resolve("shadow"), "!!!");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), outside);
        Path other = Files.createDirectory(folder.resolve("folder.txt"));
        for (Path path : List.of(link, other, Path.of("/dev/zero"))) {
            ArtException e = assertThrows(ArtException.class, () -> FrameReader.readFile(path, Palette.DEFAULT));
            assertTrue(e.getMessage().contains("not a regular file"), e.getMessage());
        }
    }

    @Test
    void readsAFoldersFramesInNameOrder() throws IOException, ArtException {
        Path art = Files.createDirectory(folder.resolve("art"));
        for (String name : List.of("10.txt", "02.txt", "01.txt")) {
            Files.writeString(art.resolve(name), "!".repeat(Integer.parseInt(name.substring(0, 2))));
        }
        Files.writeString(art.resolve("art.yaml"), "title: none of the frames\n");
        List<Frame> frames = FrameReader.readFolder(art, Palette.DEFAULT);
        assertEquals(List.of(1, 2, 10), frames.stream().map(Frame::width).toList());
        assertEquals(List.of(), FrameReader.readFolder(Files.createDirectory(folder.resolve("none")), Palette.DEFAULT));
        assertThrows(NoSuchFileException.class, () -> FrameReader.readFolder(folder.resolve("no"), Palette.DEFAULT));
    }

    @Test
    void refusesAFolderOfTooMany() throws IOException {
        for (int i = 0; i <= FrameReader.MOST_FRAMES; i++) {
            Files.writeString(folder.resolve(i + ".txt"), "!");
        }
        ArtException e = assertThrows(ArtException.class, () -> FrameReader.readFolder(folder, Palette.DEFAULT));
        assertTrue(e.getMessage().contains("257 frames: want 256 at most"), e.getMessage());
    }

    private Frame read(byte[] bytes) throws IOException, ArtException {
        return FrameReader.readFile(Files.write(folder.resolve("frame.txt"), bytes), Palette.DEFAULT);
    }
}
