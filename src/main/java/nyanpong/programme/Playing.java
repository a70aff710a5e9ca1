package nyanpong.programme;

import java.util.concurrent.atomic.AtomicLong;
import nyanpong.canvas.Canvas;
import nyanpong.score.Score;

/** The score that an art has now: another one where the art shows the time. A session keeps the one that it began with. */
public final class Playing {
    private final Canvas canvas;
    private final AtomicLong sessions = new AtomicLong();
    private volatile Part now;

    public Playing(Score first) {
        this(first, null);
    }

    /** @param canvas what it was compiled for, for who shows it elsewhere; may be null */
    public Playing(Score first, Canvas canvas) {
        this.canvas = canvas;
        now = Part.of(this, first);
    }

    /** Null where it is not known. */
    public Canvas canvas() {
        return canvas;
    }

    public Score now() {
        return now.score;
    }

    Part part() {
        return now;
    }

    /** From any thread. */
    public void replace(Score next) {
        now = Part.of(this, next);
    }

    /** Sessions that have drawn it, or begun to. From any thread. */
    public long sessions() {
        return sessions.getOpaque();
    }

    /** By any packet thread. */
    void countSession() {
        sessions.getAndIncrement();
    }
}
