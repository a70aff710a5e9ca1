package nyanpong.cli;

/** Ends a command with an exit code and one line on stderr, which says what is wrong and what to do. */
final class ExitException extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code one of {@link ExitCode} */
    ExitException(int code, String message) {
        super(message);
        this.code = code;
    }

    ExitException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    int code() {
        return code;
    }
}
