package nyanpong.art.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;

/** Turns the pixels of one image into a picture of ink. */
final class PixelInk {
    /** One row of pixels, each {@code 0xaarrggbb}. */
    interface Rows {
        void row(int y, int[] argb);
    }

    private final int wide;
    private final int tall;
    private final boolean invert;
    private final Averager averager;

    PixelInk(int wide, Sizing sizing, int tall, boolean invert) {
        this.wide = wide;
        this.tall = tall;
        this.invert = invert;
        averager = new Averager(wide, tall, sizing.width(wide, tall), sizing.height(wide, tall));
    }

    Picture picture(Rows rows) {
        int[] argb = new int[wide];
        double[] ink = new double[wide];
        for (int y = 0; y < tall; y++) {
            rows.row(y, argb);
            for (int x = 0; x < wide; x++) {
                ink[x] = ink(argb[x]);
            }
            averager.add(y, ink);
        }
        return averager.picture();
    }

    private double ink(int argb) {
        // Luma, ITU-R BT.709 section 3, of the values as stored: even steps for the eye.
        double light = (0.2126 * (argb >> 16 & 0xff) + 0.7152 * (argb >> 8 & 0xff) + 0.0722 * (argb & 0xff)) / 255;
        return (argb >>> 24) / 255.0 * (invert ? light : 1 - light);
    }

    /** {@link BufferedImage#getRGB}, save that it takes stored grey to be linear light, and so brightens it. */
    static void row(BufferedImage image, int y, int[] argb) {
        ColorModel colours = image.getColorModel();
        Raster raster = image.getRaster();
        if (!(colours instanceof ComponentColorModel) || raster.getNumBands() > 2) {
            image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
            return;
        }
        int most = (1 << colours.getComponentSize(0)) - 1;
        for (int x = 0; x < argb.length; x++) {
            int grey = raster.getSample(x, y, 0) * 255 / most;
            int alpha = raster.getNumBands() < 2 ? 255 : raster.getSample(x, y, 1) * 255 / most;
            argb[x] = alpha << 24 | grey << 16 | grey << 8 | grey;
        }
    }
}
