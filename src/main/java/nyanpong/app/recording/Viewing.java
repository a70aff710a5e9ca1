package nyanpong.app.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nyanpong.canvas.Canvas;
import nyanpong.canvas.HexdumpCanvas;
import nyanpong.echo.Request;
import nyanpong.programme.Client;
import nyanpong.programme.Fingerprint;
import nyanpong.score.Answer;
import nyanpong.score.Drawing;
import nyanpong.score.Score;
import nyanpong.wire.Timestamp;

/**
 * What one run of a client gets to see: twice, as a programme answers its requests, and as a capture's answers do. What it did
 * not ask for, or was not answered, is silence, as it is to the client.
 */
final class Viewing {
    /** Octets of data that a time may be in. */
    private static final int STAMP = 16;

    private static final int PENDING = 1024;
    private static final int PENDING_OCTETS = 160;
    private static final int DUMP_OCTETS = 64;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Answers of a frame's cells. */
    private static final class Sheet {
        private final long[] would;
        private final long[] did;
        private int asked;

        Sheet(int cells) {
            would = new long[cells];
            did = new long[cells];
            Arrays.fill(would, Answer.SILENCE);
            Arrays.fill(did, Answer.SILENCE);
        }
    }

    /** What a reply's data are dumped as; null for no dump. */
    private static final class Dump {
        private byte[] would;
        private byte[] did;
        private byte[] sent;
    }

    /** A request that may still be answered. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asked(Sheet sheet, int cell, Dump dump, byte[] data, Timestamp form, long nanos) {}

    final Client client;
    final Score score;
    final Canvas canvas;
    final boolean six;
    final long firstNanos;

    private final Budget budget;
    private final TreeMap<Long, Sheet> sheets = new TreeMap<>();
    private final List<Dump> dumps = new ArrayList<>();
    /** By sequence number, the oldest first. */
    private final LinkedHashMap<Integer, Asked> pending = new LinkedHashMap<>();

    private long position;
    private int sequence;
    private long requests;
    private long answers;
    private long lastNanos;
    private Asked asked;

    /**
     * At a run's first request.
     *
     * @param canvas of the picture; null where there is none
     * @param budget for what is remembered
     */
    Viewing(MemorySegment p, Request r, Canvas canvas, long nanos, Budget budget) {
        client = Fingerprint.of(p, r);
        score = canvas == null ? null : r.score();
        six = r.isIpv6();
        this.canvas = canvas;
        this.budget = budget;
        firstNanos = nanos;
        position = r.cell();
        sequence = client.sequence(r.sequence());
    }

    /** False where there is no room to remember it. */
    boolean ask(MemorySegment p, Request r, long nanos) {
        requests++;
        lastNanos = nanos;
        asked = null;
        if (score == null) {
            return true;
        }
        Drawing drawing = score.drawing();
        byte[] data = new byte[drawing == null ? Math.min(STAMP, r.dataLength()) : r.dataLength()];
        MemorySegment.copy(p, JAVA_BYTE, r.data(), data, 0, data.length);
        Timestamp form = Fingerprint.timestamp(p, r);
        if (drawing != null) {
            if (!budget.take(DUMP_OCTETS + 3L * data.length)) {
                return false;
            }
            Dump dump = new Dump();
            dump.sent = data;
            dumps.add(dump);
            asked = new Asked(null, 0, dump, data, form, nanos);
        } else {
            long at = position(r);
            int cells = score.cellsPerFrame();
            Sheet sheet = sheets.get(Math.floorDiv(at, (long) cells));
            if (sheet == null) {
                if (!budget.take(2L * Long.BYTES * cells + DUMP_OCTETS)) {
                    return false;
                }
                sheet = new Sheet(cells);
                sheets.put(Math.floorDiv(at, (long) cells), sheet);
            }
            int cell = (int) Math.floorMod(at, (long) cells);
            sheet.asked = Math.max(sheet.asked, cell + 1);
            asked = new Asked(sheet, cell, null, data, form, nanos);
        }
        return remember(r.sequence());
    }

    /** How the programme answers the request asked last. */
    void would(MemorySegment p, SeenAnswer answer, int delayMillis) {
        if (asked != null && asked.dump != null) {
            asked.dump.would = data(p, answer);
        } else if (asked != null) {
            asked.sheet.would[asked.cell] = seen(p, answer, asked, delayMillis);
        }
    }

