package nyanpong.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.Verdict;
import nyanpong.support.Host;
import nyanpong.support.Naive;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import nyanpong.wire.Prefix;

/** What nyanpong makes of a packet, in memory, where everybody gets a reply. */
final class Ours {
    private static final int HOST = 0;
    private static final int BROADCAST = 1;
    private static final int MULTICAST = 2;
    private static final int OTHERHOST = 3;

    /** What the kernel makes of {@link Host#MAC}: RFC 4291 appendix A. */
    static final String LINK_LOCAL = "fe80::ff:fe00:2";

    private final Responder responder = new Responder(
            (p, r, now) -> r.decide(nyanpong.score.Answer.REPLY), new RateLimits(0, 0, 0), null, null, 42);

    Ours() {
        responder.local(table());
        responder.time(0);
    }

    /** A reply, or null, in which case {@link #verdict} has the reason. */
    Answer answer(byte[] onTheWire) {
        int arrival = Arrival.of(packetType(onTheWire), 0);
        byte[] packet = onTheWire;
        int type = Naive.u16(packet, 12);
        // The kernel takes the outer tag out before anybody sees the packet: skb_vlan_untag().
        if ((type == 0x8100 || type == 0x88a8) && packet.length >= 18) {
            arrival = Arrival.withTag(arrival, Naive.u16(packet, 14)) | (type == 0x88a8 ? Arrival.FOREIGN_TAG : 0);
            packet = untagged(packet);
        }
        Room room = new Room(packet, 2);
        long departure = responder.respond(room.p, room.at, room.length, arrival);
        return departure == Departure.NONE ? null : answer(packet, room.departed(departure));
    }

    Verdict verdict() {
        return responder.verdict();
    }

    /** We answer to the MAC address that asked; the kernel to the one that its neighbour table has for the way back. */
    private static Answer answer(byte[] asked, byte[] sent) {
        if (!Arrays.equals(asked, 6, 12, sent, 0, 6)) {
            throw new IllegalStateException("answers to another MAC address: " + Room.hex(sent));
        }
        for (int i = 0; i < 6; i++) {
            sent[i] = (byte) (Host.PEER_MAC >>> (40 - 8 * i));
        }
        Answer answer = Answer.of(sent);
        if (answer == null) {
            throw new IllegalStateException("no echo reply: " + Room.hex(sent));
        }
        return answer;
    }

    /** {@code eth_type_trans()}. */
    private static int packetType(byte[] b) {
        long to = 0;
        for (int i = 0; i < 6; i++) {
            to = to << 8 | Naive.u8(b, i);
        }
        if (to == Host.MAC) {
            return HOST;
        }
        if (to == 0xffffffffffffL) {
            return BROADCAST;
        }
        return (to >>> 40 & 1) != 0 ? MULTICAST : OTHERHOST;
    }

    private static byte[] untagged(byte[] b) {
        byte[] without = new byte[b.length - 4];
        System.arraycopy(b, 0, without, 0, 12);
        System.arraycopy(b, 16, without, 12, b.length - 16);
        return without;
    }

    /** As src/smoke/38-oracle.sh makes the kernel's namespace. */
    private static LocalTable table() {
        List<Prefix> answered = prefixes(Host.ADDRESS, Host.ADDRESS6, LINK_LOCAL);
        List<Prefix> elsewhere = prefixes(Host.ELSEWHERE, Host.ELSEWHERE6, "::1");
        List<Prefix> loopback = List.of(Prefix.of(Host.address("127.0.0.0"), 8));
        return new LocalTable(
                Stream.of(answered, elsewhere, loopback).flatMap(List::stream).toList(),
                answered,
                prefixes("192.0.2.0", "192.0.2.255"),
                List.of());
    }

    private static List<Prefix> prefixes(String... literals) {
        return Stream.of(literals)
                .map(Host::address)
                .map(a -> Prefix.of(a, a.length * 8))
                .toList();
    }
}
