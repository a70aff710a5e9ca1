package nyanpong.engine.xdp;

/**
 * What the program counts: how it answered, by IP version, a line of {@link #LINE} octets for each processor, which alone writes
 * there. They are 64 bits each; those of IPv6 are {@link #SIX} octets on.
 */
public final class Drawn {
    public static final int REPLY = 0;
    public static final int SHIFTED = 1;
    public static final int SILENCE = 2;
    public static final int ERROR = 3;

    /** A plain reply, for an error would have been longer than its request. */
    public static final int AMPLIFIES = 4;

    /** The same, and nothing. */
    public static final int AMPLIFIES_SILENT = 5;

    /** Over a limit, and nothing. */
    public static final int LIMITED = 6;

    public static final int KINDS = 7;

    static final int SIX = 64;
    static final int LINE = 128;

    /** Processors: the most that Linux is built for elsewhere than on the largest machines, which would count too little. */
    static final int LINES = 1024;

    private Drawn() {}
}
