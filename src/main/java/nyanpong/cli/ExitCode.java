package nyanpong.cli;

/** What the program's exit code means, for every command; those above 2 are of BSD's {@code <sysexits.h>}. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    /** Something outside is missing: a host, an interface, a kernel's feature. */
    static final int UNAVAILABLE = 69;

    static final int NO_PERMISSION = 77;
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
