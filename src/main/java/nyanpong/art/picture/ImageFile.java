package nyanpong.art.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import nyanpong.art.ArtException;
import nyanpong.art.FrameReader;
import nyanpong.art.Printable;

/** Reads the pictures of a PNG or a GIF, of at most 16 MiB, 16 megapixels and {@value FrameReader#MOST_FRAMES} frames. */
public final class ImageFile {
    private ImageFile() {}

    /**
     * Every frame as a viewer shows it, dark being ink and transparency paper.
     *
     * @param invert light is ink; transparency stays paper
     */
    public static List<Picture> read(Path file, Sizing sizing, boolean invert) throws IOException, ArtException {
        byte[] bytes = FrameReader.readBytes(file, Bounds.MOST_BYTES);
        String name = Printable.of(file);
        // Or the library looks for a display.
        System.setProperty("java.awt.headless", "true");
        try {
            if (PngChunks.begin(bytes)) {
                return List.of(readPng(name, PngChunks.needed(name, bytes), sizing, invert));
            }
            if (GifBlocks.begin(bytes)) {
                GifBlocks gif = GifBlocks.read(name, bytes);
                Bounds.checkCells(name, sizing, gif.width(), gif.height());
                return readGif(gif, bytes, sizing, invert);
            }
        } catch (IOException | RuntimeException e) {
            // The decoders answer to broken data with whatever exception their code ran into.
            throw Bounds.broken(name, "cannot be decoded");
        } catch (OutOfMemoryError e) {
            throw new ArtException(name + ": too large for this Java's memory: make it smaller first, or use -Xmx");
        } catch (NoClassDefFoundError | UnsatisfiedLinkError e) {
            throw new ArtException(name + ": this Java lacks its module java.desktop: want a full Java for images");
        }
        throw new ArtException(name + ": want a PNG or a GIF");
    }

    private static Picture readPng(String name, byte[] bytes, Sizing sizing, boolean invert)
            throws IOException, ArtException {
        BufferedImage image = decode("png", bytes, reader -> reader.read(0));
        Bounds.checkCells(name, sizing, image.getWidth(), image.getHeight());
        PixelInk ink = new PixelInk(image.getWidth(), sizing, image.getHeight(), invert);
        return ink.picture((y, argb) -> PixelInk.row(image, y, argb));
    }

    private static List<Picture> readGif(GifBlocks gif, byte[] bytes, Sizing sizing, boolean invert)
            throws IOException {
        return decode("gif", bytes, reader -> {
            List<Picture> pictures = new ArrayList<>();
            GifScreen screen = new GifScreen(gif.width(), gif.height());
            for (GifBlocks.Image image : gif.images()) {
                screen.show(image, reader.read(pictures.size()));
                pictures.add(new PixelInk(gif.width(), sizing, gif.height(), invert).picture(screen::row));
            }
            return pictures;
        });
    }

    private interface Decoding<T> {
        T of(ImageReader reader) throws IOException;
    }

    private static <T> T decode(String format, byte[] bytes, Decoding<T> decoding) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, false, true);
            return decoding.of(reader);
        } finally {
            reader.dispose();
        }
    }
}
