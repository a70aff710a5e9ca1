package nyanpong.echo;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.List;
import nyanpong.programme.Programme;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.wire.Arrival;
import nyanpong.wire.Octets;

/** Bytes that the packet path allocates; a program of its own, so that it can be run by a JVM with other options. */
public final class AllocationRun {
    static final int PACKETS = 100_000;

    private static final int ROUNDS = 5;
    private static final int SLOT = 256;
    private static final int AT = Rewrite.HEADROOM;

    /** What every round must have had plenty of. */
    private static final List<Verdict> MIX = List.of(
            Verdict.REPLY,
            Verdict.REPLY_SHIFTED,
            Verdict.REPLY_DRAWN,
            Verdict.DELAYED,
            Verdict.DELAY_REFUSED,
            Verdict.ERROR,
            Verdict.SILENCE,
            Verdict.ERROR_WOULD_AMPLIFY,
            Verdict.RATE_LIMITED,
            Verdict.ICMP_CSUM,
            Verdict.FRAGMENT,
            Verdict.NOT_OWNED);

    private static final DelayQueue.Sender SENT = (p, at, length) -> require(length > 0, "late packets");

    /** Keeps the negative control's garbage from being proved useless. */
    private static volatile Object sink;

    private final MemorySegment pristine = Arena.global().allocate(32L * SLOT, 8);
    private final MemorySegment work = Arena.global().allocate(AT + SLOT, 8);
    private final int[] lengths = new int[32];
    private final int[] arrivals = new int[32];
    /** Where in the data a number's complement is. */
    private final int[] rooms = new int[32];

    private int room;
    private int kinds;

    private final EventRing events = new EventRing(1024, false);
    /** Full long before it is drained: packets of some 200 octets with their answers. */
    private final PacketRing packets = new PacketRing(1024, 1 << 18);

    private final Responder responder;
    private final Recorder recorder;
    private final DelayQueue.Sender sent;
    private final DelayQueue late;
    private long nanos = System.nanoTime();
    private int packet;

    private AllocationRun(Director director) {
        late = new DelayQueue(32, 32, 1, nanos);
        responder = new Responder(director, new RateLimits(100_000_000, 100_000, 7), events, late, 42);
        responder.local(Host.table());
        recorder = new Recorder(responder, packets);
        sent = recorder.sender(SENT);
        for (int i = 0; i < 8; i++) {
            add(numbered(EchoPacket.v4(), 72), Arrival.PLAIN); // one source that asks too often
        }
        add(numbered(EchoPacket.v4().source("198.18.1.1"), 72), Arrival.PLAIN);
        add(numbered(EchoPacket.v4().source("198.18.2.1"), 73), Arrival.withTag(Arrival.PLAIN, 100));
        add(numbered(EchoPacket.v4().source("198.18.3.1"), 20), Arrival.CHECKSUM_NOT_READY);
        add(numbered(EchoPacket.v6(), 72), Arrival.PLAIN);
        add(numbered(EchoPacket.v6().source("2001:db8:9::1"), 40), Arrival.withTag(Arrival.PLAIN, 0xe064));
        add(EchoPacket.v4().source("198.18.4.1").type(8), Arrival.PLAIN);
        add(EchoPacket.v4().damage(1), Arrival.PLAIN);
        add(EchoPacket.v6().damage(1), Arrival.PLAIN);
        add(EchoPacket.v4().fragment(0x2000), Arrival.PLAIN);
        add(EchoPacket.v6().protocol(6), Arrival.PLAIN);
        add(EchoPacket.v4().destination("192.0.2.3"), Arrival.PLAIN);
        add(EchoPacket.v6().source("::"), Arrival.of(1, 0));
        add(stamped(EchoPacket.v4().source("198.18.16.1"), 56), Arrival.PLAIN);
        add(stamped(EchoPacket.v4().source("198.18.32.1"), 200), Arrival.PLAIN);
        add(stamped(EchoPacket.v4().source("198.18.48.1"), 57), Arrival.PLAIN);
        add(stamped(EchoPacket.v6().source("2001:db8:49::1"), 56), Arrival.PLAIN);
        add(stamped(EchoPacket.v4().source("198.18.64.1"), 56), Arrival.PLAIN);
        add(stamped(EchoPacket.v4().source("198.18.64.2"), 56), Arrival.PLAIN);
        add(stamped(EchoPacket.v4().source("198.18.80.1").ttl(1), 56), Arrival.PLAIN);
        add(stamped(EchoPacket.v4().source("198.18.80.1").ttl(2), 56), Arrival.PLAIN);
    }

