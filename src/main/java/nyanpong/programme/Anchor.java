package nyanpong.programme;

/**
 * Sequence numbers of 16 bits as positions of a picture. A number is extended to the one nearest to the highest seen, so a
 * wrap, a loss or a swap moves nothing but its own cell.
 */
final class Anchor {
    /** How far from the anchor a first request may be lost, or a request come late. */
    static final int REACH = 16;

    /** How far a wrap may skip by loss before it counts as the start of another run. */
    private static final int LOSS_AT_WRAP = 1024;

    private static final long RETURN_NANOS = 200_000_000;

    private Anchor() {}

    /** The number that ends in {@code sequence} and is nearest to {@code near}. */
    static long extend(long near, int sequence) {
        return near + (short) (sequence - (int) near);
    }

    /** The anchor of a session whose first request seen is {@code sequence}; {@code first} is -1 where it is not known. */
    static int of(int first, int sequence) {
        return first >= 0 && (sequence - first & 0xffff) <= REACH ? first : sequence;
    }

    /**
     * True where a request from before the first one seen begins the picture in its place. Only at the start, as long as
     * requests may still come in disorder: later the anchor would shear what is drawn.
     */
    static boolean movesBack(long anchor, long reached, long extended) {
        return extended < anchor && anchor - extended <= REACH && reached - anchor <= REACH;
    }

    /**
     * True where the client's known first number comes back because another run began, not by wrap, by repeat or late.
     *
     * @param reached the highest extended number so far
     * @param firstSeen whether the first number itself has been seen
     * @param age since the session began, in nanoseconds
     */
    static boolean isNewRun(int first, int sequence, long anchor, long reached, boolean firstSeen, long age) {
        if (sequence != first) {
            return false;
        }
        long extended = extend(reached, sequence);
        // A session may be met under way, so the wrap may be nearer than 65,536; a repeat of the first number is at the
        // anchor itself, or no further beyond it than a late request has moved it back.
        if (extended - anchor > REACH && Math.abs(extended - reached) <= LOSS_AT_WRAP) {
            return false;
        }
        // A first number that was lost may still come, as late as any other; one that was seen may be repeated by the
        // network, but not for long, nor once the picture has gone far.
        return firstSeen ? age >= RETURN_NANOS || reached - anchor >= LOSS_AT_WRAP : reached - anchor > REACH;
    }
}
