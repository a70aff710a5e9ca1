package nyanpong.wire;

/** Where an outgoing packet stands in the segment that its request came in, packed in a {@code long}; 0 is none. */
public final class Departure {
    public static final long NONE = 0;

    private Departure() {}

    public static long of(long at, int length) {
        return at << 32 | length;
    }

    public static long at(long departure) {
        return departure >>> 32;
    }

    public static int length(long departure) {
        return (int) departure;
    }
}
