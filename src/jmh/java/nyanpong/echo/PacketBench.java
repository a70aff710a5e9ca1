package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.netty.buffer.Unpooled;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nyanpong.programme.Match;
import nyanpong.programme.Programme;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One request of 56 bytes of data (98 on the wire for IPv4) to its answer, in memory, and the ways to do it: in place on a
 * segment as we do; in place by VarHandles of layouts, in a direct ByteBuffer, in Netty's ByteBuf, in Agrona's UnsafeBuffer; in a
 * {@code byte[]} that the packet is copied to and back from.
 *
 * <p>Every operation first restores the request, headers and all, from the same kind of memory by the same copy; {@code
 * restore} is that alone. Each method, each parameter has a JVM of its own: no profile is polluted by another's types.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class PacketBench {
    private static final int AT = Rewrite.HEADROOM;
    private static final long HOST_MAC = 0x020000000002L;
    private static final long PEER_MAC = 0x020000000001L;
    private static final Prefix HOST = Prefix.ofIpv4(0xc0000202, 32);
    private static final Prefix HOST6 = new Prefix(0x20010db8_00000000L, 2, 128);

    @Param({"ipv4 reply", "ipv6 reply", "ipv4 error"})
    String packet;

    private final Arena arena = Arena.ofShared();
    final LocalTable table = new LocalTable(
            List.of(HOST, HOST6),
            List.of(HOST, HOST6),
            List.of(Prefix.ofIpv4(0xc0000200, 32), Prefix.ofIpv4(0xc00002ff, 32)),
            List.of());
    final RateLimits limits = new RateLimits(0, 0, 1);

    MemorySegment request;
    private MemorySegment slot;
    private byte[] reused;
    int length;
    private long now;
    private Responder responder;
    private Peer peer;

    @Setup
    public void setUp() {
        boolean six = packet.startsWith("ipv6");
        request = six ? ipv6() : ipv4();
        length = (int) request.byteSize() - AT;
        slot = arena.allocate(request.byteSize(), 64);
        reused = new byte[(int) request.byteSize()];
        now = System.nanoTime();
        responder = new Responder(programme(), limits, null, null, 1);
        responder.local(table);
        responder.time(now);
    }

    private long respond() {
        MemorySegment.copy(request, 0, slot, 0, request.byteSize());
        return peer.respond(AT, length, Arrival.PLAIN, now);
    }

    Programme programme() {
        long given = packet.endsWith("error") ? Answer.UNREACHABLE : Answer.REPLY;
        return new Programme(List.of(new Rule.Plain(Match.ALL, given)), 65_536, 1, 2);
    }

    private MemorySegment ipv4() {
        int icmp = AT + Ethernet.HEADER_LENGTH + Ipv4.HEADER_LENGTH;
        MemorySegment p = arena.allocate(icmp + 64, 64);
        link(p, Ethernet.IPV4);
        Ipv4.write(p, AT + 14, 0, 84, 1, 64, Ipv4.ICMP, 0xc0000201, (int) HOST.low());
        message(p, icmp, Icmp.ECHO_REQUEST, 0);
        return p;
    }

    private MemorySegment ipv6() {
        int ip = AT + Ethernet.HEADER_LENGTH;
        MemorySegment p = arena.allocate(ip + Ipv6.HEADER_LENGTH + 64, 64);
        link(p, Ethernet.IPV6);
        Ipv6.write(p, ip, 0, 0, 64, Ipv6.ICMPV6, 64);
        Ipv6.source(p, ip, HOST6.high(), 1);
        Ipv6.destination(p, ip, HOST6.high(), HOST6.low());
        message(p, ip + 40, Icmp.V6_ECHO_REQUEST, Ipv6.pseudoHeaderSum(p, ip, 64, Ipv6.ICMPV6));
        return p;
    }

    private static void link(MemorySegment p, int type) {
        Ethernet.destination(p, AT, HOST_MAC);
        Ethernet.source(p, AT, PEER_MAC);
        Ethernet.type(p, AT, type);
    }

    private static void message(MemorySegment p, int icmp, int type, int seed) {
        Icmp.type(p, icmp, type);
        Icmp.identifier(p, icmp, 7);
        for (int i = 8; i < 64; i += 2) {
            Octets.u16(p, icmp + i, 0xabcd);
        }
        Icmp.fillChecksum(p, icmp, 64, seed);
    }

    /** For one benchmark only, so that it warms no other's types: all ways must come to the same answer, octet by octet. */
    @State(Scope.Thread)
    public static class Agreement {
        @Setup
        public void require(PacketBench b) {
            long expected = b.segment();
            byte[] wanted = b.answerIn(expected);
            List<Supplier<Long>> ways =
                    List.of(b::layout, b::byteBuffer, b::netty, b::agrona, b::arrayReused, b::arrayNew);
            for (Supplier<Long> way : ways) {
                b.peer = null;
                if (expected == Departure.NONE
                        || way.get() != expected
                        || !Arrays.equals(wanted, b.answerIn(expected))) {
                    throw new IllegalStateException("the ways differ");
                }
            }
        }
    }

    byte[] answerIn(long departure) {
        byte[] bytes = new byte[Departure.length(departure)];
        MemorySegment.copy(slot, JAVA_BYTE, Departure.at(departure), bytes, 0, bytes.length);
        return bytes;
    }

    /** What every other benchmark here does first. */
    @Benchmark
    public void restore(Agreement unused) {
        MemorySegment.copy(request, 0, slot, 0, request.byteSize());
    }

    @Benchmark
    public long segment() {
        MemorySegment.copy(request, 0, slot, 0, request.byteSize());
        return responder.respond(slot, AT, length, Arrival.PLAIN);
    }

    // One way in a JVM: the first turn makes it.

    @Benchmark
    public long layout() {
        if (peer == null) {
            peer = new LayoutPeer(programme(), request, limits, table, slot);
        }
        return respond();
    }

    @Benchmark
    public long byteBuffer() {
        if (peer == null) {
            peer = new BufferPeer(programme(), request, limits, table, slot.asByteBuffer());
        }
        return respond();
    }

    @Benchmark
    public long netty() {
        if (peer == null) {
            peer = new NettyPeer(programme(), request, limits, table, Unpooled.wrappedBuffer(slot.asByteBuffer()));
        }
        return respond();
    }

    @Benchmark
    public long agrona() {
        if (peer == null) {
            peer = new AgronaPeer(programme(), request, limits, table, new UnsafeBuffer(slot.asByteBuffer()));
        }
        return respond();
    }

    @Benchmark
    public long arrayReused() {
        return copied(reused);
    }

    @Benchmark
    public long arrayNew() {
        return copied(new byte[AT + length]);
    }

    /** The packet alone goes there, and the answer alone comes back. */
    private long copied(byte[] p) {
        MemorySegment.copy(request, 0, slot, 0, request.byteSize());
        if (peer == null) {
            peer = new ArrayPeer(programme(), request, limits, table);
        }
        ArrayPeer arrays = (ArrayPeer) peer;
        arrays.p = p;
        MemorySegment.copy(slot, JAVA_BYTE, AT, p, AT, length);
        long departure = arrays.respond(AT, length, Arrival.PLAIN, now);
        if (departure != Departure.NONE) {
            int at = (int) Departure.at(departure);
            MemorySegment.copy(p, at, slot, JAVA_BYTE, at, Departure.length(departure));
        }
        return departure;
    }
}
