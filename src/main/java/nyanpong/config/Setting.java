package nyanpong.config;

/** What a flag or the environment can set: {@code --engine}, {@code NYANPONG_ENGINE}. */
public enum Setting {
    INTERFACE,
    ENGINE,
    THREADS,
    TAKEOVER,
    FIREWALL,
    /** The only one with several values; in the environment separated by commas or spaces. */
    ADDRESS,
    FRAMES,
    LOG,
    METRICS,
    USER,
    /** Replaces the whole programme: this art for everybody. */
    ART,
    /** The canvas for {@link #ART}. */
    CANVAS;

    public String flag() {
        return "--" + Words.of(this);
    }

    public String variable() {
        return "NYANPONG_" + name();
    }
}
