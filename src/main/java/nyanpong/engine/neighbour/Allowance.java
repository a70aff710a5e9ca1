package nyanpong.engine.neighbour;

/** So many a second, and as many at once: a token bucket. */
final class Allowance {
    private static final long SECOND = 1_000_000_000;

    private final long cost;
    private long paidUntil;

    /** @param now of {@link System#nanoTime} */
    Allowance(int perSecond, long now) {
        cost = SECOND / perSecond;
        paidUntil = now - SECOND;
    }

    boolean take(long now) {
        if (now - paidUntil > SECOND) {
            paidUntil = now - SECOND;
        }
        if (now - paidUntil < cost) {
            return false;
        }
        paidUntil += cost;
        return true;
    }
}
