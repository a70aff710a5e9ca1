package nyanpong.blast;

import org.HdrHistogram.Histogram;

/**
 * What came of it.
 *
 * @param sent requests that the interface took
 * @param refused requests that it did not
 * @param errors answers that were ICMP errors
 * @param wrong answers that are not what they must be, or to no request of ours
 * @param twice answers to a request that had one already
 * @param unseen packets that came and that there was no room for: what is said of losses is then not to be believed
 * @param seconds from the first request to the last
 * @param firstWrong what was wrong with the first wrong one, and its octets; or empty
 * @param ending why no more was sent
 * @param rtt nanoseconds from the sending of a request's batch to the answer
 */
public record Result(
        long sent,
        long refused,
        long replies,
        long errors,
        long wrong,
        long twice,
        long unseen,
        double seconds,
        String firstWrong,
        Ending ending,
        Histogram rtt) {
    /** Why no more was sent. */
    public enum Ending {
        DONE,
        /** Somebody wanted it to end. */
        STOPPED,
        /** A target answered nothing for a second. */
        SILENCE
    }

    public long answered() {
        return replies + errors;
    }

    public long lost() {
        return sent - answered();
    }

    public double perSecond() {
        return seconds > 0 ? answered() / seconds : 0;
    }

    /** A percentile of the round trips in microseconds. */
    public double micros(double percentile) {
        return rtt.getTotalCount() == 0 ? 0 : rtt.getValueAtPercentile(percentile) / 1e3;
    }

    /** Whether all that came was right, and something did. */
    public boolean isRight() {
        return answered() > 0 && wrong == 0 && twice == 0 && ending != Ending.SILENCE;
    }
}
