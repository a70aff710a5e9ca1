package nyanpong.engine.xdp;

/**
 * Where the program finds everything that a reload changes: the limits, and the scores' cells, one {@link nyanpong.score.Answer} each.
 *
 * <pre>
 * 0 edition (32 bits)   8 four limits: cost and burst, in nanoseconds (64 bits each)   72 whether there are any
 * 128 cells (64 bits each)
 * </pre>
 *
 * <p>What Java is to be asked for is {@link #ASK} here.
 */
final class Shelf {
    static final int EDITION = 0;
    static final int ANSWERS = 8;
    static final int ANSWERS_OF_SOURCE = 24;
    static final int ERRORS = 40;
    static final int ERRORS_OF_SOURCE = 56;
    /** 1 where answers have a limit at all, and where errors have one of theirs or of those; 32 bits each. */
    static final int LIMITED = 72;

    static final int LIMITED_ERRORS = 76;
    static final int CELLS = 128;

    /** Within a limit: what an answer costs, 0 where there is no limit; and how far a bucket may be ahead of now. */
    static final int LIMIT_COST = 0;

    static final int LIMIT_BURST = 8;

    /** A kind that no answer has. */
    static final long ASK = 0xff;

    private Shelf() {}
}
