package nyanpong.fuzz;

import java.io.IOException;
import nyanpong.art.ArtException;
import nyanpong.art.picture.ImageFile;
import nyanpong.art.picture.Picture;
import nyanpong.art.picture.Sizing;

/** Any bytes as a PNG or a GIF: pictures of the size that was asked for, their ink between none and full. */
final class PictureTarget {
    private static final Scratch FILE = new Scratch(".gif");
    private static final Sizing SIZING = new Sizing(16, 8, 0.5);

    private PictureTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        try {
            for (Picture picture : ImageFile.read(FILE.with(data), SIZING, false)) {
                check(picture);
            }
        } catch (ArtException e) {
            Scratch.requirePrintable(e);
        }
    }

    private static void check(Picture picture) {
        if (picture.width() > SIZING.width() || picture.height() > SIZING.height()) {
            throw new AssertionError(picture.width() + " x " + picture.height() + " cells");
        }
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                double ink = picture.ink(x, y);
                if (!(ink >= -1e-9 && ink <= 1 + 1e-9)) {
                    throw new AssertionError("ink " + ink);
                }
            }
        }
    }
}
