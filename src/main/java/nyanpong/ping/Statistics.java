package nyanpong.ping;

/** How many requests were answered and how long replies took: the figures of IOS's last line. */
public final class Statistics {
    private int sent;
    private int received;
    private long minMillis = Long.MAX_VALUE;
    private long maxMillis;
    private long sumMillis;

    /**
     * @param nanos from sending to the answer; of a reply alone it counts. IOS's clock shows whole milliseconds and never
     *     0 for IPv4
     */
    public void count(Glyph glyph, long nanos) {
        sent++;
        if (glyph == Glyph.REPLY) {
            long millis = Math.max(1, (nanos + 500_000) / 1_000_000);
            received++;
            minMillis = Math.min(minMillis, millis);
            maxMillis = Math.max(maxMillis, millis);
            sumMillis += millis;
        }
    }

    public int received() {
        return received;
    }

    /** IOS's last line; without a reply it has no times to tell. */
    public String line() {
        long percent = sent == 0 ? 0 : 100L * received / sent;
        String rate = "Success rate is " + percent + " percent (" + received + "/" + sent + ")";
        return received == 0
                ? rate
                : rate + ", round-trip min/avg/max = " + minMillis + "/" + sumMillis / received + "/" + maxMillis
                        + " ms";
    }
}
