package nyanpong.art.qr;

import io.nayuki.qrcodegen.DataTooLongException;
import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.util.ArrayList;
import java.util.List;
import nyanpong.art.ArtException;

/** A QR code (ISO/IEC 18004) as rows of blanks and {@code #}: square modules on the screen, and paper around them. */
public final class QrPicture {
    /** How much of it may be lost, and still be read: 7, 15, 25 and 30 percent. */
    public enum Correction {
        LOW,
        MEDIUM,
        QUARTILE,
        HIGH;

        /** No field: the command line lists these without loading the library. */
        private QrCode.Ecc ecc() {
            return QrCode.Ecc.valueOf(name());
        }
    }

    /** Paper around a code that every reader can rely on, in modules (ISO/IEC 18004, section 9.1). */
    public static final int QUIET = 4;

    /** Less paper, for more text. */
    private static final int NARROW = 2;

    /** Version 1 is 21 modules wide, each next one 4 more. */
    private static final int LEAST_SIZE = 21;

    private static final int STEP = 4;
    private static final int BEST_MASK = -1;

    private QrPicture() {}

    /**
     * The smallest code that the text fits in, with as much more correction as that has room for.
     *
     * @param least correction
     * @param quiet modules of paper on each side
     * @param width of the picture at most, in cells
     * @param moduleWidth cells side by side that are as wide as one is tall
     * @throws ArtException if it does not fit, with what would
     */
    public static List<String> draw(String text, Correction least, int quiet, int width, int moduleWidth)
            throws ArtException {
        int version = version(width, moduleWidth, quiet);
        if (version < QrCode.MIN_VERSION) {
            throw new ArtException("a width of " + width + " cells: want at least "
                    + (LEAST_SIZE + 2 * quiet) * moduleWidth + " for the smallest QR code, its margin of " + quiet
                    + " modules included");
        }
        QrCode code = encode(text, least, version);
        if (code == null) {
            throw tooLong(text, least, quiet, width, moduleWidth);
        }
        return rows(code, quiet, moduleWidth);
    }

    /** Null if it does not fit. */
    private static QrCode encode(String text, Correction least, int version) {
        try {
            return QrCode.encodeSegments(
                    QrSegment.makeSegments(text), least.ecc(), QrCode.MIN_VERSION, version, BEST_MASK, true);
        } catch (DataTooLongException e) {
            return null;
        }
    }

    /** The largest that there is room for; 0 if for none. */
    private static int version(int width, int moduleWidth, int quiet) {
        return Math.clamp(Math.floorDiv(width / moduleWidth - 2 * quiet - LEAST_SIZE, STEP) + 1, 0, QrCode.MAX_VERSION);
    }

    private static ArtException tooLong(String text, Correction least, int quiet, int width, int moduleWidth) {
        int version = version(width, moduleWidth, quiet);
        int fits = longest(text, least, version);
        StringBuilder message = new StringBuilder("a QR text of " + text.length() + " characters does not fit in "
                + width + " cells: want at most " + fits + " of such at this --ecc");
        if (least != Correction.LOW && longest(text, Correction.LOW, version) > fits) {
            message.append(", ").append(longest(text, Correction.LOW, version)).append(" at --ecc low");
        }
        int roomier = version(width, moduleWidth, NARROW);
        if (quiet > NARROW && roomier > version) {
            int more = longest(text, least, roomier);
            message.append(more == text.length() ? "; it fits" : ", " + more);
            message.append(" at --quiet " + NARROW + ", which most phones read, too");
        }
        return new ArtException(message.toString());
    }

    /** How many of its first characters would fit. */
    private static int longest(String text, Correction least, int version) {
        int fits = 0;
        int not = text.length() + 1;
        while (fits + 1 < not) {
            int middle = (fits + not) / 2;
            if (encode(text.substring(0, middle), least, version) == null) {
                not = middle;
            } else {
                fits = middle;
            }
        }
        return fits;
    }

    private static List<String> rows(QrCode code, int quiet, int moduleWidth) {
        List<String> rows = new ArrayList<>();
        for (int y = -quiet; y < code.size + quiet; y++) {
            StringBuilder row = new StringBuilder();
            for (int x = -quiet; x < code.size + quiet; x++) {
                // Beyond its edge the code says light.
                row.repeat(code.getModule(x, y) ? '#' : ' ', moduleWidth);
            }
            rows.add(row.toString());
        }
        return rows;
    }
}
