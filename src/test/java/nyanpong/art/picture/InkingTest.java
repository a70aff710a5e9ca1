package nyanpong.art.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import nyanpong.art.Frame;
import nyanpong.art.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sizes, averages, levels and characters. */
class InkingTest {
    @ParameterizedTest
    @CsvSource({
        "70, 100, 0.5, 400, 400, 70, 35", // a square on cells of 1:2
        "32,  43, 1.0, 400, 400, 32, 32", // and on square ones
        "70, 100, 0.5, 700, 200, 70, 10",
        "70,  20, 0.5, 400, 400, 40, 20", // a limit makes it narrower
        "70,  20, 0.5,   1, 9999, 1, 20",
        "70,  20, 0.5, 9999,   1, 70, 1",
        "70, 100, 0.5,  16,  16, 70, 35" // and enlarges
    })
    void keepsTheShape(int width, int height, double aspect, int wide, int tall, int cellsWide, int cellsTall) {
        Sizing sizing = new Sizing(width, height, aspect);
        assertEquals(cellsWide, sizing.width(wide, tall));
        assertEquals(cellsTall, sizing.height(wide, tall));
    }

    /** The sum of the ink, by area, is that of the image, larger or smaller. */
    @ParameterizedTest
    @CsvSource({"7, 5, 3, 2", "3, 2, 7, 5", "100, 1, 9, 1", "4, 4, 4, 4", "1, 1, 70, 35"})
    void averagesByArea(int wide, int tall, int width, int height) {
        Averager averager = new Averager(wide, tall, width, height);
        double sum = 0;
        for (int y = 0; y < tall; y++) {
            double[] row = new double[wide];
            for (int x = 0; x < wide; x++) {
                row[x] = (x * 7 + y * 3) % 5 / 4.0;
                sum += row[x];
            }
            averager.add(y, row);
        }
        assertEquals(sum / (wide * tall), mean(averager.picture()), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dither.class,
            names = {"FLOYD_STEINBERG", "ORDERED"})
    void ditheringKeepsTheMeanInk(Dither dither) {
        for (int levels : new int[] {2, 3, 10}) {
            for (double ink = 0; ink <= 1; ink += 0.0625) {
                Picture picture = flat(64, 64, ink);
                double mean = Arrays.stream(dither.levels(picture, levels, 0.5))
                                .average()
                                .orElseThrow()
                        / (levels - 1);
                assertEquals(ink, mean, 0.02, dither + " of " + ink + " to " + levels);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Dither.class)
    void paperStaysPaperAndFullInkFull(Dither dither) {
        assertEquals(
                0, Arrays.stream(dither.levels(flat(9, 9, 0), 2, 0.5)).max().orElseThrow());
        assertEquals(
                1, Arrays.stream(dither.levels(flat(9, 9, 1), 2, 0.5)).min().orElseThrow());
        assertEquals(
                9, Arrays.stream(dither.levels(flat(9, 9, 1), 10, 0.5)).min().orElseThrow());
    }

    @Test
    void everyLevelHasItsCharacter() {
        double[] ink = new double[10];
        Arrays.setAll(ink, i -> i / 9.0);
        Picture ramp = new Picture(10, 1, ink);
        assertEquals(List.of(" .:-=+*#%@"), new Inking(Dither.NONE, 10, 0.5, Palette.DEFAULT).lines(ramp));
        assertEquals(List.of("     @@@@@"), new Inking(Dither.NONE, 2, 0.5, Palette.DEFAULT).lines(ramp));
        assertEquals(List.of("  @@@@@@@@"), new Inking(Dither.NONE, 2, 0.2, Palette.DEFAULT).lines(ramp));
        assertEquals(List.of("!!!!!UUUUU"), new Inking(Dither.NONE, 2, 0.5, Inking.LITERAL).lines(ramp));
    }

    /** A router would not answer at all. */
    @Test
    void aFaintPictureIsNoSilence() {
        List<String> faint = new Inking(Dither.NONE, 10, 0.5, Palette.DEFAULT).lines(flat(3, 2, 0.1));
        assertFalse(new Frame(faint, Palette.DEFAULT).isLiteral());
        assertEquals(List.of("   ", "   "), faint);
    }

    @Test
    void twoTonesAreAsWideAsTheWidestRow() {
        assertEquals(List.of("@ @", "@  "), Inking.twoTone(List.of("# |", "_"), Palette.DEFAULT, false));
        assertEquals(List.of(" @ ", " @@"), Inking.twoTone(List.of("# |", "_"), Palette.DEFAULT, true));
        assertEquals(List.of("U!U", "U!!"), Inking.twoTone(List.of("# |", "_"), Inking.LITERAL, false));
    }

    @Test
    void refusesLevelsThatThePaletteLacks() {
        assertThrows(IllegalArgumentException.class, () -> new Inking(Dither.NONE, 11, 0.5, Palette.DEFAULT));
        assertThrows(IllegalArgumentException.class, () -> new Inking(Dither.NONE, 3, 0.5, Inking.LITERAL));
        assertThrows(IllegalArgumentException.class, () -> new Inking(Dither.NONE, 2, Double.NaN, Inking.LITERAL));
    }

    private static Picture flat(int width, int height, double ink) {
        double[] all = new double[width * height];
        Arrays.fill(all, ink);
        return new Picture(width, height, all);
    }

    private static double mean(Picture picture) {
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                sum += picture.ink(x, y);
            }
        }
        return sum / (picture.width() * picture.height());
    }
}
