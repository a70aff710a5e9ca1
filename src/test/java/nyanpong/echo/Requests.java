package nyanpong.echo;

import nyanpong.wire.AddressText;

/** Requests without their packets, for who directs or limits them. */
public final class Requests {
    private static final long NET = 0x20010db800000000L;

    private Requests() {}

    /** From one IPv4 address to another, without data. */
    public static Request v4(int source, int destination, int identifier, int sequence) {
        Request r = new Request();
        r.ttl = 64;
        r.sourceLow = AddressText.mapped(source);
        r.destinationLow = AddressText.mapped(destination);
        return numbered(r, identifier, sequence);
    }

    /** From 2001:db8::{@code source} to 2001:db8::{@code destination}, without data. */
    public static Request v6(long source, long destination, int identifier, int sequence) {
        Request r = new Request();
        r.ttl = 64;
        r.six = true;
        r.sourceHigh = NET;
        r.sourceLow = source;
        r.destinationHigh = NET;
        r.destinationLow = destination;
        return numbered(r, identifier, sequence);
    }

    public static Request numbered(Request r, int identifier, int sequence) {
        r.identifier = identifier;
        r.sequence = sequence;
        r.icmpLength = 8;
        return r;
    }

    /** From another /64 of an IPv6 site. */
    public static Request from(Request r, long sourceHigh, long sourceLow) {
        r.sourceHigh = sourceHigh;
        r.sourceLow = sourceLow;
        return r;
    }

    public static Request to(Request r, long destinationHigh, long destinationLow) {
        r.destinationHigh = destinationHigh;
        r.destinationLow = destinationLow;
        return r;
    }

    public static Request ttl(Request r, int ttl) {
        r.ttl = ttl;
        return r;
    }

    /** With its ICMP message at {@code icmp} of a segment. */
    public static Request at(Request r, int icmp, int dataLength) {
        r.icmp = icmp;
        r.icmpLength = 8 + dataLength;
        return r;
    }
}
