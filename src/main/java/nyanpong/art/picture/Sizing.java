package nyanpong.art.picture;

/**
 * How large a picture becomes, in cells.
 *
 * @param width of the picture, unless the height forbids it
 * @param height at most; a taller picture becomes narrower instead
 * @param cellAspect a cell's width by its height on the screen: 0.5 where it is a terminal's character
 */
public record Sizing(int width, int height, double cellAspect) {
    public Sizing {
        if (width < 1 || height < 1 || !(cellAspect > 0) || Double.isInfinite(cellAspect)) {
            throw new IllegalArgumentException(width + " x " + height + " cells of " + cellAspect);
        }
    }

    int width(int pixelsWide, int pixelsTall) {
        double tall = tall(pixelsWide, pixelsTall);
        return tall <= height ? width : (int) Math.max(1, Math.round(width * height / tall));
    }

    int height(int pixelsWide, int pixelsTall) {
        return Math.clamp(Math.round(tall(pixelsWide, pixelsTall)), 1, height);
    }

    private double tall(int pixelsWide, int pixelsTall) {
        return width * cellAspect * pixelsTall / pixelsWide;
    }
}
