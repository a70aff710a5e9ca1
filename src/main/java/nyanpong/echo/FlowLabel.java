package nyanpong.echo;

/** IPv6 flow labels, the same for the same pair of addresses and unpredictable to others: RFC 6437 section 3. */
final class FlowLabel {
    private final long key;

    FlowLabel(long seed) {
        key = seed;
    }

    /** 20 bits, for packets that go back to the request's source. */
    int of(Request r) {
        long h = Mix.of(key ^ r.sourceHigh);
        h = Mix.of(h ^ r.sourceLow);
        h = Mix.of(h ^ r.destinationHigh);
        h = Mix.of(h ^ r.destinationLow);
        return (int) (h >>> 44);
    }
}
