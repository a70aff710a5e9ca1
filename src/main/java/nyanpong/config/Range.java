package nyanpong.config;

/** Whole numbers from one to another, both inclusive. */
public record Range(int from, int to) {
    public Range {
        if (from > to) {
            throw new IllegalArgumentException(from + " to " + to);
        }
    }

    boolean contains(Range other) {
        return from <= other.from && other.to <= to;
    }

    boolean contains(int number) {
        return from <= number && number <= to;
    }

    /** As config.yaml writes it: {@code 56} or {@code 100-1472}. */
    @Override
    public String toString() {
        return from == to ? Integer.toString(from) : from + "-" + to;
    }
}
