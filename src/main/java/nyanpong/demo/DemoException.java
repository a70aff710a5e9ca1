package nyanpong.demo;

/** This host does not let the demonstration run: why, and what would help. */
public final class DemoException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean permission;

    DemoException(String message, boolean permission) {
        super(message);
        this.permission = permission;
    }

    /** True where more privilege would help. */
    public boolean isPermission() {
        return permission;
    }
}
