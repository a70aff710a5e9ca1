package nyanpong.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import nyanpong.score.Score;

/**
 * Sees what is being drawn, from any thread, while the packet threads go on drawing.
 *
 * <p>The packet thread must not wait for anybody, so nothing is locked, copied or published by it: columns are read as they
 * change. Of what is written when a session begins, each place has a version, which is odd meanwhile; a place whose version is
 * odd, or another one after it was read, is left out of this look. What every request moves, as how far it has come, may be
 * of two requests in a row. So a picture is a cell or two ahead or behind in one look; nothing is decided by it.
 */
public final class Onlooker {
    private static final long DRAWING_NANOS = 10_000_000_000L;

    /** Of each packet thread, all of one size. */
    private final List<Sessions> threads;

    /**
     * What there is to see.
     *
     * @param sessions that are not idle
     * @param drawings of these, those that draw and were heard of in the last ten seconds
     * @param sights of the drawings, as many as were wanted: those with more than one request first, then those that began last
     */
    public record View(int sessions, int drawings, List<Sight> sights) {
        public View {
            sights = List.copyOf(sights);
        }
    }

    Onlooker(List<Sessions> threads) {
        this.threads = List.copyOf(threads);
    }

    /**
     * Looks.
     *
     * @param nanos now, of {@link System#nanoTime}
     * @param most sights wanted, 1 at least
     */
    public View look(long nanos, int most) {
        int alive = 0;
        int drawings = 0;
        Comparator<Sight> first = Comparator.comparing((Sight sight) -> sight.requests() > 1)
                .thenComparing((a, b) -> Long.signum(a.openedNanos() - b.openedNanos()));
        PriorityQueue<Sight> best = new PriorityQueue<>(first);
        for (int thread = 0; thread < threads.size(); thread++) {
            Sessions s = threads.get(thread);
            for (int i = 0; i < s.size(); i++) {
                Part part = s.partSeen(i);
                if (s.tag(i) == 0 || part == null) {
                    continue;
                }
                long idle = nanos - s.seenNanos(i);
                alive += idle <= s.client(i).idleNanos() ? 1 : 0;
                if (idle <= DRAWING_NANOS && part.score != null) {
                    drawings++;
                    // Under a flood of made-up sources an object for each would be garbage by the megabyte.
                    Sight sight = best.size() < most || isBefore(best.peek(), s, i) ? at(thread * s.size() + i) : null;
                    if (sight != null) {
                        best.add(sight);
                        if (best.size() > most) {
                            best.poll();
                        }
                    }
                }
            }
        }
        List<Sight> sights = new ArrayList<>();
        while (!best.isEmpty()) {
            sights.add(best.poll());
        }
        return new View(alive, drawings, sights.reversed());
    }

    /** What the session in a place draws; null where it draws nothing, or has just begun to. */
    public Sight at(int place) {
        int size = threads.getFirst().size();
        Sessions s = threads.get(place / size);
        int i = place % size;
        int version = s.version(i);
        Sight sight = (version & 1) == 0 ? read(s, i, place) : null;
        return s.version(i) == version ? sight : null;
    }

    private static Sight read(Sessions s, int i, int place) {
        Part part = s.partSeen(i);
        if (part == null || part.score == null) {
            return null;
        }
        Score score = part.score;
        Client client = s.client(i);
        int frame;
        int cells;
        if (score.drawing() == null) {
            int cell = score.cell(position(s, i, score, client), s.frame(i), 0);
            frame = cell / score.cellsPerFrame();
            cells = cell % score.cellsPerFrame() + 1;
        } else {
            // A cell is a row, and a request shows as many as its data have room for.
            int octets = s.dataLength(i) - client.lead(score.drawing().start());
            int cell = score.cell(position(s, i, score, client), s.frame(i), octets);
            frame = cell / score.cellsPerFrame();
            cells = Math.min(
                    score.cellsPerFrame(),
                    cell % score.cellsPerFrame() + score.drawing().rowsIn(octets));
        }
        return new Sight(
                place,
                s.openedNanos(i),
                s.seenNanos(i),
                client,
                s.sourceHigh(i),
                s.sourceLow(i),
                s.arrivals(i),
                part.playing,
                score,
                frame,
                cells);
    }

    /** Of the latest cell: {@link Programme} has the same of a request. */
    private static long position(Sessions s, int i, Score score, Client client) {
        if (score.hopRows() > 1 && !s.has(i, Sessions.STATELESS)) {
            return Math.max(1L, s.columns(i)) * score.hopRows() - 1; // a column's hops are asked all at once
        }
        if (s.has(i, Sessions.STATELESS)) {
            return s.reached(i) - Math.max(0, client.firstSequence()) & 0xffff;
        }
        return client.countsArrivals() ? s.arrivals(i) - 1L : s.reached(i) - s.anchor(i);
    }

    private static boolean isBefore(Sight sight, Sessions s, int i) {
        boolean several = s.arrivals(i) > 1;
        return several == sight.requests() > 1 ? s.openedNanos(i) - sight.openedNanos() > 0 : several;
    }
}
