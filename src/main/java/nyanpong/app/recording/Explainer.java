package nyanpong.app.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.echo.Request;
import nyanpong.score.Answer;
import nyanpong.wire.Departure;
import nyanpong.wire.PacketText;

/** Says what each packet of a capture would get from a programme: {@link Rehearsal}. */
public final class Explainer implements AutoCloseable {
    private final Rehearsal rehearsal;
    private final AskedLately asked = new AskedLately();
    private long firstNanos;
    private String art;
    private int cell;
    private int lateMillis;

    /** @throws ConfigException if an art cannot be drawn */
    public Explainer(Config config) throws ConfigException, IOException {
        rehearsal = new Rehearsal(config, (_, request) -> directed(request));
    }

    /** @throws IOException if its link layer is one that we cannot read */
    public Explained explain(CapturedPacket packet) throws IOException {
        art = null;
        cell = -1;
        lateMillis = 0;
        rehearsal.take(packet);
        if (rehearsal.number() == 1) {
            firstNanos = packet.nanos();
        }
        MemorySegment memory = rehearsal.memory();
        String what = PacketText.of(memory, rehearsal.at(), rehearsal.length());
        SeenAnswer seen = SeenAnswer.of(memory, rehearsal.at(), rehearsal.length());
        long departure = rehearsal.answer();
        byte[] answer = new byte[Departure.length(departure)];
        MemorySegment.copy(memory, JAVA_BYTE, Departure.at(departure), answer, 0, answer.length);
        return new Explained(
                rehearsal.number(),
                (packet.nanos() - firstNanos) / 1e9,
                what,
                rehearsal.verdict().label(),
                seen == null ? -1 : asked.number(seen),
                art,
                cell,
                lateMillis,
                departure == Departure.NONE ? null : PacketText.of(memory, Departure.at(departure), answer.length),
                answer);
    }

    @Override
    public void close() {
        rehearsal.close();
    }

    private void directed(Request request) {
        asked.add(request, rehearsal.number());
        if (request.score() != null) {
            art = request.score().title();
            cell = request.cell();
            lateMillis = Answer.delayMillis(request.score().answer(cell, request.isIpv6()));
        }
    }
}
