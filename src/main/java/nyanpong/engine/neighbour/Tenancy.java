package nyanpong.engine.neighbour;

import java.util.random.RandomGenerator;

/**
 * One address from its first probe to its loss: RFC 5227 section 2 for IPv4, and the same steps with other times for IPv6. Says
 * what to do and when; the time is told, {@link System#nanoTime}.
 */
final class Tenancy {
    enum State {
        PROBING,
        HELD,
        LOST
    }

    enum Act {
        NOTHING,
        PROBE,
        ANNOUNCE
    }

    private final Timing timing;
    private final RandomGenerator random;
    final long high;
    final long low;
    private State state = State.PROBING;
    private int left;
    private long due;
    private boolean contested;
    private long lastConflict;

    Tenancy(long high, long low, Timing timing, RandomGenerator random, long now) {
        this.high = high;
        this.low = low;
        this.timing = timing;
        this.random = random;
        left = timing.probes();
        due = now + between(0, timing.probeWait());
    }

    State state() {
        return state;
    }

    /** Whether {@link #act} has anything to say later on. */
    boolean isWaiting() {
        return state == State.PROBING || (state == State.HELD && left > 0);
    }

    /** When. */
    long due() {
        return due;
    }

    /** What is to be done by now; what is returned counts as done. */
    Act act(long now) {
        if (!isWaiting() || now - due < 0) {
            return Act.NOTHING;
        }
        if (state == State.HELD) {
            left--;
            due = now + timing.announceInterval();
            return Act.ANNOUNCE;
        }
        if (left > 0) {
            left--;
            due = now + (left > 0 ? between(timing.probeMin(), timing.probeMax()) : timing.announceWait());
            return Act.PROBE;
        }
        state = State.HELD;
        left = timing.announcements() - 1;
        due = now + timing.announceInterval();
        return Act.ANNOUNCE;
    }

    /**
     * Somebody else says that the address is his. Section 2.4(b): defended once, and given up where that did not help.
     *
     * @return ANNOUNCE to defend it
     */
    Act conflict(long now) {
        if (state == State.HELD && !(contested && now - lastConflict < timing.defendInterval())) {
            contested = true;
            lastConflict = now;
            return Act.ANNOUNCE;
        }
        state = State.LOST;
        return Act.NOTHING;
    }

    void giveUp() {
        state = State.LOST;
    }

    private long between(long least, long most) {
        return most > least ? random.nextLong(least, most + 1) : least;
    }
}
