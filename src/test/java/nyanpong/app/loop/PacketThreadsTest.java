package nyanpong.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import nyanpong.engine.Intake;
import nyanpong.score.Answer;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Waker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several packet threads as one. */
@Timeout(30)
class PacketThreadsTest {
    private final CountDownLatch released = new CountDownLatch(1);

    /** Whoever watches must hear of one that is stuck, however well the others are. */
    @Test
    void oneThatIsStuckIsToldOf() throws Exception {
        Silent well = new Silent(null);
        Silent stuck = new Silent(released);
        PacketThreads packets = new PacketThreads(List.of(well, stuck), List.of(responder(), responder()), null);
        Closing closing = new Closing();
        packets.start(new Threads(closing, e -> {}));
        try {
            well.wake(); // from here on it never sleeps
            Thread.sleep(100);
            long turns = packets.turns();
            int polls = well.polls.get();
            Thread.sleep(200);
            assertTrue(well.polls.get() > polls);
            assertEquals(turns, packets.turns());
            assertTrue(packets.stillNanos() > 200_000_000L, packets.stillNanos() + " ns");
            stuck.wake();
            released.countDown();
            while (packets.turns() == turns || packets.stillNanos() > 200_000_000L) {
                Thread.onSpinWait();
            }
            assertTrue(
                    packets.books().toString().startsWith("received 10 = "),
                    packets.books().toString());
            assertTrue(
                    packets.books().toString().contains(" + lost for want of room 4 + waiting 6;"),
                    packets.books().toString());
        } finally {
            released.countDown();
            closing.closeAll();
        }
    }

    private static Responder responder() {
        return new Responder((_, r, _) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 1), null, null, 1);
    }

    /** Nothing comes in; its poll returns when it is let go. */
    private static final class Silent implements Engine {
        private final Waker waker = new Waker();
        private final CountDownLatch until;
        private final AtomicInteger polls = new AtomicInteger();

        Silent(CountDownLatch until) throws ErrnoException {
            this.until = until;
        }

        @Override
        public int poll(Handler handler) {
            polls.incrementAndGet();
            if (until != null) {
                await(until);
            }
            return 0;
        }

        @Override
        public Optional<Intake> intake() {
            return Optional.of(new Intake(5, 2));
        }

        @Override
        public String name() {
            return "silent";
        }

        @Override
        public void open() {}

        @Override
        public void bind(int ifindex) {}

        @Override
        public void shut() {}

        @Override
        public void send(MemorySegment p, long at, int length) {}

        @Override
        public void awaitUntil(long nanos) {
            waker.awaitUntil(nanos);
        }

        @Override
        public void wake() {
            waker.wake();
        }

        @Override
        public long sendFailures() {
            return 0;
        }

        @Override
        public long sent() {
            return 0;
        }

        @Override
        public void close() {
            waker.close();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
