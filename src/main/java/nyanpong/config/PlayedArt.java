package nyanpong.config;

/** An art that a configuration names, and where; whether it exists is not known here. */
public record PlayedArt(String file, int line, int column, String key, String name) {
    /** What is wrong with it. */
    public Problem problem(String message) {
        return new Problem(file, line, column, key, message);
    }
}
