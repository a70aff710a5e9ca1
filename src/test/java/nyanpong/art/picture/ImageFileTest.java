package nyanpong.art.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import nyanpong.art.ArtException;
import nyanpong.art.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images as a viewer shows them, and what is no image. */
class ImageFileTest {
    private static final Inking INKING = new Inking(Dither.NONE, 3, 0.5, new Palette(" +@"));

    @TempDir
    private Path folder;

    /** Frame 1 fills the screen; 2 is a black corner with a hole, disposed of by the method in question; 3 a dot. */
    @ParameterizedTest
    @CsvSource({"0, @@+/@ +/++@", "1, @@+/@ +/++@", "2, '  +/  +/++@'", "3, +++/+++/++@", "4, @@+/@ +/++@"})
    void disposesOfAFrameAsViewersDo(int method, String third) throws IOException, ArtException {
        byte[] gif = new GifBytes(3, 3)
                .frame(0, 0, 1, "333", "333", "333")
                .frame(0, 0, method, "11", "10")
                .frame(2, 2, 0, "1")
                .bytes();
        assertEquals(List.of("+++/+++/+++", "@@+/@ +/+++", third), frames(gif));
    }

    @Test
    void aHoleShowsWhatIsUnderIt() throws IOException, ArtException {
        byte[] gif = new GifBytes(3, 2)
                .frame(0, 0, 1, "333", " 3 ")
                .frame(0, 0, 0, "1 1", "   ")
                .frame(1, 1, 0, "1")
                .bytes();
        assertEquals(List.of("+++/ + ", "@+@/ + ", "@+@/ @ "), frames(gif));
    }

    /** What was there before the frame that is taken back, not before the first one. */
    @Test
    void takesBackMoreThanOneFrame() throws IOException, ArtException {
        byte[] gif = new GifBytes(3, 1)
                .frame(0, 0, 1, "1  ")
                .frame(1, 0, 3, "1")
                .frame(2, 0, 3, "1")
                .frame(1, 0, 2, "3")
                .image(2, 0, "1")
                .bytes();
        assertEquals(List.of("@  ", "@@ ", "@ @", "@+ ", "@ @"), frames(gif));
    }

    @Test
    void cutsWhatLiesBesideTheScreen() throws IOException, ArtException {
        byte[] gif = new GifBytes(2, 2)
                .frame(1, 1, 2, "11", "11")
                .frame(5, 5, 2, "1")
                .image(0, 0, "1")
                .bytes();
        assertEquals(List.of("  / @", "  /  ", "@ /  "), frames(gif));
    }

    @Test
    void needsNoTrailer() throws IOException, ArtException {
        assertEquals(
                List.of("1".replace('1', '@')),
                frames(new GifBytes(1, 1).image(0, 0, "1").withoutTrailer()));
    }

    /** Grey 128 is half ink, whatever the library thinks of stored grey. */
    @Test
    void readsEveryKindOfPngAlike() throws IOException, ArtException {
        assertEquals(127 / 255.0, ink(new PngBytes(1, 1, 8, PngBytes.GREY).rows(1, 128)), 1e-9);
        assertEquals(127 / 255.0, ink(new PngBytes(1, 1, 16, PngBytes.GREY).rows(2, 128, 128)), 0.005);
        assertEquals(1, ink(new PngBytes(1, 1, 1, PngBytes.GREY).rows(1, 0)), 1e-9);
        assertEquals(127 / 255.0, ink(new PngBytes(1, 1, 8, PngBytes.RGB).rows(3, 128, 128, 128)), 1e-9);
        assertEquals(0.5, ink(new PngBytes(1, 1, 8, PngBytes.GREY_ALPHA).rows(2, 0, 128)), 0.005);
        assertEquals(0, ink(new PngBytes(1, 1, 8, PngBytes.RGB_ALPHA).rows(4, 0, 0, 0, 0)), 1e-9);
        assertEquals(1 - 0.7152, ink(new PngBytes(1, 1, 8, PngBytes.RGB).rows(3, 0, 255, 0)), 1e-9);
    }

