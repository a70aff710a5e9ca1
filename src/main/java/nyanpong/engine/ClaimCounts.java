package nyanpong.engine;

/**
 * What a claiming program has counted.
 *
 * @param claimed packets that were delivered to us, and to nobody else
 * @param full packets that the kernel answered because the ring had no room
 * @param late packets that the kernel answered because we had not read for long
 */
public record ClaimCounts(long claimed, long full, long late) {
    ClaimCounts and(ClaimCounts other) {
        return new ClaimCounts(claimed + other.claimed, full + other.full, late + other.late);
    }

    /** Parts with semicolons between; what never happened is not told. */
    @Override
    public String toString() {
        return "claimed " + claimed
                + (full > 0 ? "; left to the kernel for want of room " + full : "")
                + (late > 0 ? "; left to the kernel while not awake " + late : "");
    }
}
