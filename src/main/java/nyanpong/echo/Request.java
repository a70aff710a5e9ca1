package nyanpong.echo;

import nyanpong.score.Answer;
import nyanpong.score.Hops;
import nyanpong.score.Score;
import nyanpong.score.Sequel;
import nyanpong.wire.Icmp;
import nyanpong.wire.Timestamp;

/**
 * A valid echo request and what was decided of it: one object per packet thread, filled anew for each packet. Addresses are
 * 128 bits, IPv4 as ::ffff:a.b.c.d; offsets are into the segment that the packet is in.
 */
public final class Request {
    /** Where the packet is, Ethernet header first, and how long it is. */
    long at;

    int length;
    /** Why it is not answered; null for a valid request, which alone has the rest. */
    Verdict dropped;

    boolean six;
    int network;
    int icmp;
    int icmpLength;
    int arrival;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int ttl;
    int tos;
    int identifier;
    int sequence;
    Timestamp timestamp = Timestamp.NONE;
    int lead;
    Sequel sequel;

    private long session;
    private int place;
    private long answer;
    private Score score;
    private int cell;
    private boolean first;

    /** Plainly: no picture. */
    public void decide(long answer) {
        this.answer = answer;
        this.score = null;
        this.cell = -1;
        this.first = false;
    }

    /**
     * By a picture's cell.
     *
     * @param first whether this is the first request of its session to be drawn
     */
    public void decide(Score score, int cell, boolean first) {
        this.answer = score.answer(cell, six, sourceHigh, sourceLow);
        this.score = score;
        this.cell = cell;
        this.first = first;
    }

    /** As decided, but not late: for a client that gives up on what is. */
    public void decidePromptly() {
        answer = Answer.prompt(answer);
    }

    /** False for a packet that gets no answer, of which nothing else is to be read. */
    public boolean isValid() {
        return dropped == null;
    }

    /** What its director knows its session by, once that has been said; else 0. */
    public long session() {
        return session;
    }

    public void session(long tag) {
        session = tag;
    }

    /** Which of the director's sessions it belongs to; for those who read events. */
    public void place(int index) {
        place = index;
    }

    public int place() {
        return place;
    }

    /** In which form the data hold the time of sending; to be called before an answer that shifts it. */
    public void timestamp(Timestamp form) {
        timestamp = form;
    }

    /** So many octets of the data go before a drawing; to be called before an answer that draws. */
    public void lead(int octets) {
        lead = octets;
    }

    /** One of {@link Answer}. */
    public long answer() {
        return answer;
    }

    /** What the request gets where its answer would be longer than itself. */
    long paper() {
        return score == null ? Answer.REPLY : score.paper();
    }

    /** Whom errors from a hop speak for, or null. */
    Hops hops() {
        return score == null ? null : score.hops();
    }

    /** Null where nobody goes on with sessions elsewhere; else to be filled by who decides them. */
    public Sequel sequel() {
        return sequel;
    }

    /** The picture, or null. */
    public Score score() {
        return score;
    }

    /** The picture's cell, or -1. */
    public int cell() {
        return cell;
    }

    /** True for the first request of a session that was answered by a picture's cell. */
    public boolean isFirst() {
        return first;
    }

    public boolean isIpv6() {
        return six;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }

    /** Whether it has both addresses of another. */
    public boolean isBetweenTheSame(Request other) {
        return sourceLow == other.sourceLow
                && sourceHigh == other.sourceHigh
                && destinationLow == other.destinationLow
                && destinationHigh == other.destinationHigh;
    }

    /** As received: the IPv4 time to live, the IPv6 hop limit. */
    public int ttl() {
        return ttl;
    }

    /** The IPv4 type of service, the IPv6 traffic class: all eight bits. */
    public int tos() {
        return tos;
    }

    public int identifier() {
        return identifier;
    }

    public int sequence() {
        return sequence;
    }

    /** The offset of the first octet after the ICMP header. */
    public int data() {
        return icmp + Icmp.HEADER_LENGTH;
    }

    /** Octets after the ICMP header. */
    public int dataLength() {
        return icmpLength - Icmp.HEADER_LENGTH;
    }

    /** Octets of the data as a drawing counts them: without those that go before it. */
    public int drawnLength() {
        return dataLength() - lead;
    }
}
