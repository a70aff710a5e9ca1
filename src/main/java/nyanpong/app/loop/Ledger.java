package nyanpong.app.loop;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;

/**
 * Has the {@link Books} checked once a minute: the packet thread enters them between two batches, where they are exact, and
 * another thread tells. What was waiting then must have been seen by the time that nothing waits.
 */
public final class Ledger {
    static final long MINUTE_NANOS = 60_000_000_000L;
    /** The kernel counts a packet before it has finished writing it, and may be interrupted in between. */
    static final long GRACE_NANOS = 1_000_000_000L;

    private final Engine engine;
    private final Responder responder;
    private final AtomicReference<Books> latest = new AtomicReference<>();
    private final AtomicReference<String> wrong = new AtomicReference<>();
    private volatile boolean drained;
    private long due;
    private Books waiting;

    /** @param nanos now: {@link System#nanoTime} */
    Ledger(Engine engine, Responder responder, long nanos) {
        this.engine = engine;
        this.responder = responder;
        due = nanos + MINUTE_NANOS;
    }

    /**
     * By the packet thread, after each poll.
     *
     * @param idle whether the poll has found nothing
     */
    void between(long now, boolean idle) {
        if (now - due >= 0) {
            check(now, idle);
        }
    }

    /** The last minute's, where they have been entered since they were last taken, or null; from any thread. */
    Books latest() {
        return latest.get();
    }

    /** They have been told. */
    void told() {
        latest.set(null);
    }

    /** What did not balance since the last time, from any thread. */
    public Optional<String> takeWrong() {
        return Optional.ofNullable(wrong.getAndSet(null));
    }

    /** By the packet thread, when nothing waits any more and nothing will come. */
    void drained() {
        drained = true;
    }

    /** What does not balance at the end. A packet thread that failed has left what waited: its failure is told instead. */
    public Optional<String> lastImbalance() {
        return drained ? books().imbalance() : Optional.empty();
    }

    /** The books, for after the packet thread's end. */
    public Books books() {
        return Books.of(engine, responder.tally(), responder.late());
    }

    private void check(long now, boolean idle) {
        if (waiting == null) {
            Books books = books();
            if (books.unseen() > 0 && books.astray() == 0) {
                waiting = books;
            } else {
                books.imbalance().ifPresent(wrong::set);
                enter(books, now);
            }
        } else if (responder.tally().own() >= waiting.own()) {
            enter(waiting, now); // all that waited has been seen
        } else if (idle && now - due >= GRACE_NANOS) {
            wrong.set("the books do not balance: "
                    + (waiting.own() - responder.tally().own())
                    + " packets that waited were never seen; please report this: " + books());
            enter(waiting, now);
        }
    }

    private void enter(Books books, long now) {
        latest.set(books);
        waiting = null;
        due = now + MINUTE_NANOS;
    }
}
