package nyanpong.dashboard;

import java.util.ArrayList;
import java.util.List;
import nyanpong.live.Drawing;
import org.jline.utils.AttributedString;

/** One drawing: who draws what, how far, and the picture. */
final class Card {
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 6;

    private Card() {}

    /** @param picture lines for the picture */
    static List<AttributedString> of(Drawing drawing, int columns, int picture, Look look) {
        List<AttributedString> lines = new ArrayList<>();
        String frame = drawing.frames() > 1 ? " " + drawing.frame() + "/" + drawing.frames() : "";
        lines.add(new Text(columns, look)
                .add(drawing.art(), look.accent())
                .add(frame, look.plain())
                .add(" " + drawing.client(), look.plain())
                .add(drawing.canvas().equals(drawing.client()) ? "" : " on " + drawing.canvas(), look.faint())
                .add(" " + drawing.address(), look.plain())
                .line());
        lines.add(progress(drawing, columns, look));
        lines.addAll(Painting.of(drawing, columns, picture, look));
        return lines;
    }

    private static AttributedString progress(Drawing drawing, int columns, Look look) {
        String percent = " " + (int) (100 * drawing.progress()) + "%";
        String cells = " " + drawing.cells() + "/" + drawing.of();
        String rate = " " + Text.rate(drawing.rate());
        int bar = Math.min(LONGEST_BAR, columns - percent.length() - cells.length() - rate.length() - 2);
        Text line = new Text(columns, look);
        if (bar >= SHORTEST_BAR) {
            int done = (int) Math.round(bar * drawing.progress());
            line.add(String.valueOf(look.bar()).repeat(done), look.accent())
                    .add(String.valueOf(look.line()).repeat(bar - done), look.faint());
        }
        return line.add(percent, look.strong())
                .addWhole(cells, look.faint())
                .addWhole(rate, look.plain())
                .line();
    }
}
