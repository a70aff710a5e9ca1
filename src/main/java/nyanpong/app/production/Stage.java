package nyanpong.app.production;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.HexdumpCanvas;
import nyanpong.canvas.RouteCanvas;
import nyanpong.config.Action;
import nyanpong.config.AnchorKind;
import nyanpong.config.Ink;
import nyanpong.config.Rotation;
import nyanpong.config.Widths;

/**
 * A canvas as somebody asks for it who has no configuration at hand.
 *
 * @param kind which
 * @param width cells to a row; null is the canvas's own
 * @param ink of the canvas cisco
 * @param size octets of the previewed ping's data, for the canvas hexdump; null is as large as is usual
 * @param hops routers, for the canvas route; null is as many as the art has names for
 */
public record Stage(Kind kind, Integer width, Ink ink, Integer size, Integer hops) {
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

    private static final int SMALLEST = 17;
    private static final int LARGEST = 65_507;

    /** Where an art has no names for them: a picture's usual height. */
    private static final int USUAL_HOPS = 20;

    /** With all that is usual. */
    public static Stage of(Kind kind) {
        return new Stage(kind, null, Ink.UNREACHABLE, null, null);
    }

    public Stage {
        if (width != null && !Widths.allows(kind.toString(), width)) {
            throw new IllegalArgumentException(
                    "--width " + width + ": " + kind + " wants " + Widths.rule(kind.toString()));
        }
        if (size != null && (size < SMALLEST || size > LARGEST)) {
            throw new IllegalArgumentException("--size " + size + ": want " + SMALLEST + " to " + LARGEST);
        }
        if (hops != null && (hops < 1 || hops > RouteCanvas.MOST_HOPS)) {
            throw new IllegalArgumentException("--hops " + hops + ": want 1 to " + RouteCanvas.MOST_HOPS);
        }
    }

    /** @param names how many lines the story has that an art tells on a route */
    Canvas canvas(int names) {
        int usual = names == 0 ? USUAL_HOPS : names;
        List<InetAddress> routers = kind == Kind.ROUTE ? nobody(hops == null ? usual : hops) : List.of();
        Action.Play play = new Action.Play(
                kind.toString(),
                kind == Kind.CISCO ? ink : Ink.UNREACHABLE,
                width,
                null,
                null,
                null,
                routers,
                List.of("preview"),
                new Rotation.PerSession(),
                AnchorKind.FIRST);
        return Canvases.of(play, size == null ? HexdumpCanvas.USUAL_SIZE : size);
    }

    /** Hops whose addresses do not matter: of RFC 5737 and RFC 3849. */
    private static List<InetAddress> nobody(int count) {
        return IntStream.rangeClosed(1, Math.min(count, RouteCanvas.MOST_HOPS))
                .boxed()
                .flatMap(hop -> Stream.of("203.0.113." + hop, "2001:db8::" + hop))
                .map(InetAddress::ofLiteral)
                .toList();
    }
}
