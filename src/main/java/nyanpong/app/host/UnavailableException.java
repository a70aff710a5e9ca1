package nyanpong.app.host;

/** Something that this host lacks or does not let us have: an interface, an address, the kernel's echo. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean permission;

    public UnavailableException(String message) {
        this(message, false, null);
    }

    public UnavailableException(String message, boolean permission, Throwable cause) {
        super(message, cause);
        this.permission = permission;
    }

    /** True where more privilege would have helped. */
    public boolean isPermission() {
        return permission;
    }
}
