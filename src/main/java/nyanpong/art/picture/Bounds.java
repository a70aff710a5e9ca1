package nyanpong.art.picture;

import nyanpong.art.ArtException;
import nyanpong.art.FrameReader;

/** What an image may cost, asked of its headers before anything is decoded. */
final class Bounds {
    static final int MOST_BYTES = 16 << 20;
    static final int MOST_PIXELS = 16 << 20;
    /** Of all frames together: some seconds' work. */
    private static final long MOST_IN_ALL = 256L << 20;

    private Bounds() {}

    static void check(String name, long wide, long tall) throws ArtException {
        if (wide < 1 || tall < 1) {
            throw new ArtException("%s: %d x %d pixels: want at least one".formatted(name, wide, tall));
        }
        if (wide > MOST_PIXELS || tall > MOST_PIXELS || wide * tall > MOST_PIXELS) {
            throw new ArtException("%s: %d x %d pixels: want 16 megapixels at most".formatted(name, wide, tall));
        }
    }

    /** @param pixels of all of them, decoded and put on the screen */
    static void checkFrames(String name, int frames, long pixels) throws ArtException {
        if (frames > FrameReader.MOST_FRAMES) {
            throw new ArtException(name + ": more than " + FrameReader.MOST_FRAMES + " frames: want fewer");
        }
        if (pixels > MOST_IN_ALL) {
            throw new ArtException(
                    name + ": more than 256 megapixels in all its frames: want a smaller one, or fewer frames");
        }
    }

    /** A picture's, before any is made: a frame's file may not be longer. */
    static void checkCells(String name, Sizing sizing, int wide, int tall) throws ArtException {
        int width = sizing.width(wide, tall);
        int height = sizing.height(wide, tall);
        if ((width + 1) * height > FrameReader.MOST_BYTES) {
            throw new ArtException("%s: %d x %d cells: want %d at most; give a smaller --width or --height"
                    .formatted(name, width, height, FrameReader.MOST_BYTES));
        }
    }

    static ArtException broken(String name, String what) {
        return new ArtException(name + ": " + what + ": want a whole PNG or GIF");
    }
}
