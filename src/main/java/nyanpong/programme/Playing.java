package nyanpong.programme;

import nyanpong.score.Score;

/** The score that an art has now: another one where the art shows the time. A session keeps the one that it began with. */
public final class Playing {
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
}
