package nyanpong.art.picture;

/** How ink becomes one of a few levels. */
public enum Dither {
    /** The nearest level. */
    NONE,
    /** Each cell's error goes to its neighbours to come (Floyd and Steinberg, 1976), in lines that run to and fro. */
    FLOYD_STEINBERG,
    /** A fixed pattern of 8 x 8 thresholds (Bayer, 1973): it stands still from frame to frame. */
    ORDERED;

    /** Below a threshold by more than a sum's rounding, lest a symmetric picture come out crooked. */
    private static final double ROUNDING = 1e-9;

    private static final int BAYER = 8;

    /**
     * The level of each cell, by row: 0 for paper to {@code levels - 1} for full ink.
     *
     * @param threshold the ink from which a cell lies above the middle between two levels, usually a half
     */
    public int[] levels(Picture picture, int levels, double threshold) {
        int width = picture.width();
        int[] result = new int[width * picture.height()];
        double[] wanted = new double[result.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = picture.ink(i % width, i / width) * (levels - 1);
        }
        for (int y = 0; y < picture.height(); y++) {
            int step = this == FLOYD_STEINBERG && y % 2 == 1 ? -1 : 1;
            for (int x = step > 0 ? 0 : width - 1; x >= 0 && x < width; x += step) {
                int i = y * width + x;
                double from = this == ORDERED ? bayer(x, y) : threshold;
                result[i] = Math.clamp((int) Math.floor(wanted[i] - from + ROUNDING) + 1, 0, levels - 1);
                if (this == FLOYD_STEINBERG) {
                    spread(wanted, width, x, y, step, wanted[i] - result[i]);
                }
            }
        }
        return result;
    }

    private static void spread(double[] wanted, int width, int x, int y, int step, double error) {
        add(wanted, width, x + step, y, error * 7 / 16);
        add(wanted, width, x - step, y + 1, error * 3 / 16);
        add(wanted, width, x, y + 1, error * 5 / 16);
        add(wanted, width, x + step, y + 1, error / 16);
    }

    private static void add(double[] wanted, int width, int x, int y, double error) {
        int i = y * width + x;
        if (x >= 0 && x < width && i < wanted.length) {
            wanted[i] += error;
        }
    }

    /** A threshold within 0 to 1: the bits of x^y and y, from the lowest, are those of the result, from the highest. */
    private static double bayer(int x, int y) {
        int rank = 0;
        for (int bit = 1; bit < BAYER; bit *= 2) {
            int crossed = ((x ^ y) & bit) / bit;
            int row = (y & bit) / bit;
            rank = rank * 4 + crossed * 2 + row;
        }
        return (rank + 0.5) / (BAYER * BAYER);
    }
}
