package nyanpong.fuzz;

import java.io.IOException;
import nyanpong.art.ArtException;
import nyanpong.art.Frame;
import nyanpong.art.FrameReader;
import nyanpong.art.Palette;
import nyanpong.art.Printable;

/** Any bytes as a frame: a picture of printable cells, or one printable line that says why not. */
final class FrameTarget {
    private static final Scratch FILE = new Scratch(".txt");

    private FrameTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        try {
            Frame frame = FrameReader.readFile(FILE.with(data), Palette.DEFAULT);
            boolean whole = frame.width() > 0
                    && frame.height() > 0
                    && frame.lines().stream()
                            .allMatch(line -> Printable.isPrintable(line)
                                    && line.codePointCount(0, line.length()) <= frame.width());
            if (!whole) {
                throw new AssertionError("a frame that must not be");
            }
        } catch (ArtException e) {
            Scratch.requirePrintable(e);
        }
    }
}
