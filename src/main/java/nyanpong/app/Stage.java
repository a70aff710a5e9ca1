package nyanpong.app;

import java.util.Locale;
import java.util.stream.LongStream;
import nyanpong.canvas.BarsCanvas;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.CiscoCanvas;
import nyanpong.canvas.DelayCanvas;
import nyanpong.canvas.DigitsCanvas;
import nyanpong.canvas.FloodCanvas;
import nyanpong.canvas.HexdumpCanvas;
import nyanpong.canvas.Ink;
import nyanpong.canvas.RouteCanvas;
import nyanpong.canvas.TtlCanvas;
import nyanpong.score.Hops;

/**
 * A canvas as somebody asks for it who has no configuration at hand.
 *
 * @param kind which
 * @param width cells to a row; 0 is the canvas's own
 * @param ink of the canvas cisco
 * @param size octets of the previewed ping's data, for the canvas hexdump; 0 is as large as is usual
 */
public record Stage(Kind kind, int width, Ink ink, int size) {
    /** Every canvas. */
    public enum Kind {
        CISCO,
        FLOOD,
        HEXDUMP,
        BARS,
        DIGITS,
        TTL,
        DELAY,
        ROUTE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Stage {
        int[] allowed = switch (kind) {
            case FLOOD, BARS, DELAY -> new int[] {10, 500};
            case HEXDUMP -> new int[] {16, 32};
            case DIGITS -> new int[] {1, 9};
            case CISCO, TTL, ROUTE -> new int[] {0, 0};
        };
        boolean right = kind == Kind.HEXDUMP
                ? width == allowed[0] || width == allowed[1]
                : width >= allowed[0] && width <= allowed[1];
        if (width != 0 && !right) {
            throw new IllegalArgumentException("width " + width + ": " + kind + " wants "
                    + (allowed[1] == 0 ? "none" : allowed[0] + (kind == Kind.HEXDUMP ? " or " : " to ") + allowed[1]));
        }
        if (size != 0 && (size < 17 || size > 65_507)) {
            throw new IllegalArgumentException("size " + size + ": want 17 to 65507");
        }
    }

    /** A Cisco router's, with prompt ink. */
    public static final Stage CISCO = of(Kind.CISCO);

    private static final int FEWEST_HOPS = 20;

    public static Stage of(Kind kind) {
        return new Stage(kind, 0, Ink.UNREACHABLE, 0);
    }

    /** @param hops how many lines the story has that an art tells on a route */
    Canvas canvas(int hops) {
        return switch (kind) {
            case CISCO -> new CiscoCanvas(ink);
            case FLOOD -> new FloodCanvas(or(width, FloodCanvas.USUAL_WIDTH));
            case HEXDUMP ->
                new HexdumpCanvas(HexdumpCanvas.Dialect.ofWidth(or(width, 32)), or(size, HexdumpCanvas.USUAL_SIZE));
            case BARS -> new BarsCanvas(or(width, BarsCanvas.USUAL_WIDTH));
            case DIGITS -> new DigitsCanvas(or(width, DigitsCanvas.USUAL_WIDTH));
            case TTL -> new TtlCanvas();
            case DELAY -> new DelayCanvas(or(width, DelayCanvas.USUAL_WIDTH), DelayCanvas.USUAL_LONGEST_MILLIS);
            case ROUTE -> new RouteCanvas(nobody(hops == 0 ? FEWEST_HOPS : Math.min(hops, RouteCanvas.MOST_HOPS)));
        };
    }

    private static int or(int given, int usual) {
        return given == 0 ? usual : given;
    }

    /** Hops whose addresses do not matter. */
    private static Hops nobody(int count) {
        long[] any = LongStream.rangeClosed(1, count).toArray();
        return new Hops(any, any, any);
    }
}
