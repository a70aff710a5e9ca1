package nyanpong.app;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nyanpong.capture.CapturedPacket;
import nyanpong.config.Config;
import nyanpong.config.ConfigException;
import nyanpong.echo.EventRing;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Rewrite;
import nyanpong.score.Answer;
import nyanpong.wire.AddressText;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Martians;
import nyanpong.wire.Octets;
import nyanpong.wire.PacketText;
import nyanpong.wire.Prefix;

/**
 * Runs packets through a programme without a network: the responder itself says what each would get, at the time that its capture
 * gives. Without configured addresses every unicast destination counts as ours, one packet at a time.
 */
public final class Explainer implements AutoCloseable {
    private static final int LONGEST = 65_536 + 64;
    private static final int AT = Rewrite.HEADROOM;
    private static final int SLL_LENGTH = 16;
    private static final int SLL2_LENGTH = 20;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory = arena.allocate(AT + (long) LONGEST, 8);
    private final EventRing events = new EventRing(2, false);
    private final Responder responder;
    private final Set<Prefix> configured;
    private long number;
    private long firstNanos;

    /** @throws ConfigException if an art cannot be drawn */
    public Explainer(Config config) throws ConfigException, IOException {
        Production production = ProgrammeCompiler.compile(config);
        configured = config.addresses().stream()
                .map(address -> Prefix.of(address.getAddress(), address.getAddress().length * 8))
                .collect(Collectors.toSet());
        responder = new Responder(production.programme(), new RateLimits(0, 0, 1), events, null, 1);
    }

    /** @throws IOException if its link layer is one that we cannot read */
    public Explained explain(CapturedPacket packet) throws IOException {
        byte[] octets = ethernet(packet);
        if (octets.length > LONGEST) {
            throw new IOException("packet " + (number + 1) + ": " + octets.length + " octets, more than IP has");
        }
        MemorySegment.copy(octets, 0, memory, JAVA_BYTE, AT, octets.length);
        String what = PacketText.of(memory, AT, octets.length);
        int arrival = packet.isCut() ? Arrival.TRUNCATED : Arrival.PLAIN;
        int length = octets.length;
        int at = AT;
        int vlan = -1;
        if (length >= Ethernet.HEADER_LENGTH + Ethernet.TAG_LENGTH && Ethernet.type(memory, AT) == Ethernet.VLAN) {
            // As the kernel hands it over: the tag beside the packet.
            arrival = Arrival.withTag(arrival, Octets.u16(memory, AT + Ethernet.HEADER_LENGTH));
            vlan = Arrival.vlan(arrival);
            at += Ethernet.TAG_LENGTH;
            length -= Ethernet.TAG_LENGTH;
            MemorySegment.copy(memory, AT, memory, at, 12);
        }
        responder.local(localTable(at, length, vlan));
        if (number++ == 0) {
            firstNanos = packet.nanos();
        }
        responder.time(packet.nanos());
        long departure = responder.respond(memory, at, length, arrival);
        return explained(packet, what, departure);
    }

    @Override
    public void close() {
        arena.close();
    }

    private Explained explained(CapturedPacket packet, String what, long departure) {
        byte[] answer = new byte[Departure.length(departure)];
        MemorySegment.copy(memory, JAVA_BYTE, Departure.at(departure), answer, 0, answer.length);
        String text = departure == Departure.NONE
                ? null
                : PacketText.of(memory, Departure.at(departure), Departure.length(departure));
        String[] art = {null};
        int[] cellAndDelay = {-1, 0};
        events.drain(event -> {
            if (event.score() != null) {
                boolean six = !AddressText.isMapped(event.sourceHigh(), event.sourceLow());
                art[0] = event.score().title();
                cellAndDelay[0] = event.cell();
                cellAndDelay[1] = Answer.delayMillis(event.score().answer(event.cell(), six));
            }
        });
        return new Explained(
                number,
                (packet.nanos() - firstNanos) / 1e9,
                what,
                responder.verdict().label(),
                art[0],
                cellAndDelay[0],
                cellAndDelay[1],
                text,
                answer);
    }

    private LocalTable localTable(int at, int length, int vlan) {
        Set<Prefix> ours = configured.isEmpty() ? destination(at + Ethernet.HEADER_LENGTH, at, length) : configured;
        return new LocalTable(ours, ours, List.of(), vlan > 0 ? List.of(vlan) : List.of());
    }

    private Set<Prefix> destination(int ip, int at, int length) {
        int room = length - Ethernet.HEADER_LENGTH;
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
