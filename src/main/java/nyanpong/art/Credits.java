package nyanpong.art;

/** Who made an art, and under which licence it may be shown. */
public record Credits(String title, String author, String licence) {
    public static final String UNKNOWN = "unknown";

    /** Of an art without an {@code art.yaml}. */
    public static Credits unknown(String name) {
        return new Credits(name, UNKNOWN, UNKNOWN);
    }
}
