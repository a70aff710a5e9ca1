package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.foreign.MemorySegment;
import java.util.List;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Prefix;

/** A whole packet, past validation; it ends where the memory ends, so that an over-read throws. Good until the next one. */
public final class Received {
    /** 192.0.2.1 and 2001:db8::1, whom the clients of clients.txt ping. */
    private static final LocalTable PINGED = pinged();

    public final MemorySegment p;
    public final Request r = new Request();

    /** @param shift how far the packet is from an 8-byte boundary */
    public Received(byte[] packet, int shift) {
        Room room = new Room(packet, shift);
        p = room.p;
        assertNull(Validation.check(p, room.at, room.length, Arrival.PLAIN, PINGED, r));
    }

    private static LocalTable pinged() {
        List<Prefix> ours = List.of(Prefix.of(Host.address(Host.PEER), 32), Prefix.of(Host.address(Host.PEER6), 128));
        return new LocalTable(ours, ours, List.of(), List.of());
    }
}
