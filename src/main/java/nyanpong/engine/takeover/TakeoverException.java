package nyanpong.engine.takeover;

/** The kernel's echo cannot be taken over here: why, and what would help. */
public final class TakeoverException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean permission;

    TakeoverException(String message) {
        this(message, false);
    }

    TakeoverException(String message, boolean permission) {
        super(message);
        this.permission = permission;
    }

    /** True where more privilege would have helped. */
    public boolean isPermission() {
        return permission;
    }
}
