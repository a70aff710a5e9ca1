package nyanpong.art;

/** An art that cannot be read: which file, what is in it, what is wanted. */
public final class ArtException extends Exception {
    private static final long serialVersionUID = 1;

    public ArtException(String message) {
        super(message);
    }

    public ArtException(String message, Throwable cause) {
        super(message, cause);
    }
}
