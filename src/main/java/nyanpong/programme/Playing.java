package nyanpong.programme;

import java.util.concurrent.atomic.AtomicLong;
import nyanpong.score.Score;

/** The score that an art has now: another one where the art shows the time. A session keeps the one that it began with. */
public final class Playing {
    private final AtomicLong sessions = new AtomicLong();
    private volatile Score now;

    public Playing(Score first) {
        now = first;
    }

    public Score now() {
        return now;
    }

    /** From any thread. */
    public void replace(Score next) {
        now = next;
    }

    /** Sessions that have drawn it, or begun to. From any thread. */
    public long sessions() {
        return sessions.getOpaque();
    }

    /** By the packet thread. */
    void countSession() {
        sessions.setOpaque(sessions.getPlain() + 1); // one writer
    }
}
