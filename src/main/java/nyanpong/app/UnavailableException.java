package nyanpong.app;

/** Something that this host lacks: an interface, an address, a neighbour that holds what we need. Exit code 69. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        super(message);
    }
}
