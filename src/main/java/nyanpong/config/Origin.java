package nyanpong.config;

/** Where a value comes from, if it is not a default. */
public sealed interface Origin {
    /** In the file; both from 1, columns in code points. */
    record At(int line, int column) implements Origin {}

    /**
     * On the command line or in the environment.
     *
     * @param name as the user wrote it: {@code --engine}, {@code NYANPONG_ENGINE}
     */
    record Given(Source source, String name) implements Origin {}

    /** What beats the file. */
    enum Source {
        FLAG("command line"),
        ENVIRONMENT("environment");

        final String place;

        Source(String place) {
            this.place = place;
        }
    }
}
