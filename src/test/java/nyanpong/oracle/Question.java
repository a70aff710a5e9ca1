package nyanpong.oracle;

import java.util.Objects;
import nyanpong.echo.Verdict;
import nyanpong.support.Room;

/** One packet that both are asked, and what they said. */
final class Question {
    final String name;
    final int tag;
    final byte[] packet;
    /** Null for none. */
    final Answer ours;

    final Verdict verdict;
    /** Null for none, so far. */
    Answer kernels;

    Question(String name, int tag, byte[] packet, Ours ours) {
        this.name = name;
        this.tag = tag;
        this.packet = packet;
        try {
            this.ours = ours.answer(packet);
        } catch (RuntimeException e) {
            throw new IllegalStateException(name + ", " + Room.hex(packet), e);
        }
        this.verdict = ours.verdict();
    }

    boolean isAgreed() {
        return ours == null ? kernels == null : kernels != null && ours.sameAs(kernels);
    }

    @Override
    public String toString() {
        return name + ", " + verdict.label() + "\n    packet " + Room.hex(packet) + "\n    ours   "
                + Objects.toString(ours, "silence") + "\n    kernel "
                + Objects.toString(kernels, "silence");
    }
}
