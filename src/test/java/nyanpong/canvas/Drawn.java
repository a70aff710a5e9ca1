package nyanpong.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import nyanpong.art.Art;
import nyanpong.art.Credits;
import nyanpong.art.Frame;
import nyanpong.art.Palette;
import nyanpong.score.Score;

/** Small arts, drawn in a test, and what is predicted of them. */
final class Drawn {
    private Drawn() {}

    static Frame frame(String... rows) {
        return new Frame(List.of(rows), Palette.DEFAULT);
    }

    static Art art(Frame... frames) {
        return new Art("drawn", Credits.unknown("drawn"), List.of(frames), Map.of());
    }

    /** An art of one frame. */
    static Art art(String... rows) {
        return art(frame(rows));
    }

    /** An art that has these frames for a canvas, and for the others a single full cell. */
    static Art own(String canvas, Frame... frames) {
        return new Art("drawn", Credits.unknown("drawn"), List.of(frame("@")), Map.of(canvas, List.of(frames)));
    }

    /** All frames' lines. */
    static List<String> predict(Canvas canvas, Art art) {
        Score score = canvas.compile(art);
        List<String> lines = new ArrayList<>();
        for (int frame = 0; frame < score.frames(); frame++) {
            lines.addAll(canvas.predict(score, frame, false));
        }
        return lines;
    }

    static List<String> predict(Canvas canvas, String... rows) {
        return predict(canvas, art(rows));
    }

    /** A row that is this many times as wide, each character being repeated. */
    static String wide(String row, int times) {
        StringBuilder wide = new StringBuilder();
        row.chars().forEach(c -> wide.append(Character.toString(c).repeat(times)));
        return wide.toString();
    }

    /** A frame that is this many times as large. */
    static Frame large(int times, String... rows) {
        List<String> large = Arrays.stream(rows)
                .flatMap(row -> Collections.nCopies(times, wide(row, times)).stream())
                .toList();
        return new Frame(large, Palette.DEFAULT);
    }
}
