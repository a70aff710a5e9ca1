package nyanpong.canvas;

import java.util.ArrayList;
import java.util.List;
import nyanpong.art.Art;
import nyanpong.art.Frame;
import nyanpong.score.Answer;
import nyanpong.score.Score;

/**
 * A Cisco router's ping: a glyph for each request, 70 to a line. {@code !} is a reply, {@code U} an unreachable,
 * {@code .} silence, {@code &} time exceeded: the symbols of Cisco's "Understand the Ping and Traceroute Commands".
 */
public final class CiscoCanvas implements Canvas {
    public static final int WIDTH = 70;

    private static final long PAPER = Answer.REPLY;
    /** Half; below it by more than a sum's rounding, lest a symmetric picture come out crooked. */
    private static final double INKED = 0.5 - 1e-9;

    @Override
    public String name() {
        return "cisco";
    }

    @Override
    public Score compile(Art art, Ink ink) {
        List<Frame> frames = art.framesFor(name());
        int height = frames.stream().mapToInt(CiscoCanvas::height).max().orElse(0);
        if (height == 0) {
            throw new IllegalArgumentException(art.name() + ": no frame for canvas " + name());
        }
        long[] answers = new long[frames.size() * WIDTH * height];
        for (int i = 0; i < frames.size(); i++) {
            draw(frames.get(i), ink, answers, i * WIDTH * height, height);
        }
        return new Score(art.name(), answers, WIDTH * height, PAPER);
    }

    @Override
    public List<String> predict(Score score) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < score.cells(); from += WIDTH) {
            StringBuilder line = new StringBuilder();
            for (int cell = from; cell < from + WIDTH; cell++) {
                line.append(glyph(score.answer(cell)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static char glyph(long answer) {
        return switch (Answer.kind(answer)) {
            case Answer.KIND_SILENCE -> '.';
            case Answer.KIND_ERROR -> answer == Answer.TIME_EXCEEDED ? '&' : 'U';
            default -> '!';
        };
    }

    private static int height(Frame frame) {
        return Math.max(1, (int) Math.round(frame.height() / scale(frame)));
    }

    /** How many of a frame's cells fall on one of ours, each way. */
    private static double scale(Frame frame) {
        return Math.max(1, (double) frame.width() / WIDTH);
    }

    private static void draw(Frame frame, Ink ink, long[] answers, int from, int height) {
        double scale = scale(frame);
        int width = (int) Math.round(frame.width() / scale);
        int left = (WIDTH - width) / 2;
        int top = (height - height(frame)) / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = x >= left && x < left + width && y >= top && y < top + height(frame);
                answers[from + y * WIDTH + x] = inside ? cell(frame, x - left, y - top, scale, ink) : PAPER;
            }
        }
    }

    private static long cell(Frame frame, int x, int y, double scale, Ink ink) {
        if (frame.isLiteral() && scale == 1) {
            return switch (frame.glyph(x, y)) {
                case 'U' -> Answer.UNREACHABLE;
                case '.' -> Answer.SILENCE;
                case '&' -> Answer.TIME_EXCEEDED;
                default -> PAPER;
            };
        }
        double bottom = Math.min(frame.height(), (y + 1) * scale);
        return frame.meanInk(x * scale, y * scale, (x + 1) * scale, bottom) >= INKED ? ink.answer() : PAPER;
    }
}
