package nyanpong.app.recording;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.capture.PcapngWriter;
import nyanpong.echo.PacketRing;
import nyanpong.echo.Verdict;
import nyanpong.score.Score;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;

/** Entries of the ring as packets of a capture, each answer, or request without one, with a comment. Makes no garbage. */
final class RecordedPackets {
    private static final int PACKET_BROADCAST = 1;
    private static final int PACKET_MULTICAST = 2;
    private static final int PACKET_OTHERHOST = 3;
    private static final int MACS = 12;
    /** Of IEEE 802.1ad. */
    private static final int SERVICE_TAG = 0x88a8;

    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST = 1 << 17;

    private final PacketRing ring;
    private final PcapngWriter writer;
    private final long epochNanos;
    private final StringBuilder comment = new StringBuilder(256);
    private final MemorySegment tagged = Arena.ofAuto().allocate(LONGEST, 8);
    private long requests;
    private long written;

    /** @param epochNanos what is to be added to {@link System#nanoTime} for the time since the epoch */
    RecordedPackets(PacketRing ring, PcapngWriter writer, long epochNanos) {
        this.ring = ring;
        this.writer = writer;
        this.epochNanos = epochNanos;
    }

    /** Octets that an entry takes in the file at most. */
    static int most(PacketRing.Entry e) {
        return e.requestLength() + e.answerLength() + 2 * (256 + LONGEST_TITLE);
    }

    void write(PacketRing.Entry e) throws IOException {
        boolean answered = e.answerLength() > 0;
        describe(e);
        if (e.requestLength() > 0) {
            request(e, answered ? "" : comment);
            requests++;
        }
        if (answered) {
            long at = ring.at(e) + e.requestLength();
            packet(ring.octets(), at, e.answerLength(), e.answeredNanos(), PcapngWriter.OUTBOUND, comment);
        }
    }

    long requests() {
        return requests;
    }

    long written() {
        return written;
    }

    /** As it was on the wire: with the tag that the kernel took out. */
    private void request(PacketRing.Entry e, CharSequence said) throws IOException {
        MemorySegment p = ring.octets();
        long at = ring.at(e);
        int length = e.requestLength();
        if (Arrival.isTagged(e.arrival()) && length >= MACS && length + Ethernet.TAG_LENGTH <= LONGEST) {
            MemorySegment.copy(p, at, tagged, 0, MACS);
            Ethernet.tag(tagged, 0, Arrival.tci(e.arrival()));
            if (Arrival.has(e.arrival(), Arrival.FOREIGN_TAG)) {
                Ethernet.type(tagged, 0, SERVICE_TAG);
            }
            MemorySegment.copy(p, at + MACS, tagged, MACS + Ethernet.TAG_LENGTH, length - MACS);
            p = tagged;
            at = 0;
            length += Ethernet.TAG_LENGTH;
        }
        packet(p, at, length, e.nanos(), PcapngWriter.INBOUND | reception(e.arrival()), said);
    }

    private void packet(MemorySegment p, long at, int length, long nanos, int flags, CharSequence said)
            throws IOException {
        writer.packet(p, at, length, nanos + epochNanos, flags, said);
        written++;
    }

    private static int reception(int arrival) {
        return switch (Arrival.packetType(arrival)) {
            case PACKET_BROADCAST -> PcapngWriter.BROADCAST;
            case PACKET_MULTICAST -> PcapngWriter.MULTICAST;
            case PACKET_OTHERHOST -> PcapngWriter.PROMISCUOUS;
            default -> PcapngWriter.UNICAST;
        };
    }

    /** Such as {@code nyanpong: error, cell 217 of nyan (row 3, column 7), frame 0}: all counted from 0, as by explain. */
    private void describe(PacketRing.Entry e) {
        comment.setLength(0);
        comment.append("nyanpong: ");
        Verdict verdict = e.verdict();
        if (verdict == null) {
            comment.append("late answer");
            return;
        }
        switch (verdict.fate()) {
            case ANSWERED -> {}
            case DROPPED -> comment.append("dropped, ");
            case LEFT -> comment.append("left to the kernel, ");
        }
        comment.append(verdict.label());
        Score score = e.score();
        if (score != null) {
            int cell = e.cell();
            comment.append(", cell ").append(cell % score.cellsPerFrame()).append(" of ");
            comment.append(score.title(), 0, Math.min(score.title().length(), LONGEST_TITLE));
            comment.append(" (row ").append(score.row(cell)).append(", column ").append(score.column(cell));
            comment.append("), frame ").append(cell / score.cellsPerFrame());
        }
    }
}
