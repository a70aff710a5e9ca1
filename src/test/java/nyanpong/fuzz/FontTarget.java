package nyanpong.fuzz;

import java.util.List;
import nyanpong.art.ArtException;
import nyanpong.art.Printable;
import nyanpong.art.text.Figlet;

/** Any bytes as a FIGlet font, and a text drawn with it: printable rows no wider than was asked for. */
final class FontTarget {
    private static final int WIDTH = 70;

    private FontTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            List<String> rows = Figlet.read("font.flf", data).render("Ping! (~12:34) \u00e4\n|/\\_<>[]{}", WIDTH);
            for (String row : rows) {
                if (row.length() > WIDTH || !Printable.isPrintable(row)) {
                    throw new AssertionError("a row that must not be: " + Printable.of(row));
                }
            }
        } catch (ArtException e) {
            Scratch.requirePrintable(e);
        }
    }
}
