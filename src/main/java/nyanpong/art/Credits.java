package nyanpong.art;

/** Who made an art, and under which licence it may be shown. */
public record Credits(String title, String author, String licence) {
    /** Of an art without an {@code art.yaml}. */
    public static Credits unknown(String name) {
        return new Credits(name, "unknown", "unknown");
    }
}
