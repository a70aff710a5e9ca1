package nyanpong.app.production;

import java.net.InetAddress;
import java.util.List;
import java.util.function.ToLongFunction;
import nyanpong.canvas.BarsCanvas;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.CiscoCanvas;
import nyanpong.canvas.DelayCanvas;
import nyanpong.canvas.DigitsCanvas;
import nyanpong.canvas.FloodCanvas;
import nyanpong.canvas.Glyphs;
import nyanpong.canvas.HexdumpCanvas;
import nyanpong.canvas.Ink;
import nyanpong.canvas.RouteCanvas;
import nyanpong.canvas.TtlCanvas;
import nyanpong.config.Action;
import nyanpong.config.Palette;
import nyanpong.config.PaletteAnswer;
import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.wire.Prefix;

/** The canvas that a rule, or somebody at a terminal, wants to be drawn on. */
final class Canvases {
    private Canvases() {}

    static Canvas of(Action.Play play) {
        return of(play, HexdumpCanvas.USUAL_SIZE);
    }

    /** @param size octets of data in the pings that a hexdump is predicted for */
    static Canvas of(Action.Play play, int size) {
        return switch (play.canvas()) {
            case "cisco" -> new CiscoCanvas(ink(play.ink()), glyphs(play.palette()), glyphs(play.palette6()));
            case "flood" -> new FloodCanvas(or(play.width(), FloodCanvas.USUAL_WIDTH));
            case "hexdump" -> new HexdumpCanvas(HexdumpCanvas.Dialect.ofWidth(or(play.width(), 32)), size);
            case "bars" -> new BarsCanvas(or(play.width(), BarsCanvas.USUAL_WIDTH));
            case "digits" -> new DigitsCanvas(or(play.width(), DigitsCanvas.USUAL_WIDTH));
            case "ttl" -> new TtlCanvas();
            case "delay" ->
                new DelayCanvas(
                        or(play.width(), DelayCanvas.USUAL_WIDTH),
                        or(play.longestMillis(), DelayCanvas.USUAL_LONGEST_MILLIS));
            case "route" -> new RouteCanvas(hops(play.hops()));
            default -> throw new IllegalArgumentException("canvas " + play.canvas());
        };
    }

    private static int or(Integer given, int usual) {
        return given == null ? usual : given;
    }

    private static Ink ink(nyanpong.config.Ink ink) {
        return switch (ink) {
            case UNREACHABLE -> Ink.UNREACHABLE;
            case SILENCE -> Ink.SILENCE;
        };
    }

    private static Glyphs glyphs(Palette palette) {
        return palette == null
                ? null
                : new Glyphs(palette.entries().stream()
                        .map(entry -> new Glyphs.Glyph(entry.glyph(), answer(entry.answer())))
                        .toList());
    }

    private static long answer(PaletteAnswer answer) {
        return switch (answer) {
            case PaletteAnswer.Reply _ -> Answer.REPLY;
            case PaletteAnswer.Silence _ -> Answer.SILENCE;
            // Of either IP version, as its palette is: the score has a table for each.
            case PaletteAnswer.Error error -> Answer.error(error.type(), error.code(), error.type(), error.code());
        };
    }

    private static Hops hops(List<InetAddress> addresses) {
        List<Prefix> four = prefixes(addresses, 4);
        List<Prefix> six = prefixes(addresses, 16);
        return new Hops(halves(four, Prefix::low), halves(six, Prefix::high), halves(six, Prefix::low));
    }

    private static List<Prefix> prefixes(List<InetAddress> addresses, int octets) {
        return addresses.stream()
                .map(InetAddress::getAddress)
                .filter(address -> address.length == octets)
                .map(address -> Prefix.of(address, octets * 8))
                .toList();
    }

    private static long[] halves(List<Prefix> addresses, ToLongFunction<Prefix> half) {
        return addresses.stream().mapToLong(half).toArray();
    }
}