    /** An answer in the capture. */
    void did(MemorySegment p, SeenAnswer answer, long nanos) {
        answers++;
        Asked to = pending.remove(answer.sequence());
        if (to != null) {
            budget.give(PENDING_OCTETS);
            if (to.dump != null) {
                to.dump.did = data(p, answer);
            } else {
                long millis = Math.clamp((nanos - to.nanos) / NANOS_PER_MILLI, 0, Answer.LONGEST_DELAY_MILLIS);
                to.sheet.did[to.cell] = seen(p, answer, to, (int) millis);
            }
        }
    }

    long requests() {
        return requests;
    }

    /** In the capture. */
    long answers() {
        return answers;
    }

    long lastNanos() {
        return lastNanos;
    }

    /** Frame by frame: its number, from 0, and the client's lines; without a picture there are none. */
    List<Map.Entry<Integer, List<String>>> pictures(boolean asAnswered) {
        if (score == null) {
            return List.of();
        }
        if (score.drawing() != null) {
            List<String> lines = dumps.stream()
                    .flatMap(dump -> lines(dump, asAnswered ? dump.did : dump.would))
                    .toList();
            return List.of(Map.entry((int) position / score.cellsPerFrame(), lines));
        }
        List<Map.Entry<Integer, List<String>>> pictures = new ArrayList<>();
        sheets.forEach((index, sheet) -> {
            int frame = (int) Math.floorMod(index, (long) score.frames());
            pictures.add(Map.entry(frame, lines(sheet, asAnswered ? sheet.did : sheet.would)));
        });
        return pictures;
    }

    private List<String> lines(Sheet sheet, long[] answered) {
        // Whole columns of a route, whose hops are asked one after the other.
        int rows = score.hopRows();
        int cells = (sheet.asked + rows - 1) / rows * rows;
        Score seen = new Score(score.title(), Arrays.copyOf(answered, cells), cells, Answer.SILENCE);
        return canvas.predict(score.hops() == null ? seen : seen.withHops(score.hops()), 0, six);
    }

    private Stream<String> lines(Dump dump, byte[] received) {
        return received == null
                ? Stream.empty()
                : HexdumpCanvas.dump(score.drawing().width(), dump.sent, received).stream();
    }

    /** The cell counted on through all frames: the one that the request's sequence number tells, or else the nearest. */
    private long position(Request r) {
        int number = client.sequence(r.sequence());
        if (r.score() == null || requests == 1) {
            return requests == 1 ? position : advance(position + (short) (number - sequence), number);
        }
        long cells = score.cells();
        long told = position + (short) (number - sequence);
        if (Math.floorMod(told, cells) == r.cell()) {
            return advance(told, number);
        }
        long ahead = Math.floorMod(r.cell() - position, cells);
        return advance(position + (ahead > cells / 2 ? ahead - cells : ahead), number);
    }

    private long advance(long at, int number) {
        if (at > position) {
            position = at;
            sequence = number;
        }
        return at;
    }

    /** One of the same number is not answered any more, nor is one from long ago. */
    private boolean remember(int number) {
        if (pending.remove(number) != null) {
            budget.give(PENDING_OCTETS);
        }
        if (pending.size() == PENDING) {
            pending.remove(pending.firstEntry().getKey());
            budget.give(PENDING_OCTETS);
        }
        if (!budget.take(PENDING_OCTETS)) {
            return false;
        }
        pending.put(number, asked);
        return true;
    }

    private static byte[] data(MemorySegment p, SeenAnswer answer) {
        if (answer == null || answer.data() < 0) {
            return null;
        }
        byte[] data = new byte[answer.dataLength()];
        MemorySegment.copy(p, JAVA_BYTE, answer.data(), data, 0, data.length);
        return data;
    }

    private static long seen(MemorySegment p, SeenAnswer answer, Asked to, int delayMillis) {
        if (answer == null) {
            return Answer.SILENCE;
        }
        long seen = answer.answer();
        int stamp = to.form.length();
        if (answer.data() >= 0 && stamp <= answer.dataLength() && stamp <= to.data.length) {
            long millis = to.form.millisBefore(p, answer.data(), MemorySegment.ofArray(to.data), 0);
            seen = millis > 0 && millis <= Integer.MAX_VALUE ? Answer.shifted(millis) : seen;
        }
        return Answer.late(seen, delayMillis);
    }
}
