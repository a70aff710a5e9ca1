package nyanpong.engine.neighbour;

/**
 * How long an address is asked for before it is used, and how it is defended then. Times are nanoseconds.
 *
 * @param probeWait the first probe comes at random, within this time
 * @param probes how many
 * @param probeMin the least time between two of them
 * @param probeMax the longest
 * @param announceWait silence after the last probe, before the address is used
 * @param announcements how many
 * @param announceInterval the time between two of them
 * @param defendInterval a second conflict within this time is one too many
 */
record Timing(
        long probeWait,
        int probes,
        long probeMin,
        long probeMax,
        long announceWait,
        int announcements,
        long announceInterval,
        long defendInterval) {
    private static final long SECOND = 1_000_000_000;

    /** RFC 5227 section 1.1. */
    static final Timing ARP = new Timing(SECOND, 3, SECOND, 2 * SECOND, 2 * SECOND, 2, 2 * SECOND, 10 * SECOND);

    /**
     * RFC 4862 section 5.1, DupAddrDetectTransmits and RetransTimer. It leaves open what a conflict in use does (section
     * 5.4.4) and RFC 4861 section 7.2.6 whether an address is announced: what holds for ARP.
     */
    static final Timing NDP = new Timing(0, 1, SECOND, SECOND, SECOND, 2, 2 * SECOND, 10 * SECOND);
}
