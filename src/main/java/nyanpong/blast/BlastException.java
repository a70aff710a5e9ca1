package nyanpong.blast;

/** Why nothing was sent, or not there. */
public final class BlastException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean refused;

    /** @param refused whether it would have been possible, and is not done */
    BlastException(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    public boolean isRefused() {
        return refused;
    }
}
