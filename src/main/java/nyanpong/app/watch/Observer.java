package nyanpong.app.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import nyanpong.canvas.Plot;
import nyanpong.echo.Tally;
import nyanpong.echo.Verdict;
import nyanpong.echo.Verdict.Fate;
import nyanpong.live.Counters;
import nyanpong.live.Drawing;
import nyanpong.live.Identity;
import nyanpong.live.Snapshot;
import nyanpong.programme.Onlooker;
import nyanpong.programme.Sight;

/** Tells those who watch what the packet thread does; from any thread. Costs nothing where nobody asks. */
public final class Observer {
    /** However many watch, and however impatiently. */
    static final long SHORTEST_NANOS = 100_000_000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Onlooker onlooker;
    private final Tally tally;
    /** Of its age in seconds. */
    private final LongFunction<Identity> responder;

    private final long begun = System.nanoTime();
    private final Pace packets = new Pace();
    private Map<String, Pace> paces = new HashMap<>();
    private Snapshot latest;
    private String latestLine;
    private long latestNanos;

    public Observer(Onlooker onlooker, Tally tally, LongFunction<Identity> responder) {
        this.onlooker = onlooker;
        this.tally = tally;
        this.responder = responder;
    }

    /** As it is now, or was a tenth of a second ago at most: then it is the same object. */
    synchronized Snapshot look() {
        long now = System.nanoTime();
        if (latest == null || now - latestNanos >= SHORTEST_NANOS) {
            latest = look(now);
            latestLine = null;
            latestNanos = now;
        }
        return latest;
    }

    /** The same as JSON, and likewise the same object. */
    synchronized String line() {
        Snapshot now = look();
        if (latestLine == null) {
            latestLine = now.toJson();
        }
        return latestLine;
    }

    /** A finished drawing, or one under way. */
    static Drawing drawing(Sight sight, double rate, long nanos) {
        return new Drawing(
                id(sight),
                sight.client().name().toLowerCase(Locale.ROOT),
                sight.source(),
                sight.playing().canvas() == null ? "" : sight.playing().canvas().name(),
                sight.score().title(),
                sight.frame() + 1,
                sight.score().frames(),
                sight.cells(),
                sight.score().cellsPerFrame(),
                sight.requests(),
                rate,
                (nanos - sight.openedNanos()) / NANOS_PER_SECOND,
                Math.max(0, nanos - sight.seenNanos()) / NANOS_PER_SECOND,
                sight.plot() == null ? 1 : sight.plot().tall(),
                picture(sight));
    }

    private Snapshot look(long now) {
        Onlooker.View view = onlooker.look(now, Snapshot.MOST_SHOWN);
        Map<String, Pace> still = new HashMap<>();
        List<Drawing> shown = new ArrayList<>();
        for (Sight sight : view.sights()) {
            String id = id(sight);
            Pace pace = paces.getOrDefault(id, new Pace());
            still.put(id, pace);
            shown.add(drawing(sight, pace.at(sight.requests(), now, sight.openedNanos()), now));
        }
        paces = still;
        return new Snapshot(
                System.currentTimeMillis(),
                responder.apply((long) ((now - begun) / NANOS_PER_SECOND)),
                counters(now),
                view.sessions(),
                view.drawings(),
                shown);
    }

    private Counters counters(long now) {
        Tally seen = tally.copy();
        Map<String, Long> verdicts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            if (seen.of(verdict) > 0) {
                verdicts.put(verdict.label(), seen.of(verdict));
            }
        }
        return new Counters(
                seen.total(),
                seen.of(Fate.ANSWERED),
                seen.of(Fate.DROPPED),
                seen.of(Fate.LEFT),
                seen.silent(),
                seen.requests(false),
                seen.requests(true),
                packets.at(seen.total(), now, begun),
                verdicts);
    }

    /** The place alone would tell what its keyed hash is worth. */
    private static String id(Sight sight) {
        return Integer.toHexString(Objects.hash(sight.place(), sight.openedNanos()));
    }

    private static List<String> picture(Sight sight) {
        Plot plot = sight.plot();
        List<String> lines = new ArrayList<>();
        for (int y = 0; plot != null && y < plot.height(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < plot.width(); x++) {
                line.append(plot.cell(x, y) < sight.cells() ? Character.forDigit(plot.ink(x, y), 16) : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** A count's growth a second, over the last second or so. */
    private static final class Pace {
        private static final long SPAN_NANOS = 1_000_000_000;

        private long count = -1;
        private long nanos;
        private double rate;

        /** @param begun when it was 0; until there is a second look the mean since then is all that is known */
        double at(long counted, long now, long begun) {
            if (count < 0) {
                rate = counted * NANOS_PER_SECOND / Math.max(SPAN_NANOS, now - begun);
                count = counted;
                nanos = now;
            } else if (now - nanos >= SPAN_NANOS) {
                rate = (counted - count) * NANOS_PER_SECOND / (now - nanos);
                count = counted;
                nanos = now;
            }
            return rate;
        }
    }
}
