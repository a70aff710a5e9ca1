package nyanpong.dashboard;

/** There is no terminal that could show it. */
public final class NoTerminalException extends Exception {
    private static final long serialVersionUID = 1;

    NoTerminalException(String message) {
        super(message);
    }
}