    /** Prints what the packets of one run and of the negative control allocated. */
    public static void main(String[] args) {
        System.out.println(measure() + " " + control());
    }

    static long measure() {
        return new AllocationRun(RichRules.programme()).run();
    }

    /** The same, with one small object for each request that is directed. */
    static long control() {
        Programme programme = RichRules.programme();
        return new AllocationRun((p, r, now) -> {
                    sink = new long[1];
                    programme.direct(p, r, now);
                })
                .run();
    }

    /**
     * The least of several rounds: when the compiler is first asked for a class's method, the asking thread allocates that
     * class's string constants, a few bytes in one round or another. What the packet path allocates is in every round.
     */
    private long run() {
        // Almost at once, until the one source's bucket is empty; then until everything is linked.
        while (responder.tally().of(Verdict.RATE_LIMITED) == 0) {
            respond(10);
        }
        for (int i = 0; i < PACKETS; i++) {
            respond(1000);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && least > 0; round++) {
            least = Math.min(least, round());
        }
        return least;
    }

    private long round() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Tally tally = responder.tally();
        long[] counts = new long[Verdict.values().length];
        for (Verdict verdict : Verdict.values()) {
            counts[verdict.ordinal()] = tally.of(verdict);
        }
        long lost = events.lost();
        long unkept = packets.lost();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PACKETS; i++) {
            respond(1000);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        for (Verdict verdict : MIX) {
            require(tally.of(verdict) - counts[verdict.ordinal()] > 1000, verdict.label());
        }
        require(events.lost() > lost, "a full ring");
        require(packets.lost() > unkept, "a full ring of packets");
        return allocated;
    }

    private void respond(int step) {
        int i = packet++;
        int kind = i % kinds;
        nanos += step;
        late.drain(nanos, sent);
        responder.time(nanos);
        MemorySegment.copy(pristine, (long) kind * SLOT, work, AT, lengths[kind]);
        int round = i / kinds;
        number(
                Octets.u16(work, AT + 12) == 0x0800 ? AT + 34 : AT + 54,
                rooms[kind],
                round / 10 & 0xfff,
                round & 0xffff);
        if (i % 3 != 0) {
            responder.expect(work, AT, lengths[kind], arrivals[kind]);
        }
        recorder.respond(work, AT, lengths[kind], arrivals[kind]);
        if (i % 4096 == 0) {
            events.drain(AllocationRun::read);
            packets.drain(AllocationRun::read);
        }
    }

    /** A number and its complement beside it: the checksum is the same for every number. */
    private void number(int icmp, int data, int identifier, int sequence) {
        Octets.u16(work, icmp + 4, identifier);
        Octets.u16(work, icmp + 6, sequence);
        Octets.u16(work, icmp + 8 + data, ~identifier);
        Octets.u16(work, icmp + 10 + data, ~sequence);
    }

    /** Cisco's pattern, behind room for the complements. */
    private EchoPacket numbered(EchoPacket packet, int octets) {
        room = 0;
        byte[] data = new byte[octets];
        for (int i = 0; i < octets; i++) {
            data[i] = (byte) (i < 4 ? 0xff : i % 2 == 0 ? 0xab : 0xcd);
        }
        return packet.identifier(0).sequence(0).data(data);
    }

    /** iputils', a time and all, with room for the complements behind the octets that tell it. */
    private EchoPacket stamped(EchoPacket packet, int octets) {
        room = 24;
        byte[] data = new byte[octets];
        for (int i = 16; i < octets; i++) {
            data[i] = (byte) (i >= 24 && i < 28 ? 0xff : i);
        }
        data[3] = 0x6a; // in 2026
        data[8] = 1;
        return packet.identifier(0).sequence(0).data(data);
    }

    private void add(EchoPacket packet, int arrival) {
        byte[] b = packet.build();
        MemorySegment.copy(b, 0, pristine, ValueLayout.JAVA_BYTE, (long) kinds * SLOT, b.length);
        lengths[kinds] = b.length;
        arrivals[kinds] = arrival;
        rooms[kinds] = room;
        kinds++;
    }

    private static void read(EventRing.Event event) {
        require(event.verdict() != null, "verdicts");
    }

    private static void read(PacketRing.Entry entry) {
        require(entry.requestLength() + entry.answerLength() > 0, "packets");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("the mix had too little of " + what);
        }
    }
}
