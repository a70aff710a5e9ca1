package nyanpong.app.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nyanpong.app.production.Clock;
import nyanpong.app.production.Moment;
import nyanpong.app.production.Production;
import nyanpong.app.production.ProgrammeCompiler;
import nyanpong.art.ArtException;
import nyanpong.canvas.Canvas;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.config.Limits;
import nyanpong.echo.Director;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Request;
import nyanpong.echo.Responder;
import nyanpong.echo.Rewrite;
import nyanpong.echo.Verdict;
import nyanpong.score.Score;
import nyanpong.wire.AddressText;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Martians;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;

/**
 * A programme without a network: the responder itself answers packets of a capture, at the times that it gives. Nothing is left
 * to chance, so the same packets always get the same. Without configured addresses every unicast destination counts as ours,
 * one packet at a time.
 */
final class Rehearsal implements AutoCloseable {
    /** Sees a request as it came, when the programme has decided what it gets. */
    @FunctionalInterface
    interface Audience {
        void directed(MemorySegment p, Request request);
    }

    private static final int LONGEST = 65_536 + 64;
    private static final int AT = Rewrite.HEADROOM;
    private static final int SLL_LENGTH = 16;
    private static final int SLL2_LENGTH = 20;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MINUTE = 60_000 * NANOS_PER_MILLI;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory = arena.allocate(AT + (long) LONGEST, 8);
    private final Production production;
    private final Responder responder;
    private final Set<Prefix> configured;
    private CapturedPacket packet;
    private long number;
    private long minute = Long.MIN_VALUE;
    private int length;

    /** @throws ConfigException if an art cannot be drawn */
    Rehearsal(Config config, Audience audience) throws ConfigException, IOException {
        production = ProgrammeCompiler.compile(config, 1, 2, () -> packet.nanos() / NANOS_PER_MILLI);
        configured = config.addresses().stream()
                .map(address -> Prefix.of(address.getAddress(), address.getAddress().length * 8))
                .collect(Collectors.toSet());
        Director director = (p, r, nanos) -> {
            production.programme().direct(p, r, nanos);
            audience.directed(p, r);
        };
        Limits limits = config.limits();
        responder = new Responder(
                director,
                new RateLimits(
                        limits.answersPerSecond(),
                        limits.perSource(),
                        limits.errorsPerSecond(),
                        limits.errorsPerSource(),
                        1),
                null,
                null,
                1);
    }

    /**
     * Takes the next packet up, into {@link #memory}.
     *
     * @throws IOException if its link layer is one that we cannot read
     */
    void take(CapturedPacket next) throws IOException {
        packet = next;
        number++;
        byte[] octets = ethernet(next);
        if (octets.length > LONGEST) {
            throw new IOException("packet " + number + ": " + octets.length + " octets, more than IP has");
        }
        MemorySegment.copy(octets, 0, memory, JAVA_BYTE, AT, octets.length);
        length = octets.length;
    }

    /** Has it answered, in its place; returns a {@link nyanpong.wire.Departure} in {@link #memory}. */
    long answer() throws IOException {
        int arrival = packet.isCut() ? Arrival.TRUNCATED : Arrival.PLAIN;
        int at = AT;
        int rest = length;
        int vlan = -1;
        if (rest >= Ethernet.HEADER_LENGTH + Ethernet.TAG_LENGTH && Ethernet.type(memory, AT) == Ethernet.VLAN) {
            // As the kernel hands it over: the tag beside the packet.
            arrival = Arrival.withTag(arrival, Octets.u16(memory, AT + Ethernet.HEADER_LENGTH));
            vlan = Arrival.vlan(arrival);
            at += Ethernet.TAG_LENGTH;
            rest -= Ethernet.TAG_LENGTH;
            MemorySegment.copy(memory, AT, memory, at, 12);
        }
        responder.local(localTable(at, rest, vlan));
        strike();
        responder.time(packet.nanos());
        return responder.respond(memory, at, rest, arrival);
    }

    /** Where the packet stands in {@link #memory}, from the Ethernet header on, until it is answered. */
    int at() {
        return AT;
    }

    int length() {
        return length;
    }

    MemorySegment memory() {
        return memory;
    }

    /** From 1. */
    long number() {
        return number;
    }

    Verdict verdict() {
        return responder.verdict();
    }

    /** Who shows a score, and how. */
    Optional<Canvas> canvas(Score score) {
        return production.repertoire().canvas(score);
    }

    @Override
    public void close() {
        arena.close();
    }

    /** At each new minute of the capture, arts that show the time show that one. */
    private void strike() throws IOException {
        long now = Math.floorDiv(packet.nanos(), NANOS_PER_MINUTE);
        if (now == minute) {
            return;
        }
        minute = now;
        for (Clock clock : production.clocks()) {
            try {
                clock.strike(Moment.at(packet.nanos() / NANOS_PER_MILLI));
            } catch (ArtException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private LocalTable localTable(int at, int rest, int vlan) {
        Set<Prefix> ours = configured.isEmpty() ? destination(at + Ethernet.HEADER_LENGTH, at, rest) : configured;
        return new LocalTable(ours, ours, List.of(), vlan > 0 ? List.of(vlan) : List.of());
    }

    private Set<Prefix> destination(int ip, int at, int rest) {
        int room = rest - Ethernet.HEADER_LENGTH;
        boolean six = room >= Ipv6.HEADER_LENGTH && Ethernet.type(memory, at) == Ethernet.IPV6;
        if (!six && (room < Ipv4.HEADER_LENGTH || Ethernet.type(memory, at) != Ethernet.IPV4)) {
            return Set.of();
        }
        long high = six ? Ipv6.destinationHigh(memory, ip) : 0;
        long low = six ? Ipv6.destinationLow(memory, ip) : AddressText.mapped(Ipv4.destination(memory, ip));
        return Martians.isGroup(high, low) ? Set.of() : Set.of(new Prefix(high, low, 128));
    }

    /** The packet with an Ethernet header, made where the link layer was another. */
    private static byte[] ethernet(CapturedPacket packet) throws IOException {
        byte[] octets = packet.octets();
        return switch (packet.linkType()) {
            case CapturedPacket.LINKTYPE_ETHERNET -> octets;
            case CapturedPacket.LINKTYPE_RAW, CapturedPacket.LINKTYPE_IPV4, CapturedPacket.LINKTYPE_IPV6 ->
                withHeader(octets, 0);
            case CapturedPacket.LINKTYPE_LINUX_SLL -> withHeader(octets, SLL_LENGTH);
            case CapturedPacket.LINKTYPE_LINUX_SLL2 -> withHeader(octets, SLL2_LENGTH);
            default ->
                throw new IOException("link type " + packet.linkType()
                        + ": want Ethernet (1), raw IP (101, 228, 229) or Linux cooked (113, 276)");
        };
    }

    private static byte[] withHeader(byte[] octets, int skipped) {
        int from = Math.min(skipped, octets.length);
        byte[] whole = new byte[Ethernet.HEADER_LENGTH + octets.length - from];
        System.arraycopy(octets, from, whole, Ethernet.HEADER_LENGTH, octets.length - from);
        MemorySegment p = MemorySegment.ofArray(whole);
        boolean six = octets.length > from && octets[from] >>> 4 == 6;
        Ethernet.destination(p, 0, 0x020000000002L);
        Ethernet.source(p, 0, 0x020000000001L);
        Ethernet.type(p, 0, six ? Ethernet.IPV6 : Ethernet.IPV4);
        return whole;
    }
}
