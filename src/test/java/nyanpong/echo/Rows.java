package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nyanpong.score.Answer;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.support.Row;
import nyanpong.wire.Departure;

/** Gives a row to a responder whose director would answer everything. */
final class Rows {
    private Rows() {}

    static Responder responder() {
        Responder responder =
                new Responder((p, r, now) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 0), null, null, 42);
        responder.local(Host.table());
        return responder;
    }

    /** The verdict, and a packet that is as it was wherever nothing departs. */
    static void check(Row row) {
        Responder responder = responder();
        Room room = new Room(row.packet(), 2);
        long departure = responder.respond(room.p, room.at, room.length, row.arrival);
        assertEquals(row.verdict, responder.verdict(), row.name);
        assertEquals(1, responder.tally().of(row.verdict));
        if (row.verdict == Verdict.REPLY) {
            assertTrue(departure != Departure.NONE);
        } else {
            assertEquals(Departure.NONE, departure);
            assertTrue(room.isUntouched());
        }
    }
}
