package nyanpong.echo;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import nyanpong.programme.Programme;
import nyanpong.programme.Rule;
import nyanpong.wire.Arrival;
import nyanpong.wire.Checksum;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;

/** Asks a responder in memory, as whom it is told, in batches as an engine has them; the base of JMH's states. */
class Asker {
    /** Requests in a batch. */
    static final int BATCH = 64;

    private static final int AT = Rewrite.HEADROOM;
    private static final int IP = AT + Ethernet.HEADER_LENGTH;
    private static final int ICMP = IP + Ipv4.HEADER_LENGTH;
    static final int NET = 10 << 24;
    private static final Prefix HOST = Prefix.ofIpv4(0xc0000202, 32);

    private final Arena arena = Arena.ofShared();
    private MemorySegment request;
    private MemorySegment slots;
    private int slot;
    private int length;
    private int waiting;
    private Responder responder;
    private long now;
    /** Requests so far: for the subclass to count. */
    long turn;

    /** So many the responder is told of before it gets the first of them, as an engine tells it; 1 is none. */
    int ahead = Responder.AHEAD;

    /** @param data octets behind the echo header, a router's */
    final void prepare(List<Rule> rules, int table, int data, RateLimits limits) {
        int message = Icmp.HEADER_LENGTH + data;
        request = arena.allocate(ICMP + message, 64);
        slot = ICMP + message + 127 & ~63;
        length = ICMP + message - AT;
        slots = arena.allocate((long) BATCH * slot, 4096);
        Ethernet.destination(request, AT, 0x020000000002L);
        Ethernet.source(request, AT, 0x020000000001L);
        Ethernet.type(request, AT, Ethernet.IPV4);
        Ipv4.write(request, IP, 0, Ipv4.HEADER_LENGTH + message, 1, 64, Ipv4.ICMP, NET, (int) HOST.low());
        Icmp.type(request, ICMP, Icmp.ECHO_REQUEST);
        for (int i = Icmp.HEADER_LENGTH; i < message; i++) {
            Octets.u8(request, ICMP + i, i % 2 == 0 ? 0xab : 0xcd);
        }
        Icmp.fillChecksum(request, ICMP, message, 0);
        responder = new Responder(new Programme(rules, table, 1, 2), limits, null, null, 1);
        responder.local(new LocalTable(List.of(HOST), List.of(HOST), List.of(), List.of()));
        now = System.nanoTime(); // after the limits, whose buckets are full by then
    }

    /** One more in the batch. The sums are kept right by what changes them, as of RFC 1624. */
    final void put(int source, int identifier, int sequence) {
        long to = (long) waiting++ * slot;
        MemorySegment.copy(request, 0, slots, to, AT + length);
        Octets.u32(slots, to + IP + 12, source);
        Octets.u16(slots, to + IP + 10, 0);
        Octets.u16(slots, to + IP + 10, Checksum.of(slots, to + IP, Ipv4.HEADER_LENGTH, 0));
        Octets.u16(slots, to + ICMP + 4, identifier);
        Octets.u16(slots, to + ICMP + 6, sequence);
        int sum = (~Octets.u16(request, ICMP + 2) & 0xffff) + identifier + sequence;
        sum = (sum >>> 16) + (sum & 0xffff);
        sum = (sum >>> 16) + (sum & 0xffff);
        Octets.u16(slots, to + ICMP + 2, ~sum);
    }

    /** The answers to the batch. */
    final long answer() {
        now += 1000 * waiting;
        responder.time(now);
        long departures = 0;
        for (int i = 0; i < waiting; i += ahead) {
            if (ahead > 1) {
                for (int k = i; k < i + ahead; k++) {
                    responder.expect(slots, (long) k * slot + AT, length, Arrival.PLAIN);
                }
            }
            for (int k = i; k < i + ahead; k++) {
                long departure = responder.respond(slots, (long) k * slot + AT, length, Arrival.PLAIN);
                if (departure == Departure.NONE) {
                    throw new IllegalStateException("not answered: " + responder.verdict());
                }
                departures += departure;
            }
        }
        waiting = 0;
        return departures;
    }
}
