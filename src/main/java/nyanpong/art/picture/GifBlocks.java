package nyanpong.art.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nyanpong.art.ArtException;

/**
 * The structure of a GIF, read without decoding it (GIF89a, sections 18 to 27).
 *
 * @param width of the screen that the frames are put on, in pixels
 */
record GifBlocks(int width, int height, List<Image> images) {
    /** Where a frame lies on the screen, in which order its rows come, and what becomes of it before the next one. */
    record Image(int left, int top, int width, int height, boolean interlaced, int disposal) {
        /** The row that each row of the data is (appendix E). */
        int[] order() {
            if (!interlaced) {
                return IntStream.range(0, height).toArray();
            }
            return IntStream.of(0, 4, 2, 1)
                    .flatMap(first -> IntStream.iterate(first, y -> y < height, y -> y + (first == 0 ? 8 : 2 * first)))
                    .toArray();
        }
    }

    static final int TO_BACKGROUND = 2;
    static final int TO_PREVIOUS = 3;

    private static final int SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int INTERLACED = 0x40;
    private static final int GRAPHIC_CONTROL = 0xf9;

    static boolean begin(byte[] bytes) {
        String signature = new String(bytes, 0, Math.min(6, bytes.length), StandardCharsets.ISO_8859_1);
        return signature.equals("GIF87a") || signature.equals("GIF89a");
    }

    /** @param bytes in which every frame is then said not to be interlaced: {@link Image#order} has it */
    static GifBlocks read(String name, byte[] bytes) throws ArtException {
        Walk walk = new Walk(name, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return walk.walk();
    }

    private static final class Walk {
        private final String name;
        private final ByteBuffer in;
        private final List<Image> images = new ArrayList<>();
        private int disposal;
        private long pixels;

        Walk(String name, ByteBuffer in) {
            this.name = name;
            this.in = in;
        }

        GifBlocks walk() throws ArtException {
            want(SCREEN);
            int width = u16(6);
            int height = u16(8);
            Bounds.check(name, width, height);
            int flags = in.get(10);
            in.position(SCREEN);
            skipColours(flags);
            // Many a GIF lacks its trailer; every viewer shows it.
            while (in.hasRemaining()) {
                int block = u8();
                if (block == TRAILER) {
                    break;
                }
                switch (block) {
                    case EXTENSION -> extension();
                    case IMAGE -> image();
                    default -> throw Bounds.broken(name, "a GIF with a block of type 0x%02x".formatted(block));
                }
                Bounds.checkFrames(name, images.size(), pixels + (long) images.size() * width * height);
            }
            if (images.isEmpty()) {
                throw Bounds.broken(name, "a GIF without a picture");
            }
            return new GifBlocks(width, height, List.copyOf(images));
        }

        private void extension() throws ArtException {
            if (u8() == GRAPHIC_CONTROL) {
                want(2);
                disposal = (in.get(in.position() + 1) >> 2) & 7;
            }
            skipSubBlocks();
        }

        private void image() throws ArtException {
            want(9);
            int at = in.position();
            int flags = in.get(at + 8);
            Image image =
                    new Image(u16(at), u16(at + 2), u16(at + 4), u16(at + 6), (flags & INTERLACED) != 0, disposal);
            // Java's own decoder confuses the rows of a small one.
            in.put(at + 8, (byte) (flags & ~INTERLACED));
            Bounds.check(name, image.width, image.height);
            images.add(image);
            pixels += (long) image.width * image.height;
            disposal = 0;
            in.position(at + 9);
            skipColours(flags);
            u8(); // the smallest code's size
            skipSubBlocks();
        }

        private void skipColours(int flags) throws ArtException {
            if ((flags & 0x80) != 0) {
                skip(3 * (2 << (flags & 7)));
            }
        }

        private void skipSubBlocks() throws ArtException {
            for (int length = u8(); length > 0; length = u8()) {
                skip(length);
            }
        }

        private void skip(int length) throws ArtException {
            want(length);
            in.position(in.position() + length);
        }

        private int u8() throws ArtException {
            want(1);
            return in.get() & 0xff;
        }

        private int u16(int at) {
            return in.getShort(at) & 0xffff;
        }

        private void want(int length) throws ArtException {
            if (in.remaining() < length) {
                throw Bounds.broken(name, "a GIF that ends in the middle");
            }
        }
    }
}
