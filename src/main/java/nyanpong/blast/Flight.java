package nyanpong.blast;

import java.util.Arrays;

/** When the last million requests were sent, and which of them are answered. */
final class Flight {
    private static final int WINDOW = 1 << 20;

    private final long[] number = new long[WINDOW];
    private final long[] nanos = new long[WINDOW];
    private final boolean[] answered = new boolean[WINDOW];

    Flight() {
        Arrays.fill(number, -1);
    }

    void sent(long i, long now) {
        int place = (int) i & WINDOW - 1;
        number[place] = i;
        nanos[place] = now;
        answered[place] = false;
    }

    /** Whether it is so long ago that nothing is known of it any more. */
    boolean isForgotten(long i) {
        return number[(int) i & WINDOW - 1] != i;
    }

    boolean isAnswered(long i) {
        return answered[(int) i & WINDOW - 1];
    }

    void answered(long i) {
        answered[(int) i & WINDOW - 1] = true;
    }

    long sentNanos(long i) {
        return nanos[(int) i & WINDOW - 1];
    }
}
