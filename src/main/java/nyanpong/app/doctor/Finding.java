package nyanpong.app.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject a word: what it is about
 * @param what the thing and its value
 * @param fix what to do; empty where all is well
 */
public record Finding(String subject, Severity severity, String what, String fix) {
    /** How bad it is, and of what kind; a later one is told before an earlier one. */
    public enum Severity {
        OK,
        WARNING,
        /** It cannot be served: something is missing here, or is not as it was left. */
        UNAVAILABLE,
        PERMISSION,
        CONFIGURATION;

        public boolean isFailure() {
            return compareTo(WARNING) > 0;
        }
    }

    public static Finding ok(String subject, String what) {
        return new Finding(subject, Severity.OK, what, "");
    }

    public static Finding warning(String subject, String what, String fix) {
        return new Finding(subject, Severity.WARNING, what, fix);
    }

    static Finding unavailable(String subject, String what, String fix) {
        return new Finding(subject, Severity.UNAVAILABLE, what, fix);
    }

    public static Finding permission(String subject, String what, String fix) {
        return new Finding(subject, Severity.PERMISSION, what, fix);
    }

    public static Finding configuration(String what, String fix) {
        return new Finding("config", Severity.CONFIGURATION, what, fix);
    }
}
