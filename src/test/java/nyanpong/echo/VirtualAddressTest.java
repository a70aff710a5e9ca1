package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.List;
import nyanpong.score.Answer;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;

/** Addresses under an Ethernet address that the kernel takes for another host's. */
class VirtualAddressTest {
    private static final long VIRTUAL = 0x02c0ffee0001L;
    private static final int HOST = Arrival.of(0, 0);
    private static final int BROADCAST = Arrival.of(1, 0);
    private static final int MULTICAST = Arrival.of(2, 0);
    private static final int OTHER_HOST = Arrival.of(3, 0);
    private static final int OUTGOING = Arrival.of(4, 0);

    @Test
    void answersUnderTheirEthernetAddressAlone() {
        for (EchoPacket packet : List.of(EchoPacket.v4(), EchoPacket.v6())) {
            byte[] toVirtual = packet.macs(VIRTUAL, Host.PEER_MAC).build();
            assertEquals(Verdict.REPLY, verdict(toVirtual, OTHER_HOST));
            assertEquals(Verdict.REPLY, verdict(toVirtual, HOST)); // the interface may have been given it
            assertEquals(Verdict.OTHER_HOST, verdict(toVirtual, OUTGOING));
            byte[] toInterface = packet.macs(Host.MAC, Host.PEER_MAC).build();
            assertEquals(Verdict.OTHER_HOST, verdict(toInterface, HOST));
            byte[] toAnother = packet.macs(VIRTUAL + 1, Host.PEER_MAC).build();
            assertEquals(Verdict.OTHER_HOST, verdict(toAnother, OTHER_HOST));
            byte[] toAll = packet.macs(Ethernet.BROADCAST, Host.PEER_MAC).build();
            assertEquals(Verdict.L2_BCAST_UNICAST_IP, verdict(toAll, BROADCAST));
            assertEquals(Verdict.L2_BCAST_UNICAST_IP, verdict(toAll, MULTICAST));
            assertEquals(
                    Verdict.BAD_SRC_MAC, verdict(packet.macs(VIRTUAL, VIRTUAL).build(), OTHER_HOST));
        }
    }

    @Test
    void leavesTheHostsOwnAddressesToTheKernel() {
        byte[] packet = EchoPacket.v4()
                .destination(Host.ELSEWHERE)
                .macs(Host.MAC, Host.PEER_MAC)
                .build();
        assertEquals(Verdict.NOT_OWNED, verdict(packet, HOST));
    }

    @Test
    void theReplyComesFromTheirEthernetAddress() {
        Room room = new Room(EchoPacket.v6().macs(VIRTUAL, Host.PEER_MAC).build(), 2);
        long departure = responder().respond(room.p, room.at, room.length, OTHER_HOST);
        assertEquals(VIRTUAL, Ethernet.source(room.p, Departure.at(departure)));
        assertEquals(Host.PEER_MAC, Ethernet.destination(room.p, Departure.at(departure)));
    }

    private static Verdict verdict(byte[] packet, int arrival) {
        Responder responder = responder();
        Room room = new Room(packet, 2);
        responder.respond(room.p, room.at, room.length, arrival);
        return responder.verdict();
    }

    private static Responder responder() {
        Responder responder =
                new Responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0), null, null, 42);
        Collection<Prefix> virtual =
                List.of(Prefix.of(Host.address(Host.ADDRESS), 32), Prefix.of(Host.address(Host.ADDRESS6), 128));
        responder.local(new LocalTable(virtual, virtual, List.of(), List.of(), VIRTUAL));
        return responder;
    }
}
