package nyanpong.fuzz;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.EventRing;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.echo.RichRules;
import nyanpong.echo.Verdict;
import nyanpong.programme.Programme;
import nyanpong.support.Host;
import nyanpong.support.Mutants;
import nyanpong.support.Naive;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;

/**
 * Any packet, a few times over, to a responder that has a rule of every kind. It must not throw, nor read or write beyond the
 * packet, nor answer with more than it was asked.
 *
 * <p>The first octet: 3 bits how far the packet is from an 8-byte boundary, 1 whether its checksums are put right, 4 how it
 * arrives. Then two octets of a VLAN tag, then the packet.
 */
final class PacketTarget {
    static final int PREFIX = 3;
    static final int CHECKSUMS = 8;

    private static final int TIMES = 6;
    private static final long MILLI = 1_000_000;
    private static final DelayQueue LATE = new DelayQueue(4, 2, 1, 0);

    private PacketTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < PREFIX) {
            return;
        }
        Programme programme = RichRules.programme();
        Responder responder = new Responder(programme, new RateLimits(0, 0, 7), new EventRing(4, false), LATE, 42);
        responder.local(Host.table());
        byte[] packet = Arrays.copyOfRange(data, PREFIX, data.length);
        int arrival = arrival(data[0] >>> 4 & 0xf, Naive.u16(data, 1));
        for (int i = 0; i < TIMES; i++) {
            responder.time(i * MILLI);
            if ((data[0] & CHECKSUMS) != 0) {
                renumber(packet, i);
                Mutants.putChecksumsRight(packet);
            }
            respond(responder, new Room(packet, data[0] & 7), arrival);
        }
        LATE.flush((p, at, length) -> require(length <= packet.length + 4, "a late answer longer than its request"));
    }

    private static void respond(Responder responder, Room room, int arrival) {
        long before = responder.tally().total();
        long departure = responder.respond(room.p, room.at, room.length, arrival);
        Verdict verdict = responder.verdict();
        require(verdict != null && responder.tally().total() == before + 1, "a packet without a verdict");
        if (departure != Departure.NONE) {
            // The tag was before the packet, and is within the answer.
            int tag = Arrival.vlan(arrival) == 0 ? 0 : 4;
            require(Departure.length(departure) <= room.length + tag, "an answer longer than its request");
            require(Departure.at(departure) + Departure.length(departure) <= room.p.byteSize(), "beyond the packet");
            require(room.isUntouchedBefore(departure), "wrote before the departure");
            require(verdict.fate() == Verdict.Fate.ANSWERED, "a departure without an answer");
        } else if (verdict.fate() != Verdict.Fate.ANSWERED) {
            require(room.isUntouched(), "a packet that is not answered was written to");
        }
    }

    private static int arrival(int kind, int tci) {
        return switch (kind) {
            case 15 -> Arrival.withTag(Arrival.PLAIN, tci);
            case 14 -> Arrival.withTag(Arrival.FOREIGN_TAG, tci);
            case 13 -> Arrival.CHECKSUM_NOT_READY;
            case 12 -> Arrival.TRUNCATED;
            case 9, 10, 11 -> Arrival.of(kind - 8, 0);
            default -> Arrival.PLAIN;
        };
    }

    /** Further requests of a session, so that pictures go on. */
    private static void renumber(byte[] b, int by) {
        int at = b.length > 13 && Naive.u16(b, 12) == 0x86dd ? 60 : 40;
        if (at + 2 <= b.length) {
            Naive.u16(b, at, Naive.u16(b, at) + (by > 0 ? 1 : 0));
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** A seed of the corpus. */
    static byte[] seed(byte[] packet) {
        byte[] data = new byte[PREFIX + packet.length];
        data[0] = CHECKSUMS;
        MemorySegment.copy(MemorySegment.ofArray(packet), 0, MemorySegment.ofArray(data), PREFIX, packet.length);
        return data;
    }
}
