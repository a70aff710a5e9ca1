package nyanpong.art.picture;

/** A grid of ink, 0 for paper to 1 for full ink, before it is made into characters. */
public final class Picture {
    private final int width;
    private final int height;
    private final double[] ink;

    /** @param ink by row, {@code width * height} of them; not copied */
    Picture(int width, int height, double[] ink) {
        if (width < 1 || height < 1 || ink.length != width * height) {
            throw new IllegalArgumentException(width + " x " + height + ": " + ink.length + " cells");
        }
        this.width = width;
        this.height = height;
        this.ink = ink;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public double ink(int x, int y) {
        return ink[y * width + x];
    }
}
