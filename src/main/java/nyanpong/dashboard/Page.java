package nyanpong.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nyanpong.live.Counters;
import nyanpong.live.Drawing;
import nyanpong.live.Identity;
import nyanpong.live.Snapshot;
import org.jline.utils.AttributedString;

/** A snapshot as the lines of a screen. */
final class Page {
    private static final int GAP = 2;
    /** Of a card: what it is, and how far. */
    private static final int CAPTION = 2;

    private static final int SMALLEST_WIDTH = 24;
    private static final int SMALLEST_PICTURE = 4;

    private final int columns;
    private final int rows;
    private final Look look;
    private final List<AttributedString> lines = new ArrayList<>();

    /** Cards in a grid. */
    private record Grid(int across, int down, int width, int picture) {}

    private Page(int columns, int rows, Look look) {
        this.columns = columns;
        this.rows = rows;
        this.look = look;
    }

    /**
     * As many lines as the screen has, none wider than it.
     *
     * @param from the first drawing that is shown, for there may be more than there is room for
     * @param silent for how many seconds there has been nothing newer; 0 where that is no wonder
     */
    static List<AttributedString> of(Snapshot snapshot, int columns, int rows, int from, long silent, Look look) {
        Page page = new Page(columns, rows, look);
        page.fill(snapshot, from, silent);
        return page.whole();
    }

    /** The same before the first snapshot. */
    static List<AttributedString> waiting(int columns, int rows, Look look) {
        Page page = new Page(columns, rows, look);
        page.lines.add(new Text(columns, look)
                .add("nyanpong", look.accent())
                .add(" waits for the responder's answer", look.faint())
                .line());
        page.down();
        page.lines.add(page.keys(false).line());
        return page.whole();
    }

    private List<AttributedString> whole() {
        while (lines.size() < rows) {
            lines.add(AttributedString.EMPTY);
        }
        return lines.subList(0, Math.max(rows, 0));
    }

    private void fill(Snapshot snapshot, int from, long silent) {
        head(snapshot.responder(), silent);
        counters(snapshot.counters());
        List<Drawing> all = snapshot.shown();
        int first = Math.clamp(from, 0, Math.max(0, all.size() - 1));
        List<Drawing> shown = all.subList(first, all.size());
        lines.add(rule(snapshot));
        int room = rows - lines.size() - 1;
        Grid grid = grid(shown, room);
        int cards = Math.min(shown.size(), grid.across * grid.down);
        if (all.isEmpty()) {
            lines.add(AttributedString.EMPTY);
            lines.add(new Text(columns, look)
                    .add("Nobody draws. Ping it: on Linux ", look.faint())
                    .add("ping -s 1416 -c 1 HOST", look.plain())
                    .add(", on a router ", look.faint())
                    .add("ping HOST repeat 1400", look.plain())
                    .line());
        }
        for (int at = 0; at < cards; at += grid.across) {
            if (at > 0) {
                lines.add(AttributedString.EMPTY);
            }
            row(shown.subList(at, Math.min(at + grid.across, cards)), grid);
        }
        down();
        lines.add(foot(snapshot, first, cards));
    }

    /** To the last line. */
    private void down() {
        while (lines.size() < rows - 1) {
            lines.add(AttributedString.EMPTY);
        }
    }

    /** How long it has been silent has its room before all else. */
    private void head(Identity who, long silent) {
        String end = silent > 0 ? " no news for " + silent + " s" : "up " + Text.time(who.seconds());
        String threads = who.threads() > 1 ? look.dot() + who.threads() + " threads" : "";
        AttributedString begin = new Text(silent > 0 ? Math.max(0, columns - end.length()) : columns, look)
                .add("nyanpong", look.accent())
                .add(" " + who.iface(), look.strong())
                .add(look.dot() + who.engine() + threads + look.dot() + who.takeover() + look.dot(), look.faint())
                .add(who.config(), look.faint())
                .line();
        Text line = new Text(columns, look).add(begin).to(columns - end.length());
        if (line.room() >= end.length() || silent > 0) {
            line.add(end, silent > 0 ? look.warning() : look.faint());
        }
        lines.add(line.line());
    }

