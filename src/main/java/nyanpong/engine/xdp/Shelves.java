package nyanpong.engine.xdp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.sys.ErrnoException;

/**
 * The two {@link Shelf shelves}: what is new is written to the one that nobody reads, and then that one is in force, from one packet to
 * the next. Each time is another edition: sessions of an earlier one come up at their next request, and Java enters them anew, if it
 * still gives them what they have. So nothing has to be taken out, and nothing is ever half old.
 */
public final class Shelves {
    /**
     * Where a score is.
     *
     * @param base the first of its cells
     * @param base6 the same for IPv6
     */
    record Place(int base, int base6, int cells, int cellsPerFrame, boolean silentPaper) {}

    /**
     * What is in force.
     *
     * @param programme the number of the one whose sessions may go on by it
     * @param answers of sessions without a score, by the cells from 0 on
     */
    record Index(int edition, int programme, IdentityHashMap<Score, Place> places, List<Long> answers) {
        /** Of a session's answer, or -1. */
        int base(long answer) {
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) == answer) {
                    return i;
                }
            }
            return -1;
        }
    }

    private final XdpMaps maps;
    private volatile Index index = new Index(0, -1, new IdentityHashMap<>(), List.of());
    private int edition;
    private int programme;
    private List<Score> scores = List.of();
    private List<Long> answers = List.of();
    private long[] rates = new long[8];
    private boolean asksLast;
    private int left;

    Shelves(XdpMaps maps) {
        this.maps = maps;
    }

    Index index() {
        return index;
    }

    /**
     * On return all of this is in force, and nothing of what was before.
     *
     * @param programme the number of the one whose sessions go on by it
     * @param scores that its sessions may have; those that find no room are Java's to draw
     * @param answers the same, of sessions without a score
     * @param rates cost and burst of four limits, in nanoseconds: {@code echo.RateLimits}
     * @param asksLast whether Java is to see the last request of each frame
     * @return how many scores found no room
     */
    public synchronized int put(
            int programme, Collection<Score> scores, Collection<Long> answers, long[] rates, boolean asksLast)
            throws ErrnoException {
        this.programme = programme;
        this.scores = List.copyOf(scores);
        this.answers = answers.stream().distinct().toList();
        this.rates = rates.clone();
        this.asksLast = asksLast;
        renew();
        return left;
    }

    /** The same once more, so that every session is looked at anew: this host has other addresses. */
    public synchronized void renew() throws ErrnoException {
        edition++;
        int which = edition & 1;
        MemorySegment shelf = maps.shelf(which);
        shelf.set(JAVA_INT, Shelf.EDITION, edition);
        MemorySegment.copy(rates, 0, shelf, JAVA_LONG, Shelf.ANSWERS, rates.length);
        boolean limited = rates[0] != 0 || rates[2] != 0;
        shelf.set(JAVA_INT, Shelf.LIMITED, limited ? 1 : 0);
        shelf.set(JAVA_INT, Shelf.LIMITED_ERRORS, limited || rates[4] != 0 || rates[6] != 0 ? 1 : 0);
        Writer writer = new Writer(shelf);
        answers.forEach(answer -> writer.write(answer, false, false));
        IdentityHashMap<Score, Place> places = new IdentityHashMap<>();
        left = 0;
        for (Score score : scores) {
            Place place = writer.write(score);
            if (place == null) {
                left++;
            } else {
                places.put(score, place);
            }
        }
        maps.inForce(which);
        index = new Index(edition, programme, places, answers);
    }

    /** How many cells these need. */
    public static int cells(Collection<Score> scores, Collection<Long> answers) {
        return answers.size()
                + scores.stream()
                        .mapToInt(score -> (isSame(score) ? 1 : 2) * score.cells())
                        .sum();
    }

    private static boolean isSame(Score score) {
        for (int cell = 0; cell < score.cells(); cell++) {
            if (score.answer(cell, false) != score.answer(cell, true)) {
                return false;
            }
        }
        return true;
    }

    private final class Writer {
        private final MemorySegment shelf;
        private int next;

        Writer(MemorySegment shelf) {
            this.shelf = shelf;
        }

        /** Null where there is no room, or nothing in it for the program. */
        Place write(Score score) {
            boolean same = isSame(score);
            if (score.drawing() != null
                    || score.hopRows() != 1
                    || next + (same ? 1L : 2L) * score.cells() > maps.shelfCells()) {
                return null;
            }
            int base = next;
            write(score, false);
            int base6 = same ? base : next;
            if (!same) {
                write(score, true);
            }
            return new Place(
                    base,
                    base6,
                    score.cells(),
                    score.cellsPerFrame(),
                    Answer.kind(score.paper()) == Answer.KIND_SILENCE);
        }

        private void write(Score score, boolean six) {
            for (int cell = 0; cell < score.cells(); cell++) {
                write(score.answer(cell, six), true, score.endsFrame(cell, 0));
            }
        }

        void write(long answer, boolean isCell, boolean isLast) {
            boolean drawn = Answer.kind(answer) <= Answer.KIND_SHIFTED
                    && Answer.delayMillis(answer) == 0
                    && (Answer.kind(answer) != Answer.KIND_ERROR || Answer.hop(answer) == 0);
            long word = drawn && !(isCell && isLast && asksLast) ? answer : Shelf.ASK;
            shelf.set(JAVA_LONG, Shelf.CELLS + 8L * next, word);
            next++;
        }
    }
}
