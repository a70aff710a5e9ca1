package nyanpong.echo;

/**
 * A set of the numbers below {@value #SIZE}, which finds the next member in a few steps: a bit for each number, above it a bit
 * for each word that is not zero, and above those the same again.
 */
final class SlotSet {
    /** 64 to the power of the levels. */
    static final int SIZE = 1 << 18;

    private final long[][] levels = {new long[SIZE >>> 6], new long[SIZE >>> 12], new long[1]};

    void add(int slot) {
        int i = slot;
        for (long[] level : levels) {
            level[i >>> 6] |= 1L << i;
            i >>>= 6;
        }
    }

    void remove(int slot) {
        int i = slot;
        for (long[] level : levels) {
            level[i >>> 6] &= ~(1L << i);
            if (level[i >>> 6] != 0) {
                return;
            }
            i >>>= 6;
        }
    }

    /** The least member that is {@code from} or greater, or -1. */
    int next(int from) {
        int i = from;
        for (int level = 0; level < levels.length; level++) {
            int word = i >>> 6;
            if (word == levels[level].length) {
                return -1;
            }
            long members = levels[level][word] & -1L << i;
            if (members != 0) {
                return least(level, word << 6 | Long.numberOfTrailingZeros(members));
            }
            i = word + 1;
        }
        return -1;
    }

    /** Down from a word that is not zero to its least member. */
    private int least(int level, int word) {
        int i = word;
        for (int below = level - 1; below >= 0; below--) {
            i = i << 6 | Long.numberOfTrailingZeros(levels[below][i]);
        }
        return i;
    }
}
