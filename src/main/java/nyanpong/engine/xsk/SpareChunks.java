package nyanpong.engine.xsk;

/** Chunks that are nowhere else: a stack, so that those last used, which the processor has at hand, are used next. */
final class SpareChunks {
    private final int[] chunks;
    private int count;

    /** Those from 0 to {@code all}, without the last. */
    SpareChunks(int all) {
        chunks = new int[all];
        for (int chunk = all - 1; chunk >= 0; chunk--) {
            put(chunk);
        }
    }

    int count() {
        return count;
    }

    void put(int chunk) {
        chunks[count++] = chunk;
    }

    /** Where there is one. */
    int take() {
        return chunks[--count];
    }
}
