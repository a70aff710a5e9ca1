package nyanpong.score;

/**
 * How a session goes on without us: what somebody else, who remembers no more than this, needs to answer its next requests as we would.
 * One object, filled anew for each request; for one thread.
 *
 * <p>Before a request is looked at, it says how far the other one was ({@link #begin}); after that, what the session is now.
 */
public final class Sequel {
    private long openedThere;
    private long reachedThere;
    private long seenThere;

    private boolean decided;
    private boolean possible;
    private int programme;
    private long opened;
    private Score score;
    private long answer;
    private int frame;
    private long anchor;
    private long reached;
    private int first;
    private boolean swapped;
    private boolean stateless;
    private boolean timeval64;
    private int bucket;
    private int flowLabel;

    /**
     * Of the request to come, what the other one knew of its session.
     *
     * @param openedNanos 0 where nothing
     * @param reached the highest extended sequence number
     * @param seenNanos when it saw the last request
     */
    public void begin(long openedNanos, long reached, long seenNanos) {
        openedThere = openedNanos;
        reachedThere = reached;
        seenThere = seenNanos;
        decided = false;
        possible = false;
    }

    public long openedThere() {
        return openedThere;
    }

    public long reachedThere() {
        return reachedThere;
    }

    public long seenThere() {
        return seenThere;
    }

    /** The request was a session's, and the session is to be decided each time by who knows more. */
    public void notPossible() {
        decided = true;
        possible = false;
    }

    /**
     * The session goes on by this.
     *
     * @param programme the number of the one that decided it
     * @param openedNanos tells it from earlier ones
     * @param score null where all its requests get the same answer
     * @param answer that one
     * @param frame with which it began
     */
    public void decide(int programme, long openedNanos, Score score, long answer, int frame) {
        decided = true;
        possible = true;
        this.programme = programme;
        opened = openedNanos;
        this.score = score;
        this.answer = answer;
        this.frame = frame;
    }

    /**
     * Its place in the picture.
     *
     * @param first the sequence number with which its client begins, or -1
     * @param swapped whether its numbers are in the other byte order
     * @param stateless whether the position is the sequence number's alone
     */
    public void place(long anchor, long reached, int first, boolean swapped, boolean stateless) {
        this.anchor = anchor;
        this.reached = reached;
        this.first = first;
        this.swapped = swapped;
        this.stateless = stateless;
    }

    /** Whether the data begin with two 64-bit numbers, low octet first: seconds and microseconds. */
    public void timeval64(boolean does) {
        timeval64 = does;
    }

    /**
     * @param bucket of the limits, its source's
     * @param flowLabel of answers, where it is IPv6
     */
    public void envelope(int bucket, int flowLabel) {
        this.bucket = bucket;
        this.flowLabel = flowLabel;
    }

    /** Whether the last request was valid, and so its session looked at. */
    public boolean isDecided() {
        return decided;
    }

    /** Whether the session can go on by what is here. */
    public boolean isPossible() {
        return possible;
    }

    public int programme() {
        return programme;
    }

    public long opened() {
        return opened;
    }

    /** Null for {@link #answer}. */
    public Score score() {
        return score;
    }

    public long answer() {
        return answer;
    }

    public int frame() {
        return frame;
    }

    public long anchor() {
        return anchor;
    }

    public long reached() {
        return reached;
    }

    public int first() {
        return first;
    }

    public boolean isSwapped() {
        return swapped;
    }

    public boolean isStateless() {
        return stateless;
    }

    public boolean isTimeval64() {
        return timeval64;
    }

    public int bucket() {
        return bucket;
    }

    public int flowLabel() {
        return flowLabel;
    }
}