    @Test
    void invertsLightAndNotTransparency() throws IOException, ArtException {
        Path file = write(new PngBytes(3, 1, 8, PngBytes.GREY_ALPHA)
                .rows(6, 0, 255, 255, 255, 255, 0)
                .bytes());
        assertEquals(
                "@  ", rows(ImageFile.read(file, new Sizing(3, 9, 1), false).getFirst()));
        assertEquals(" @ ", rows(ImageFile.read(file, new Sizing(3, 9, 1), true).getFirst()));
    }

    @Test
    void readsWhatAnotherWriterWrote() throws IOException, ArtException {
        for (int size = 1; size < 20; size++) {
            BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
            List<String> diagonal = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                image.setRGB(i, i, 0xffffff);
                diagonal.add(" ".repeat(i) + "@" + " ".repeat(size - 1 - i));
            }
            // Its GIFs are interlaced.
            for (String format : List.of("png", "gif")) {
                Path file = folder.resolve("written");
                ImageIO.write(image, format, file.toFile());
                Picture picture =
                        ImageFile.read(file, new Sizing(size, 99, 1), true).getFirst();
                assertEquals(String.join("/", diagonal), rows(picture), format);
            }
        }
    }

    @Test
    void refusesWhatIsNoImage() throws IOException {
        refused("want a PNG or a GIF", new byte[0]);
        refused("want a PNG or a GIF", "GIF88a no".getBytes(ISO_8859_1));
        refused("want a PNG or a GIF", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
        refused("ends in the middle", "GIF89a".getBytes(ISO_8859_1));
        refused("without a picture", new GifBytes(1, 1).bytes());
        refused("a block of type 0x99", new GifBytes(1, 1).raw(0x99).bytes());
        refused(
                "ends in the middle",
                new PngBytes(1, 1, 8, PngBytes.GREY).rows(1, 0).withoutEnd());
        refused("cannot be decoded", new PngBytes(1, 1, 8, PngBytes.GREY).bytes());
        refused("cannot be decoded", new PngBytes(1, 1, 77, 99).rows(1, 0).bytes());
        refused(
                "cannot be decoded",
                new PngBytes(9, 9, 8, PngBytes.GREY).chunk("IDAT", new byte[40]).bytes());
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("image"));
        for (Path path : List.of(link, folder, Path.of("/dev/zero"))) {
            refused("not a regular file", path);
        }
        refused("no such file", folder.resolve("none.png"));
    }

    @Test
    void refusesWhatIsTooLargeBeforeItDecodesIt() throws IOException {
        refused(
                "want 16 megapixels at most",
                new PngBytes(65_536, 65_536, 8, PngBytes.GREY).rows(1, 0).bytes());
        refused(
                "want 16 megapixels at most",
                new PngBytes(-1, -1, 8, PngBytes.GREY).rows(1, 0).bytes());
        refused(
                "want at least one",
                new PngBytes(0, 5, 8, PngBytes.GREY).rows(1, 0).bytes());
        refused(
                "want 16 megapixels at most",
                new GifBytes(65_535, 65_535).image(0, 0, "1").bytes());
        GifBytes large = new GifBytes(4000, 4000);
        for (int i = 0; i < 17; i++) {
            large.image(0, 0, "1");
        }
        refused("256 megapixels in all", large.bytes());
        GifBytes beside = new GifBytes(1, 1);
        for (int i = 0; i < 17; i++) {
            beside.raw(0x2c, 0, 0, 0, 0, 0xa0, 0x0f, 0xa0, 0x0f, 0, 2, 0);
        }
        refused("256 megapixels in all", beside.bytes());
        GifBytes many = new GifBytes(1, 1);
        for (int i = 0; i < 257; i++) {
            many.image(0, 0, "1");
        }
        refused("more than 256 frames", many.bytes());
        // The frame's own size, larger than the screen's.
        refused(
                "want 16 megapixels at most",
                new GifBytes(1, 1)
                        .raw(0x2c, 0, 0, 0, 0, 255, 255, 255, 255)
                        .raw(0)
                        .bytes());
        try (var sparse =
                new java.io.RandomAccessFile(folder.resolve("sparse.png").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        refused("too long: want 16777216 bytes at most", folder.resolve("sparse.png"));
    }

    @Test
    void refusesMoreCellsThanAFrameHas() throws IOException {
        for (byte[] image : List.of(
                new PngBytes(1, 1, 8, PngBytes.GREY).rows(1, 0).bytes(),
                new GifBytes(1, 1).image(0, 0, "1").bytes())) {
            Path file = write(image);
            Sizing large = new Sizing(500, 1000, 1);
            ArtException e = assertThrows(ArtException.class, () -> ImageFile.read(file, large, false));
            assertTrue(e.getMessage().contains("500 x 500 cells: want 65536 at most"), e.getMessage());
        }
    }

    /** A text chunk of 100 kB that inflates to 100 MB, and others that are nonsense: none of them is looked at. */
    @Test
    void givesTheDecoderNothingThatThePictureDoesNotNeed() throws IOException, ArtException {
        byte[] bomb = PngBytes.deflated(new byte[100_000_000]);
        byte[] text = ByteBuffer.allocate(bomb.length + 3)
                .put((byte) 'k')
                .position(3)
                .put(bomb)
                .array();
        Path file = write(new PngBytes(1, 1, 8, PngBytes.GREY)
                .chunk("zTXt", text)
                .chunk("iTXt", new byte[] {0x1b, '[', '3', '1', 'm'})
                .chunk("gAMA", new byte[0])
                .rows(1, 0)
                .bytes());
        assertEquals("@", rows(ImageFile.read(file, new Sizing(1, 1, 1), false).getFirst()));
    }

    /** Cut anywhere, or with any byte turned: a picture or one error, never another exception. */
    @Test
    void survivesWhateverIsBroken() throws IOException {
        Random random = new Random(7);
        byte[] gif = new GifBytes(3, 3)
                .frame(0, 0, 3, "123", "333", "321")
                .frame(1, 1, 2, "11", "10")
                .bytes();
        byte[] png = new PngBytes(4, 2, 8, PngBytes.RGB).rows(12, new int[24]).bytes();
        for (byte[] whole : List.of(gif, png)) {
            for (int i = 0; i < 600; i++) {
                byte[] broken = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
                for (int n = random.nextInt(3); n >= 0 && broken.length > 0 && i % 3 != 0; n--) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                try {
                    ImageFile.read(write(broken), new Sizing(5, 5, 0.5), false);
                } catch (ArtException e) {
                    assertTrue(e.getMessage().contains("want"), e.getMessage());
                }
            }
        }
    }

    @Test
    void saysNothingThatATerminalObeys() throws IOException {
        Path file = Files.write(folder.resolve("\u001b[31mred"), new byte[9]);
        ArtException e = assertThrows(ArtException.class, () -> ImageFile.read(file, new Sizing(1, 1, 1), false));
        assertTrue(e.getMessage().endsWith("\\u001b[31mred: want a PNG or a GIF"), e.getMessage());
    }

    private void refused(String why, byte[] bytes) throws IOException {
        refused(why, write(bytes));
    }

    private static void refused(String why, Path file) {
        ArtException e = assertThrows(ArtException.class, () -> ImageFile.read(file, new Sizing(70, 20, 0.5), false));
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    private double ink(PngBytes png) throws IOException, ArtException {
        return ImageFile.read(write(png.bytes()), new Sizing(1, 1, 1), false)
                .getFirst()
                .ink(0, 0);
    }

    /** Each at one cell a pixel, its rows joined. */
    private List<String> frames(byte[] gif) throws IOException, ArtException {
        int width = gif[6];
        List<String> frames = new ArrayList<>();
        for (Picture picture : ImageFile.read(write(gif), new Sizing(width, 99, 1), false)) {
            frames.add(rows(picture));
        }
        return frames;
    }

    private static String rows(Picture picture) {
        return String.join("/", INKING.lines(picture));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("image"), bytes);
    }
}
