package nyanpong.app.loop;

import java.util.List;
import java.util.Optional;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.Tally;
import nyanpong.echo.Verdict;
import nyanpong.echo.Verdict.Fate;
import nyanpong.engine.Engine;
import nyanpong.engine.Intake;

/**
 * Double entry for packets. What came in, by the kernel's count, is what was seen, by ours, or is still waiting; and what was
 * answered has left, by what the kernel took, or was meant not to, or is still held.
 *
 * @param intake by the kernel's count; where it does not count, what was seen
 * @param seen the verdicts at that moment
 * @param sent answers that the kernel took
 * @param notSent answers that it did not take
 * @param held answers that are to leave late
 */
public record Books(Intake intake, Tally seen, long sent, long notSent, long held) {
    /**
     * As they stand. Exact where it is called by the thread that polls, between two batches, or after its end.
     *
     * @param delays null where nothing is late
     */
    public static Books of(Engine engine, Tally tally, DelayQueue delays) {
        Tally seen = tally.copy(); // before the kernel is asked: what comes in meanwhile is waiting, not missing
        long beside = seen.share().total();
        Intake intake = engine.intake()
                .map(up -> new Intake(up.received() + beside, up.lost()))
                .orElse(new Intake(seen.total(), 0));
        long sent = engine.sent() + seen.share().sent();
        return new Books(intake, seen, sent, engine.sendFailures(), delays == null ? 0 : delays.held());
    }

    /** Those of several threads as one's. */
    static Books sum(List<Books> parts) {
        Intake intake = new Intake(
                parts.stream().mapToLong(part -> part.intake.received()).sum(),
                parts.stream().mapToLong(part -> part.intake.lost()).sum());
        return new Books(
                intake,
                Tally.of(parts.stream().map(Books::seen).toList()),
                parts.stream().mapToLong(Books::sent).sum(),
                parts.stream().mapToLong(Books::notSent).sum(),
                parts.stream().mapToLong(Books::held).sum());
    }

    /** Packets that came in and were not seen: waiting, while the engine is open; none, when it has been drained. */
    long unseen() {
        return intake.taken() - seen.total();
    }

    /** Packets that the packet thread has seen, or will. */
    long own() {
        return intake.taken() - seen.share().total();
    }

    /** Answers of which nobody knows what became; none between two batches. */
    long astray() {
        return seen.of(Fate.ANSWERED) - sent - notSent - seen.silent() - held;
    }

    /** What does not balance, where nothing may be waiting any more. */
    Optional<String> imbalance() {
        return unseen() == 0 && astray() == 0
                ? Optional.empty()
                : Optional.of("the books do not balance: of the packets received " + unseen()
                        + " are unaccounted for, and of the answers " + astray() + "; please report this: " + this);
    }

    /** Both equations, then every verdict's counter that is not zero. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("received ").append(intake.received());
        text.append(" = answered ").append(seen.of(Fate.ANSWERED));
        text.append(" + dropped ").append(seen.of(Fate.DROPPED));
        text.append(" + left to the kernel ").append(seen.of(Fate.LEFT));
        text.append(" + lost for want of room ").append(intake.lost());
        text.append(unseen() == 0 ? "" : " + waiting " + unseen());
        text.append("; answered ").append(seen.of(Fate.ANSWERED));
        text.append(" = sent ").append(sent);
        text.append(" + silent ").append(seen.silent());
        text.append(" + not sent ").append(notSent);
        text.append(" + held ").append(held);
        text.append(astray() == 0 ? "" : " + astray " + astray());
        String next = "; ";
        for (Verdict verdict : Verdict.values()) {
            if (seen.of(verdict) > 0) {
                text.append(next).append(verdict.label()).append('=').append(seen.of(verdict));
                next = " ";
            }
        }
        return text.toString();
    }
}
