package nyanpong.app.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import nyanpong.echo.EventRing;
import nyanpong.live.Drawing;
import nyanpong.programme.Onlooker;
import nyanpong.programme.Sight;

/**
 * The last {@value #MOST} drawings that reached their last cell; of a client that goes on, the latest frame. Written by the log
 * thread, read by any.
 */
final class Finished {
    static final int MOST = 48;

    private final Onlooker onlooker;
    private final Deque<Drawing> drawings = new ArrayDeque<>();
    private long count;

    Finished(Onlooker onlooker) {
        this.onlooker = onlooker;
    }

    /** Is told of every event. */
    void accept(EventRing.Event e) {
        if (!e.isLast()) {
            return;
        }
        Sight sight = onlooker.at(e.place());
        // The event is a fifth of a second old at most; where another session has taken the place since, this one is
        // lost.
        if (sight != null
                && sight.sourceHigh() == e.sourceHigh()
                && sight.sourceLow() == e.sourceLow()
                && Objects.equals(sight.score(), e.score())) {
            add(Observer.drawing(sight.finished(e.cell()), 0, sight.seenNanos()));
        }
    }

    /** Frames since the start. */
    synchronized long count() {
        return count;
    }

    /** The latest first. */
    synchronized List<Drawing> latest() {
        return new ArrayList<>(drawings);
    }

    private synchronized void add(Drawing drawing) {
        count++;
        drawings.removeIf(before -> before.id().equals(drawing.id()));
        drawings.addFirst(drawing);
        if (drawings.size() > MOST) {
            drawings.removeLast();
        }
    }
}