    private void counters(Counters counters) {
        lines.add(new Text(columns, look)
                .add("answered ", look.faint())
                .add(Text.number(counters.answered()), look.strong())
                .add("   dropped ", look.faint())
                .add(Text.number(counters.dropped()), counters.dropped() > 0 ? look.warning() : look.plain())
                .add("   left to the kernel ", look.faint())
                .add(Text.number(counters.left()), look.plain())
                .add("   now ", look.faint())
                .add(Text.rate(counters.rate()), look.strong())
                .line());
        Text verdicts = new Text(columns, look);
        List<Map.Entry<String, Long>> given = counters.verdicts().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
        for (Map.Entry<String, Long> verdict : given) {
            verdicts.addWhole(
                    (verdicts.room() == columns ? "" : "  ") + verdict.getKey() + " " + Text.number(verdict.getValue()),
                    look.plain());
        }
        lines.add(verdicts.line());
    }

    private AttributedString rule(Snapshot snapshot) {
        String title = " " + Text.number(snapshot.drawings()) + (snapshot.drawings() == 1 ? " drawing" : " drawings")
                + " in " + Text.number(snapshot.sessions())
                + (snapshot.sessions() == 1 ? " session " : " sessions ");
        String line = String.valueOf(look.line());
        return new Text(columns, look)
                .add(line.repeat(2), look.faint())
                .add(title, look.plain())
                .add(line.repeat(Math.max(0, columns - 2 - title.length())), look.faint())
                .line();
    }

    private AttributedString foot(Snapshot snapshot, int first, int cards) {
        int total = Math.max(snapshot.drawings(), snapshot.shown().size());
        String more = cards < total
                ? "  " + (first + 1) + "-" + (first + cards) + " of " + Text.number(total) + ", the latest first"
                : "";
        return keys(cards < total || first > 0).add(more, look.faint()).line();
    }

    private Text keys(boolean moves) {
        return new Text(columns, look)
                .add("q", look.strong())
                .add(" quit", look.faint())
                .add(moves ? "  j k" : "", look.strong())
                .add(moves ? " down up" : "", look.faint());
    }

    /** The one in which pictures are largest, of those that show all, or else the most. */
    private Grid grid(List<Drawing> shown, int room) {
        int most = Math.max(1, (columns + GAP) / (SMALLEST_WIDTH + GAP));
        int deepest = Math.max(1, (room + 1) / (SMALLEST_PICTURE + CAPTION + 1));
        Grid best = of(most, deepest, room);
        double bestScale = 0;
        for (int across = 1; across <= most; across++) {
            int down = Math.max(1, (shown.size() + across - 1) / across);
            if (down <= deepest) {
                Grid grid = of(across, down, room);
                double scale = shown.stream()
                        .mapToDouble(drawing -> Painting.scale(drawing, grid.width, grid.picture))
                        .sum();
                if (scale > bestScale) {
                    best = grid;
                    bestScale = scale;
                }
            }
        }
        return best;
    }

    private Grid of(int across, int down, int room) {
        return new Grid(across, down, (columns + GAP) / across - GAP, Math.max(0, (room + 1) / down - 1 - CAPTION));
    }

    private void row(List<Drawing> drawings, Grid grid) {
        List<List<AttributedString>> cards = drawings.stream()
                .map(drawing -> Card.of(drawing, grid.width, grid.picture, look))
                .toList();
        int height = cards.stream().mapToInt(List::size).max().orElse(0);
        for (int y = 0; y < height; y++) {
            Text line = new Text(columns, look);
            for (int i = 0; i < cards.size(); i++) {
                line.to(i * (grid.width + GAP));
                if (y < cards.get(i).size()) {
                    line.add(cards.get(i).get(y));
                }
            }
            lines.add(line.line());
        }
    }
}
