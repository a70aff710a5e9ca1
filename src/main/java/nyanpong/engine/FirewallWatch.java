package nyanpong.engine;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that a firewall rule drops the requests that a packet socket still sees: those that we take rise, and those that the
 * kernel counts behind its rules do not. The kernel's count is of all interfaces, so it may rise by more, never by less.
 *
 * <p>Twice in a row, of at least {@value #LEAST} requests none must have passed in a second or more, or fewer than half in four
 * seconds: a ping every second is noticed in some eight seconds, and a limit in ten. A rule that lets half of them through is
 * not noticed. For one thread.
 *
 * <p>Where nobody has asked for ten seconds, the kernel is not either until somebody does. What others than we are asked meanwhile
 * then speaks for the rule, once: it is noticed a window later.
 */
public final class FirewallWatch {
    static final int LEAST = 3;
    private static final long NONE_NANOS = 1_000_000_000L;
    private static final long FEW_NANOS = 4_000_000_000L;
    static final long REST_NANOS = 10_000_000_000L;

    /**
     * What was noticed.
     *
     * @param taken requests that we took
     * @param passed of them, at most, those that the firewall let through
     */
    public record Shortfall(long taken, long passed) {}

    private final LongSupplier taken;
    private final LongSupplier counted;
    private long takenBefore;
    private long countedBefore;
    private long fromTaken;
    private long fromCounted;
    private long since;
    private long askedNanos;
    private boolean suspected;

    /**
     * @param taken requests that the packet engine has taken, without those it left to others
     * @param counted requests that the kernel has counted
     * @param nanos now: {@link System#nanoTime}
     */
    public FirewallWatch(LongSupplier taken, LongSupplier counted, long nanos) {
        this.taken = taken;
        this.counted = counted;
        takenBefore = taken.getAsLong();
        countedBefore = counted.getAsLong();
        askedNanos = nanos - REST_NANOS;
        begin(takenBefore, nanos);
    }

    /** To be called about twice a second; what it returns is true of the time before the last call. */
    public Optional<Shortfall> look(long nanos) {
        // Ours are read before the kernel's and compared with it a look later, and a window begins with a count of the
        // kernel's that is a look older: a request that waits for us has long been counted there, but not before
        // either.
        long takenNow = taken.getAsLong();
        if (takenNow != takenBefore) {
            askedNanos = nanos;
        } else if (nanos - askedNanos >= REST_NANOS) {
            return Optional
                    .empty(); // the window that has begun, with the kernel's count from then, waits for a request
        }
        long countedNow = counted.getAsLong();
        long asked = takenBefore - fromTaken;
        long passed = countedNow - fromCounted;
        Optional<Shortfall> found = Optional.empty();
        if (asked >= LEAST && nanos - since >= (passed == 0 ? NONE_NANOS : FEW_NANOS)) {
            boolean few = passed < asked - passed;
            if (few && suspected) {
                found = Optional.of(new Shortfall(asked, passed));
            }
            suspected = few;
            begin(takenNow, nanos);
        } else if (takenNow == fromTaken) {
            begin(takenNow, nanos); // nobody has asked yet: what the kernel counts meanwhile is others'
        }
        takenBefore = takenNow;
        countedBefore = countedNow;
        return found;
    }

    private void begin(long takenNow, long nanos) {
        fromTaken = takenNow;
        fromCounted = countedBefore;
        since = nanos;
    }
}
