package nyanpong.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nyanpong.art.ArtException;
import nyanpong.art.Frame;
import nyanpong.art.Palette;
import nyanpong.art.Printable;
import nyanpong.art.Thumbnail;
import nyanpong.art.picture.ImageFile;
import nyanpong.art.picture.Inking;
import nyanpong.art.picture.Picture;
import nyanpong.art.picture.Sizing;
import nyanpong.art.qr.QrPicture;
import nyanpong.art.text.Figlet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What an art is made of, and how large it gets. */
final class SourceOptions {
    private static final int MOST_WIDTH = 500;
    private static final int MOST_HEIGHT = 1000;
    private static final double MOST_ASPECT = 10;
    /** What a router sends when it is not told how many. */
    private static final int FIRST_PINGS = 5;

    private static final double HALF = 0.5;

    /** A terminal's width, for what is wider. */
    private static final int COLUMNS = 80;

    private static final int LINES = 1000;

    @Option(names = "--text", paramLabel = "TEXT", description = "Instead of an image: a text, by a FIGlet font.")
    private String text;

    @Option(
            names = "--qr",
            paramLabel = "TEXT",
            description =
                    "Instead of an image: a QR code, as small as it can be. Where letters are light on dark, most "
                            + "readers want it with --invert.")
    private String qr;

    @Option(
            names = "--font",
            paramLabel = "NAME|FILE.flf",
            description =
                    "For --text: block, small or any FIGlet font's file; default block, and small for square cells.")
    private String font;

    @Option(
            names = "--ecc",
            paramLabel = "LEVEL",
            description =
                    "For --qr: low, medium, quartile or high, at least; default low. More where it costs no room.")
    private QrPicture.Correction ecc;

    @Option(
            names = "--quiet",
            paramLabel = "N",
            description =
                    "For --qr: modules of paper around it; default 4, as the standard wants it. 2 leaves more room for "
                            + "text, and most phones read it.")
    private Integer quiet;

    @Option(
            names = "--canvas",
            paramLabel = "CANVAS",
            description = "For one canvas alone, sized for it and put in the art's folder of its name: "
                    + "${COMPLETION-CANDIDATES}. Without it: for all, sized for cisco.")
    private CanvasShape canvas;

    @Option(names = "--width", paramLabel = "N", description = "Cells across; default the canvas's, 70 on cisco.")
    private Integer width;

    @Option(
            names = "--height",
            paramLabel = "N",
            description = "Cells down at most; a taller image gets narrower. Default 100, and 43 on hexdump.")
    private Integer height;

    @Option(
            names = "--cell-aspect",
            paramLabel = "R",
            description = "A cell's width by its height on the screen; default 0.5, and 1 on hexdump.")
    private Double cellAspect;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    boolean isImage() {
        return text == null && qr == null;
    }

    boolean isCode() {
        return qr != null;
    }

    /** Null for all. */
    String canvas() {
        return canvas == null ? null : canvas.toString();
    }

    /** The rows of each frame. */
    List<List<String>> draw(Path image, InkOptions ink, Palette own) throws IOException, ArtException {
        check();
        if (isImage()) {
            Inking inking = ink.inking(own);
            List<List<String>> pictures = new ArrayList<>();
            for (Picture picture : ImageFile.read(image, new Sizing(width(), height(), cellAspect()), ink.invert())) {
                pictures.add(inking.lines(picture));
            }
            return pictures;
        }
        ink.checkNoGreys(text == null ? "--qr" : "--text");
        List<String> rows = text == null ? code() : letters();
        if (rows.size() > height()) {
            throw new ArtException(rows.size() + " rows: want --height " + rows.size() + " for that, or less of it");
        }
        return List.of(Inking.twoTone(rows, ink.palette(own), ink.invert()));
    }

    /** A frame as it lies on the canvas, no wider than a terminal. */
    List<String> show(Frame frame) {
        int columns = shape().columns();
        return Thumbnail.of(frame, COLUMNS, LINES, columns, Palette.DEFAULT.characters());
    }

    private List<String> letters() throws IOException, ArtException {
        String name = font == null ? cellAspect() < 1 ? "block" : "small" : font;
        boolean file = name.endsWith(".flf") || name.contains("/");
        Figlet figlet = file ? Figlet.read(Path.of(name)) : Figlet.shipped(name);
        // The space after the last letter would push the text off the middle.
        List<String> rows = new ArrayList<>(
                figlet.render(text, width()).stream().map(String::stripTrailing).toList());
        int widest = rows.stream().mapToInt(String::length).max().orElse(0);
        if (shape() == CanvasShape.CISCO && widest > shape().width() - 2 * FIRST_PINGS) {
            rows.addFirst("");
        }
        return rows;
    }

    /** Whether a router's plain five pings would not look healthy. */
    boolean hasInkAtFirst(Frame frame) {
        int left = (CanvasShape.CISCO.width() - frame.width()) / 2;
        boolean inked = false;
        for (int x = 0; x < Math.min(frame.width(), FIRST_PINGS - left); x++) {
            inked |= frame.ink(x, 0) >= HALF;
        }
        return shape() == CanvasShape.CISCO && inked;
    }

    private List<String> code() throws ArtException {
        int moduleWidth = (int) Math.max(1, Math.round(1 / cellAspect()));
        QrPicture.Correction least = ecc == null ? QrPicture.Correction.LOW : ecc;
        return QrPicture.draw(qr, least, quiet == null ? QrPicture.QUIET : quiet, width(), moduleWidth);
    }

    private void check() {
        if (text != null && qr != null) {
            throw wrong("--text and --qr: want one of them");
        }
        if ((font != null && text == null) || ((ecc != null || quiet != null) && qr == null)) {
            throw wrong("--font is for --text, --ecc and --quiet are for --qr");
        }
        range("--width", width(), 1, MOST_WIDTH);
        range("--height", height(), 1, MOST_HEIGHT);
        range("--quiet", quiet == null ? QrPicture.QUIET : quiet, 0, QrPicture.QUIET * 2);
        if (!(cellAspect() >= 1 / MOST_ASPECT && cellAspect() <= MOST_ASPECT)) {
            throw wrong("--cell-aspect " + cellAspect() + ": want 0.1 to 10");
        }
        if (width() > shape().width() && !isImage()) {
            throw wrong("--width " + width() + ": canvas " + shape() + " would shrink it; want " + shape().width()
                    + " at most");
        }
    }

    private void range(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(Printable.of(name) + " " + value + ": want " + least + " to " + most);
        }
    }

    private CanvasShape shape() {
        return canvas == null ? CanvasShape.CISCO : canvas;
    }

    private int width() {
        return width == null ? shape().width() : width;
    }

    private int height() {
        return height == null ? shape().height() : height;
    }

    private double cellAspect() {
        return cellAspect == null ? shape().cellAspect() : cellAspect;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
