package nyanpong.art.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.art.ArtException;
import nyanpong.art.qr.QrPicture.Correction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix as a frame; whether a reader reads it is for the smoke test. */
class QrPictureTest {
    private static final List<String> FINDER =
            List.of("#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######");

    @ParameterizedTest
    @CsvSource({"70, 2, 4, 33", "32, 1, 4, 29", "80, 2, 4, 33", "32, 1, 2, 29"})
    void aModuleIsAsWideAsTall(int width, int moduleWidth, int quiet, int modules) throws ArtException {
        List<String> rows = QrPicture.draw("https://pp/", Correction.LOW, quiet, width, moduleWidth);
        int size = rows.size();
        assertTrue(size <= modules && size >= 21 + 2 * quiet, size + " rows");
        for (String row : rows) {
            assertEquals(size * moduleWidth, row.length());
            for (int x = 0; x < row.length(); x++) {
                assertEquals(row.charAt(x / moduleWidth * moduleWidth), row.charAt(x));
            }
        }
        for (int y = 0; y < quiet; y++) {
            assertTrue(rows.get(y).isBlank() && rows.get(size - 1 - y).isBlank());
        }
        List<String> modulesOnly =
                rows.stream().map(row -> every(row, moduleWidth)).toList();
        for (int i = 0; i < FINDER.size(); i++) {
            int far = size - quiet - 7;
            assertEquals(FINDER.get(i), modulesOnly.get(quiet + i).substring(quiet, quiet + 7));
            assertEquals(FINDER.get(i), modulesOnly.get(quiet + i).substring(far, far + 7));
            assertEquals(FINDER.get(i), modulesOnly.get(far + i).substring(quiet, quiet + 7));
        }
    }

    /** ISO/IEC 18004, table 7: a code of version 2 holds 32 octets at level L, 26 at M; version 3 at L 53. */
    @Test
    void saysWhatWouldFit() throws ArtException {
        assertEquals(
                33, QrPicture.draw("x".repeat(32), Correction.LOW, 4, 70, 2).size());
        assertEquals(
                "a QR text of 33 characters does not fit in 70 cells: want at most 32 of such at this --ecc; it fits at"
                        + " --quiet 2, which most phones read, too",
                refused("x".repeat(33), Correction.LOW, 4, 70));
        assertTrue(refused("x".repeat(99), Correction.MEDIUM, 4, 70)
                .contains("at most 26 of such at this --ecc, 32 at --ecc low, 42 at --quiet 2"));
        assertTrue(refused("x".repeat(54), Correction.LOW, 2, 70).endsWith("at most 53 of such at this --ecc"));
        assertTrue(refused("x", Correction.LOW, 4, 57).contains("want at least 58 for the smallest"));
        assertTrue(refused("x".repeat(100_000), Correction.LOW, 0, 1000).contains("2953"));
    }

    /** Correction that costs no module is given. */
    @Test
    void takesTheSmallestThatFits() throws ArtException {
        assertEquals(29, QrPicture.draw("x", Correction.LOW, 4, 1000, 1).size());
        assertEquals(QrPicture.draw("x", Correction.HIGH, 4, 70, 2), QrPicture.draw("x", Correction.LOW, 4, 70, 2));
    }

    private static String refused(String text, Correction least, int quiet, int width) {
        return assertThrows(ArtException.class, () -> QrPicture.draw(text, least, quiet, width, 2))
                .getMessage();
    }

    private static String every(String row, int step) {
        StringBuilder picked = new StringBuilder();
        for (int x = 0; x < row.length(); x += step) {
            picked.append(row.charAt(x));
        }
        return picked.toString();
    }
}
