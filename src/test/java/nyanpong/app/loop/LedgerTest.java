package nyanpong.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.LocalTable;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import nyanpong.engine.Intake;
import nyanpong.score.Answer;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Room;
import nyanpong.wire.Arrival;
import nyanpong.wire.Departure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every packet is on both sides of the books, and one that is not is told. */
class LedgerTest {
    private static final long START = System.nanoTime();
    private static final long MINUTE = START + Ledger.MINUTE_NANOS;

    private final DelayQueue delays = new DelayQueue(8, 8, 1, START);
    private final Counting engine = new Counting();
    private long answer = Answer.REPLY;
    private final Responder responder =
            new Responder((_, r, _) -> r.decide(answer), new RateLimits(0, 0, 1), null, delays, 1);
    private final Ledger ledger = new Ledger(engine, responder, START);

    LedgerTest() {
        responder.local(Host.table());
        responder.time(START);
    }

    @AfterEach
    void close() {
        delays.close();
    }

    @Test
    void everyFateIsOnBothSides() {
        take(3);
        answer = Answer.SILENCE;
        take(2);
        answer = Answer.late(Answer.REPLY, 1000);
        take(1);
        answer = Answer.REPLY;
        engine.failing = true;
        take(1);
        engine.received += 4; // for which there is no room
        engine.lost += 4;
        responder.local(LocalTable.EMPTY);
        take(1);
        Books books = ledger.books();
        assertEquals(Optional.empty(), books.imbalance());
        assertEquals(
                "received 12 = answered 7 + dropped 0 + left to the kernel 1 + lost for want of room 4;"
                        + " answered 7 = sent 3 + silent 2 + not sent 1 + held 1; reply=4 silence=2 delayed=1 not_owned=1",
                books.toString());
        engine.failing = false;
        delays.flush(engine::send);
        assertEquals(Optional.empty(), ledger.books().imbalance());
        assertTrue(ledger.books().toString().contains("= sent 4 + silent 2 + not sent 1 + held 0;"));
    }

    @Test
    void whatWaitsIsNotMissingUntilNothingWaits() {
        take(5);
        engine.received += 2;
        ledger.between(MINUTE, false);
        ledger.between(MINUTE + 10 * Ledger.GRACE_NANOS, false);
        ledger.between(MINUTE + Ledger.GRACE_NANOS - 1, true);
        assertEquals(Optional.empty(), ledger.takeWrong(), "there may still be more, or it is too early to say");
        engine.received -= 2;
        take(2);
        ledger.between(MINUTE + Ledger.GRACE_NANOS, true);
        assertEquals(Optional.empty(), ledger.takeWrong());
    }

    @Test
    void aPacketThatIsNeverSeenIsTold() {
        take(5);
        engine.received++;
        ledger.between(MINUTE - 1, true);
        ledger.between(MINUTE, true);
        ledger.between(MINUTE + Ledger.GRACE_NANOS, true);
        String wrong = ledger.takeWrong().orElseThrow();
        assertTrue(wrong.contains("1 packets that waited were never seen") && wrong.contains("received 6"), wrong);
        assertEquals(Optional.empty(), ledger.takeWrong(), "told once");
    }

    @Test
    void aPacketThatIsSeenTwiceIsTold() {
        take(5);
        engine.received--;
        ledger.between(MINUTE, true);
        String wrong = ledger.takeWrong().orElseThrow();
        assertTrue(wrong.contains("of the packets received -1 are unaccounted for"), wrong);
    }

    @Test
    void anAnswerThatNeverLeavesIsTold() {
        take(5);
        engine.sent--;
        ledger.between(MINUTE, false);
        String wrong = ledger.takeWrong().orElseThrow();
        assertTrue(wrong.contains("and of the answers 1") && wrong.contains("+ astray 1"), wrong);
    }

    @Test
    void anEngineWithoutACountOfItsOwnHasOneEquation() {
        engine.counts = false;
        take(3);
        assertTrue(ledger.books().toString().startsWith("received 3 = answered 3"));
        assertEquals(Optional.empty(), ledger.books().imbalance());
    }

    private void take(int packets) {
        byte[] request = EchoPacket.v4().build();
        for (int i = 0; i < packets; i++) {
            engine.received++;
            Room room = new Room(request, 2);
            long departure = responder.respond(room.p, room.at, room.length, Arrival.PLAIN);
            if (departure != Departure.NONE) {
                engine.send(room.p, Departure.at(departure), Departure.length(departure));
            }
        }
    }

    private static final class Counting implements Engine {
        private long received;
        private long lost;
        private long sent;
        private long failed;
        private boolean failing;
        private boolean counts = true;

        @Override
        public void bind(int ifindex) {}

        @Override
        public Optional<Intake> intake() {
            return counts ? Optional.of(new Intake(received, lost)) : Optional.empty();
        }

        @Override
        public void send(MemorySegment p, long at, int length) {
            if (failing) {
                failed++;
            } else {
                sent++;
            }
        }

        @Override
        public long sent() {
            return sent;
        }

        @Override
        public long sendFailures() {
            return failed;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public void open() {}

        @Override
        public void shut() {}

        @Override
        public int poll(Handler handler) {
            return 0;
        }

        @Override
        public void awaitUntil(long nanos) {}

        @Override
        public void wake() {}

        @Override
        public void close() {}
    }
}
