package nyanpong.app.recording;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nyanpong.canvas.Canvas;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.echo.Request;
import nyanpong.programme.Fingerprint;
import nyanpong.score.Answer;
import nyanpong.wire.AddressText;
import nyanpong.wire.Departure;

/**
 * Plays a capture's requests to a programme, and keeps the pictures that its clients see: those of the programme, and those of
 * the answers in the capture. What it keeps is bounded, whatever is in the capture; what goes beyond is counted.
 */
public final class Replay implements AutoCloseable {
    private static final long BUDGET = 64L << 20;
    /** A run and its place in both collections. */
    private static final long VIEWING_OCTETS = 640;

    private static final long IDLE_NANOS = 30_000_000_000L;

    private record Run(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, int identifier) {}

    private record Kept(Run run, Viewing viewing) {}

    private final Rehearsal rehearsal;
    private final Budget budget =
            new Budget(Math.min(BUDGET, Runtime.getRuntime().maxMemory() / 4));
    private final Map<Run, Kept> current = new HashMap<>();
    private final List<Kept> all = new ArrayList<>();
    private CapturedPacket packet;
    private Viewing asking;
    private int delayMillis;
    private long requests;
    private long answers;
    private long forgotten;

    /** @throws ConfigException if an art cannot be drawn */
    public Replay(Config config) throws ConfigException, IOException {
        rehearsal = new Rehearsal(config, this::directed);
    }

    /** @throws IOException if its link layer is one that we cannot read */
    public void take(CapturedPacket next) throws IOException {
        packet = next;
        asking = null;
        rehearsal.take(next);
        MemorySegment p = rehearsal.memory();
        SeenAnswer captured = SeenAnswer.of(p, rehearsal.at(), rehearsal.length());
        if (captured != null) {
            answered(p, captured);
        }
        long departure = rehearsal.answer();
        if (asking != null) {
            SeenAnswer answer = departure == Departure.NONE
                    ? null
                    : SeenAnswer.of(p, Departure.at(departure), Departure.length(departure));
            asking.would(p, answer, delayMillis);
        }
    }

    public long packets() {
        return rehearsal.number();
    }

    /** That were ours to answer. */
    public long requests() {
        return requests;
    }

    /** In the capture, to what was asked in it. */
    public long answers() {
        return answers;
    }

    /** Requests that there was no room to remember: they are in no picture. */
    public long forgotten() {
        return forgotten;
    }

    public long runs() {
        return all.size();
    }

    /**
     * What they saw, run by run in the order in which they began, and in each frame by frame.
     *
     * @param asAnswered by the capture's answers, and not by the programme's
     */
    public Stream<Replayed> pictures(boolean asAnswered) {
        return all.stream().flatMap(kept -> pictures(kept, asAnswered));
    }

    @Override
    public void close() {
        rehearsal.close();
    }

    private void directed(MemorySegment p, Request r) {
        requests++;
        Run run = new Run(
                r.sourceHigh(), r.sourceLow(), r.destinationHigh(), r.destinationLow(), Fingerprint.identifier(p, r));
        Kept kept = current.get(run);
        if (kept == null || r.isFirst() || packet.nanos() - kept.viewing.lastNanos() > IDLE_NANOS) {
            if (kept != null && kept.viewing.requests() == 1 && kept.viewing.score != null) {
                all.remove(kept); // the first request, when its pace was not known yet
                budget.give(VIEWING_OCTETS);
            }
            if (!budget.take(VIEWING_OCTETS)) {
                forgotten++;
                return;
            }
            Canvas canvas =
                    r.score() == null ? null : rehearsal.canvas(r.score()).orElse(null);
            kept = new Kept(run, new Viewing(p, r, canvas, packet.nanos(), budget));
            current.put(run, kept);
            all.add(kept);
        }
        if (kept.viewing.ask(p, r, packet.nanos())) {
            asking = kept.viewing;
            delayMillis = Answer.delayMillis(r.answer());
        } else {
            forgotten++;
        }
    }

    private void answered(MemorySegment p, SeenAnswer answer) {
        Kept to = current.get(run(answer, answer.identifier()));
        if (to == null) {
            to = current.get(run(answer, 0)); // of those whose identifier tells nothing
        }
        if (to != null) {
            answers++;
            to.viewing.did(p, answer, packet.nanos());
        }
    }

    private static Run run(SeenAnswer a, int identifier) {
        return new Run(a.clientHigh(), a.clientLow(), a.hostHigh(), a.hostLow(), identifier);
    }

    private static Stream<Replayed> pictures(Kept kept, boolean asAnswered) {
        Viewing viewing = kept.viewing;
        List<Map.Entry<Integer, List<String>>> drawn = viewing.pictures(asAnswered);
        List<Map.Entry<Integer, List<String>>> other =
                viewing.answers() == 0 ? List.of() : viewing.pictures(!asAnswered);
        if (drawn.isEmpty()) {
            return Stream.of(replayed(kept, 0, List.of(), null));
        }
        return IntStream.range(0, drawn.size())
                .mapToObj(i -> replayed(
                        kept,
                        drawn.get(i).getKey(),
                        drawn.get(i).getValue(),
                        other.isEmpty() ? null : drawn.get(i).equals(other.get(i))));
    }

    private static Replayed replayed(Kept kept, int frame, List<String> lines, Boolean same) {
        Run run = kept.run;
        Viewing viewing = kept.viewing;
        boolean picture = viewing.score != null;
        return new Replayed(
                AddressText.of(run.sourceHigh, run.sourceLow),
                AddressText.of(run.destinationHigh, run.destinationLow),
                run.identifier,
                viewing.client.name().toLowerCase(Locale.ROOT),
                (viewing.lastNanos() - viewing.firstNanos) / 1e9,
                picture ? viewing.canvas.name() : null,
                picture ? viewing.score.title() : null,
                frame + 1,
                picture ? viewing.score.frames() : 0,
                viewing.requests(),
                viewing.answers(),
                same,
                lines);
    }
}
