package nyanpong.app.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nyanpong.app.process.Threads;
import nyanpong.echo.Recorder;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.SchedAttr;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All packet threads, mostly one, as one for those who ask. Each has an engine, a responder, sessions and books of its own, for what
 * comes from one source comes to one of them; what they share is read, but for limits.
 */
public final class PacketThreads {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    /**
     * The shortest that there is. With the usual slice, 0.7 to 3 ms, a thread that a ping wakes waits until the compiler's or
     * another's is used up, where they share a processor.
     */
    private static final long SLICE_NANOS = 100_000;

    private final List<PacketLoop> loops = new ArrayList<>();
    private String said = "";

    /**
     * @param engines of each thread one
     * @param responders likewise
     * @param recorder keeps copies of what the only responder answers, or null
     */
    public PacketThreads(List<Engine> engines, List<Responder> responders, Recorder recorder) {
        if (engines.size() != responders.size() || (recorder != null && engines.size() > 1)) {
            throw new IllegalArgumentException(engines.size() + " engines, " + responders.size() + " responders");
        }
        for (int i = 0; i < engines.size(); i++) {
            loops.add(new PacketLoop(engines.get(i), responders.get(i), recorder));
        }
    }

    public void start(Threads threads) {
        for (int i = 0; i < loops.size(); i++) {
            PacketLoop loop = loops.get(i);
            // The kernel shows 15 octets of a name.
            threads.start(loops.size() == 1 ? "packets" : name(loop), () -> run(loop), loop::stop);
        }
    }

    /** Of the one that has not begun to go round for longest; over a second is a busy host, over three is stuck. */
    public long stillNanos() {
        return loops.stream().mapToLong(PacketLoop::stillNanos).max().orElseThrow();
    }

    /** Another number as often as all have gone round; they do at least once a second. */
    public long turns() {
        return loops.stream().mapToLong(PacketLoop::turnedNanos).min().orElseThrow();
    }

    /** The books as they stand; exact after the threads' end. */
    public Books books() {
        return loops.size() == 1
                ? loops.getFirst().ledger().books()
                : Books.sum(loops.stream().map(loop -> loop.ledger().books()).toList());
    }

    /** Tells what is wrong, and, if {@code loud}, the last minute's books where they moved; for one thread, every few seconds. */
    public void tell(boolean loud) {
        warnOfWrong();
        Books minute = loud ? minute() : null;
        if (minute != null && !minute.toString().equals(said)) {
            said = minute.toString();
            LOG.info("{}", said);
        }
    }

    /** After the threads' end. */
    public void warnAtEnd() {
        warnOfWrong();
        loops.forEach(loop -> warn(loop, loop.ledger().lastImbalance()));
    }

    private static void run(PacketLoop loop) throws ErrnoException {
        long slice = SchedAttr.shortenSlice(SLICE_NANOS);
        LOG.debug("{}: slice {} ns", Thread.currentThread().getName(), slice);
        loop.run();
    }

    private void warnOfWrong() {
        loops.forEach(loop -> warn(loop, loop.ledger().takeWrong()));
    }

    private String name(PacketLoop loop) {
        return "pkt-" + (loops.indexOf(loop) + 1);
    }

    private void warn(PacketLoop loop, Optional<String> wrong) {
        String who = loops.size() == 1 ? "" : "thread " + name(loop) + ": ";
        wrong.ifPresent(what -> LOG.warn("{}{}", who, what));
    }

    /** Once each has entered its own, which all balance; null until then. */
    private Books minute() {
        List<Ledger> ledgers = loops.stream().map(PacketLoop::ledger).toList();
        List<Books> entered = new ArrayList<>();
        for (Ledger ledger : ledgers) {
            Books books = ledger.latest();
            if (books == null) {
                return null;
            }
            entered.add(books);
        }
        ledgers.forEach(Ledger::told);
        return Books.sum(entered);
    }
}
