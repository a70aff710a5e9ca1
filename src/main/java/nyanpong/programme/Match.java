package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nyanpong.echo.Request;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;

/**
 * The conditions of a rule, all of which must hold. They are decided at a session's first request, but for the pace, which its
 * second one tells, and for the sequence number, which every request has.
 */
public final class Match {
    /** Every request. */
    public static final Match ALL = new Builder().build();

    private static final int MINUTES_PER_DAY = 24 * 60;

    /** So far data are looked at for a pattern or keyword, lest somebody's odd data keep us busy. */
    private static final int MOST_LOOKED_AT = 256;

    private final Set<Client> clients;
    private final Prefix source;
    private final Prefix destination;
    private final int leastSize;
    private final int mostSize;
    private final byte[] pattern;
    private final byte[] keyword;
    private final int tos;
    private final double leastPace;
    private final double mostPace;
    private final int fromMinute;
    private final int toMinute;
    private final int sequenceMultipleOf;

    private Match(Builder b) {
        clients = b.clients.isEmpty() ? EnumSet.allOf(Client.class) : EnumSet.copyOf(b.clients);
        source = b.source;
        destination = b.destination;
        leastSize = b.leastSize;
        mostSize = b.mostSize;
        pattern = b.pattern.clone();
        keyword = b.keyword.clone();
        tos = b.tos;
        leastPace = b.leastPace;
        mostPace = b.mostPace;
        fromMinute = b.fromMinute;
        toMinute = b.toMinute;
        sequenceMultipleOf = b.sequenceMultipleOf;
    }

    /** Conditions to be added one by one; without any, everything matches. */
    public static final class Builder {
        private Set<Client> clients = Set.of();
        private Prefix source;
        private Prefix destination;
        private int leastSize;
        private int mostSize = Integer.MAX_VALUE;
        private byte[] pattern = {};
        private byte[] keyword = {};
        private int tos = -1;
        private double leastPace;
        private double mostPace = Double.POSITIVE_INFINITY;
        private int fromMinute;
        private int toMinute = MINUTES_PER_DAY;
        private int sequenceMultipleOf;

        /** The pinging program is one of these; none is no condition. */
        public Builder clients(Set<Client> any) {
            clients = Set.copyOf(any);
            return this;
        }

        /** Where requests come from. */
        public Builder source(Prefix prefix) {
            source = prefix;
            return this;
        }

        /** Which address was asked. */
        public Builder destination(Prefix prefix) {
            destination = prefix;
            return this;
        }

        /** Octets of ICMP data, both inclusive. */
        public Builder size(int least, int most) {
            leastSize = least;
            mostSize = most;
            return this;
        }

        /** Octets that the data repeat, as {@code ping -p} makes them, beyond the time that they may begin with. */
        public Builder pattern(byte[] octets) {
            pattern = octets.clone();
            return this;
        }

        /** Octets that stand somewhere in the data. */
        public Builder keyword(byte[] octets) {
            keyword = octets.clone();
            return this;
        }

        /** The IPv4 type of service or IPv6 traffic class, all eight bits. */
        public Builder tos(int octet) {
            tos = octet;
            return this;
        }

        /** Requests a second between the first two of a session, both inclusive. */
        public Builder pace(double least, double most) {
            leastPace = least;
            mostPace = most;
            return this;
        }

        /** Minutes of the day, the first inclusive, the last exclusive; from the greater to the lesser passes midnight. */
        public Builder time(int from, int to) {
            fromMinute = from;
            toMinute = to;
            return this;
        }

        /** Decided for each request: its sequence number is a multiple of this, 0 counts. */
        public Builder sequenceMultipleOf(int number) {
            sequenceMultipleOf = number;
            return this;
        }

        public Match build() {
            return new Match(this);
        }
    }

    /** All but the pace and the sequence number. */
    boolean matchesSession(Client is, MemorySegment p, Request r, int minuteOfDay) {
        int size = r.dataLength();
        return clients.contains(is)
                && size >= leastSize
                && size <= mostSize
                && (tos < 0 || tos == r.tos())
                && (source == null || isIn(source, r.isIpv6(), r.sourceHigh(), r.sourceLow()))
                && (destination == null || isIn(destination, r.isIpv6(), r.destinationHigh(), r.destinationLow()))
                && isAt(minuteOfDay)
                && (pattern.length == 0 || repeatsPattern(p, r))
                && (keyword.length == 0 || hasKeyword(p, r));
    }

    boolean hasPace() {
        return leastPace > 0 || mostPace < Double.POSITIVE_INFINITY;
    }

    boolean matchesPace(double perSecond) {
        return perSecond >= leastPace && perSecond <= mostPace;
    }

    boolean isPerRequest() {
        return sequenceMultipleOf != 0;
    }

    boolean matchesRequest(int sequence) {
        return sequence % sequenceMultipleOf == 0;
    }

    /** The same conditions. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Match m
                && clients.equals(m.clients)
                && Objects.equals(source, m.source)
                && Objects.equals(destination, m.destination)
                && Arrays.equals(pattern, m.pattern)
                && Arrays.equals(keyword, m.keyword)
                && numbers().equals(m.numbers());
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                clients, source, destination, Arrays.hashCode(pattern), Arrays.hashCode(keyword), numbers());
    }

    private List<Number> numbers() {
        return List.of(leastSize, mostSize, tos, leastPace, mostPace, fromMinute, toMinute, sequenceMultipleOf);
    }

    private static boolean isIn(Prefix prefix, boolean six, long high, long low) {
        // ::/0 holds the mapped form of every IPv4 address too, but who writes it means IPv6.
        return (six || prefix.length() >= 96) && prefix.contains(high, low);
    }

    private boolean isAt(int minute) {
        return fromMinute < toMinute
                ? minute >= fromMinute && minute < toMinute
                : minute >= fromMinute || minute < toMinute;
    }

    /** With any octet of it first, for clients put their time over its beginning, or before it. */
    private boolean repeatsPattern(MemorySegment p, Request r) {
        int skipped = Fingerprint.timestamp(p, r).length();
        int length = Math.min(r.dataLength() - skipped, MOST_LOOKED_AT);
        if (length < pattern.length) {
            return false;
        }
        for (int phase = 0; phase < pattern.length; phase++) {
            if (repeatsFrom(p, (long) r.data() + skipped, length, phase)) {
                return true;
            }
        }
        return false;
    }

    private boolean repeatsFrom(MemorySegment p, long at, int length, int phase) {
        for (int i = 0; i < length; i++) {
            if ((byte) Octets.u8(p, at + i) != pattern[(phase + i) % pattern.length]) {
                return false;
            }
        }
        return true;
    }

    private boolean hasKeyword(MemorySegment p, Request r) {
        int length = Math.min(r.dataLength(), MOST_LOOKED_AT);
        for (int from = 0; from + keyword.length <= length; from++) {
            int i = 0;
            while (i < keyword.length && (byte) Octets.u8(p, (long) r.data() + from + i) == keyword[i]) {
                i++;
            }
            if (i == keyword.length) {
                return true;
            }
        }
        return false;
    }
}
