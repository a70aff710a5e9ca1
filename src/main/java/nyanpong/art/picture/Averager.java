package nyanpong.art.picture;

import java.util.Arrays;

/** Makes a picture from an image a row at a time, by area: each pixel gives its ink to the cells that it covers. */
final class Averager {
    /** What is left of a sum of overlaps that ought to be 1. */
    private static final double ROUNDING = 1e-9;

    private final int pixelsWide;
    private final int pixelsTall;
    private final int width;
    private final int height;
    private final double[] ink;
    private final double[] line;

    Averager(int pixelsWide, int pixelsTall, int width, int height) {
        this.pixelsWide = pixelsWide;
        this.pixelsTall = pixelsTall;
        this.width = width;
        this.height = height;
        ink = new double[width * height];
        line = new double[width];
    }

    /** Adds a row of pixels. */
    void add(int row, double[] pixels) {
        Arrays.fill(line, 0);
        double wide = (double) width / pixelsWide;
        for (int x = 0; x < pixelsWide; x++) {
            double right = (x + 1) * wide;
            for (int cell = (int) (x * wide); cell < width && cell < right - ROUNDING; cell++) {
                line[cell] += pixels[x] * overlap(x * wide, right, cell);
            }
        }
        double tall = (double) height / pixelsTall;
        double bottom = (row + 1) * tall;
        for (int y = (int) (row * tall); y < height && y < bottom - ROUNDING; y++) {
            double part = overlap(row * tall, bottom, y);
            for (int cell = 0; cell < width; cell++) {
                ink[y * width + cell] += line[cell] * part;
            }
        }
    }

    Picture picture() {
        for (int i = 0; i < ink.length; i++) {
            ink[i] = Math.clamp(ink[i], 0, 1);
        }
        return new Picture(width, height, ink);
    }

    private static double overlap(double from, double to, int cell) {
        return Math.max(0, Math.min(to, cell + 1.0) - Math.max(from, cell));
    }
}
