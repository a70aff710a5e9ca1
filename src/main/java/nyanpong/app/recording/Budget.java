package nyanpong.app.recording;

/** Octets of memory that what comes from a stranger may take, all in all; an estimate, but one that bounds it. */
final class Budget {
    private long left;

    Budget(long octets) {
        left = octets;
    }

    /** False, and nothing is taken, where there are not so many left. */
    boolean take(long octets) {
        if (octets > left) {
            return false;
        }
        left -= octets;
        return true;
    }

    void give(long octets) {
        left += octets;
    }
}
