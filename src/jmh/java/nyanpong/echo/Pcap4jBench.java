package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV4EchoPacket;
import org.pcap4j.packet.IcmpV4EchoReplyPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.namednumber.IcmpV4Type;

/** The request of {@link PacketBench} answered with a library of packets as objects, as its manual has it: parse, change, build. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class Pcap4jBench {
    @Param("ipv4 reply")
    private String packet;

    private final PacketBench ours = new PacketBench();
    private final Request decided = new Request();
    private Director director;
    private MemorySegment slot;
    private byte[] bytes;
    private long now;

    @Setup
    public void setUp() throws IllegalRawDataException {
        ours.packet = packet;
        ours.setUp();
        long expected = ours.segment();
        byte[] wanted = ours.answerIn(expected);
        director = ours.programme();
        now = System.nanoTime();
        slot = Arena.ofShared().allocate(ours.request.byteSize(), 64);
        bytes = new byte[ours.length];
        // What a session is told by.
        if (Validation.check(ours.request, Rewrite.HEADROOM, ours.length, Arrival.PLAIN, ours.table, decided) != null) {
            throw new IllegalStateException("the request is none");
        }
        int length = pcap4j();
        byte[] got = new byte[length];
        MemorySegment.copy(slot, JAVA_BYTE, Rewrite.HEADROOM, got, 0, length);
        int ip = Ethernet.HEADER_LENGTH;
        if (length != Departure.length(expected)
                || !Arrays.equals(got, ip + 12, length, wanted, ip + 12, length)
                || !Arrays.equals(got, 0, ip + 4, wanted, 0, ip + 4)) {
            throw new IllegalStateException("the answers differ");
        }
    }

    @Benchmark
    public int pcap4j() throws IllegalRawDataException {
        MemorySegment.copy(ours.request, 0, slot, 0, ours.request.byteSize());
        MemorySegment.copy(slot, JAVA_BYTE, Rewrite.HEADROOM, bytes, 0, bytes.length);
        EthernetPacket packet = EthernetPacket.newPacket(bytes, 0, bytes.length);
        IpV4Packet ip = packet.get(IpV4Packet.class);
        IcmpV4CommonPacket icmp = packet.get(IcmpV4CommonPacket.class);
        IcmpV4EchoPacket echo = packet.get(IcmpV4EchoPacket.class);
        if (echo == null || !ip.getHeader().hasValidChecksum(false) || !icmp.hasValidChecksum(false)) {
            return 0;
        }
        director.direct(ours.request, decided, now);
        EthernetPacket.Builder builder = packet.getBuilder();
        builder.srcAddr(packet.getHeader().getDstAddr())
                .dstAddr(packet.getHeader().getSrcAddr());
        builder.get(IpV4Packet.Builder.class)
                .srcAddr(ip.getHeader().getDstAddr())
                .dstAddr(ip.getHeader().getSrcAddr())
                .ttl((byte) 64)
                .correctChecksumAtBuild(true)
                .correctLengthAtBuild(true);
        builder.get(IcmpV4CommonPacket.Builder.class)
                .type(IcmpV4Type.ECHO_REPLY)
                .correctChecksumAtBuild(true)
                .payloadBuilder(new IcmpV4EchoReplyPacket.Builder()
                        .identifier(echo.getHeader().getIdentifier())
                        .sequenceNumber(echo.getHeader().getSequenceNumber())
                        .payloadBuilder(echo.getPayload().getBuilder()));
        byte[] answer = builder.build().getRawData();
        MemorySegment.copy(answer, 0, slot, JAVA_BYTE, Rewrite.HEADROOM, answer.length);
        return answer.length;
    }
}
