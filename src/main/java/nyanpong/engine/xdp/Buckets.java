package nyanpong.engine.xdp;

/**
 * The token buckets that the program shares with {@code echo.RateLimits}, whose layout this is: 64 bits each, one for all answers, one
 * for all errors, then one for each source's answers, then for its errors.
 */
public final class Buckets {
    static final int SOURCES = 1 << 16;

    public static final int ANSWERS = 0;
    public static final int ERRORS = 8;
    public static final int ANSWERS_OF_SOURCE = 16;
    public static final int ERRORS_OF_SOURCE = ANSWERS_OF_SOURCE + 8 * SOURCES;
    public static final int SIZE = ERRORS_OF_SOURCE + 8 * SOURCES;

    private Buckets() {}
}
