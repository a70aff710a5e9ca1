package nyanpong.art.picture;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** The screen that a viewer puts a GIF's frames on, one upon the other (GIF89a, section 23, disposal method). */
final class GifScreen {
    private final int width;
    private final int height;
    private final int[] argb;

    /** What to do before the next frame: nothing, or put these pixels back. */
    private GifBlocks.Image last;

    private int[] under;

    GifScreen(int width, int height) {
        this.width = width;
        this.height = height;
        argb = new int[width * height];
    }

    void show(GifBlocks.Image place, BufferedImage image) {
        dispose();
        last = place;
        under = place.disposal() == GifBlocks.TO_PREVIOUS ? argb.clone() : null;
        int right = Math.min(width, place.left() + Math.min(place.width(), image.getWidth()));
        int[] order = place.order();
        for (int row = 0; row < Math.min(order.length, image.getHeight()); row++) {
            int y = place.top() + order[row];
            for (int x = place.left(); x < right && y < height; x++) {
                int pixel = image.getRGB(x - place.left(), row);
                // A transparent pixel leaves what is there.
                if (pixel >>> 24 != 0) {
                    argb[y * width + x] = pixel;
                }
            }
        }
    }

    /** A row as it is seen now. */
    void row(int y, int[] pixels) {
        System.arraycopy(argb, y * width, pixels, 0, width);
    }

    private void dispose() {
        if (under != null) {
            System.arraycopy(under, 0, argb, 0, argb.length);
        } else if (last != null && last.disposal() == GifBlocks.TO_BACKGROUND) {
            // To nothing rather than to the background colour: so do all browsers.
            int right = Math.min(width, last.left() + last.width());
            for (int y = last.top(); y < Math.min(height, last.top() + last.height()); y++) {
                Arrays.fill(argb, y * width + Math.min(width, last.left()), y * width + right, 0);
            }
        }
    }
}
