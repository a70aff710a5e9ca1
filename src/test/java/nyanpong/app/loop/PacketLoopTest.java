package nyanpong.app.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import nyanpong.echo.DelayQueue;
import nyanpong.echo.RateLimits;
import nyanpong.echo.Responder;
import nyanpong.engine.Engine;
import nyanpong.score.Answer;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Waker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PacketLoopTest {
    private static final long MILLI = 1_000_000;

    private final long start = System.nanoTime();
    private final DelayQueue delays = new DelayQueue(64, 64, 1, start);

    @AfterEach
    void close() {
        delays.close();
    }

    @Test
    void sleepsUntilAPacketIsDueAndSendsItThen() throws Exception {
        try (Idle engine = new Idle(8)) {
            for (int i = 1; i <= 8; i++) {
                offer(start + i * (30 * MILLI));
            }
            engine.runUntilSent(loop(engine, delays));
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 8; i++) {
                long late = engine.sent.get(i) - (start + (i + 1) * (30 * MILLI));
                assertTrue(late >= 0, "early by " + -late);
                least = Math.min(least, late);
            }
            assertTrue(least < 10 * MILLI, "at best late by " + least); // a busy machine may stand still for a while
            assertTrue(engine.sleeps.size() < 50, engine.sleeps.size() + " sleeps");
        }
    }

    @Test
    void whatIsHeldAtTheEndLeavesEarly() throws Exception {
        try (Idle engine = new Idle(3)) {
            for (int i = 0; i < 3; i++) {
                offer(start + 60_000 * MILLI);
            }
            PacketLoop loop = loop(engine, delays);
            loop.stop();
            loop.run();
            assertEquals(3, engine.sent.size());
            assertEquals(0, delays.held());
        }
    }

    @Test
    void withoutAnythingHeldItSleepsItsSecond() throws Exception {
        for (DelayQueue queue : new DelayQueue[] {null, delays}) {
            try (Idle engine = new Idle(0)) {
                engine.runForOneSleep(loop(engine, queue));
                assertTrue(engine.sleeps.getFirst() > 900 * MILLI, "sleeps " + engine.sleeps.getFirst());
            }
        }
    }

    /** A thread that spins in vain is preempted as one that works, and no packet wakes it. */
    @Test
    void whereTheyAreFarApartItSleepsAtOnce() throws Exception {
        try (Idle engine = new Idle(0)) {
            engine.come(50, start + 10 * MILLI, 2 * MILLI);
            engine.runUntilSent(loop(engine, null));
            // Fewer than packets, where the machine is busy and some are taken together.
            long median = engine.looks.stream().sorted().toList().get(engine.looks.size() / 2);
            assertTrue(median <= 2, "looks in vain after each packet: " + engine.looks);
        }
    }

    @Test
    void whereTheyAreCloseItIsAwakeForTheNext() throws Exception {
        try (Idle engine = new Idle(0)) {
            engine.come(5000, start + 10 * MILLI, MILLI / 25);
            engine.runUntilSent(loop(engine, null));
            assertTrue(engine.sleeps.size() < 500, engine.sleeps.size() + " sleeps"); // where the machine is busy
        }
    }

    private static PacketLoop loop(Engine engine, DelayQueue late) {
        return new PacketLoop(
                engine,
                new Responder((_, r, _) -> r.decide(Answer.REPLY), new RateLimits(0, 0, 1), null, late, 1),
                null);
    }

    private void offer(long due) {
        assertTrue(delays.offer(Arena.ofAuto().allocate(60, 8), 0, 60, due, 0, 1, false));
    }

    /** Nothing comes in, unless told; stops the loop that runs on the thread of the test. */
    private static final class Idle implements Engine {
        private final Waker waker = new Waker();
        private final List<Long> sent = new ArrayList<>();
        private final List<Long> sleeps = new ArrayList<>();
        private final int expected;
        private Runnable stop = () -> {};
        private boolean stopAfterASleep;
        private int coming;
        private long due;
        private long apart;
        /** How often it was looked for packets in vain after each, before a sleep. */
        private final List<Integer> looks = new ArrayList<>();

        private int inVain;

        Idle(int expected) throws ErrnoException {
            this.expected = expected;
        }

        /** So many packets, then the end. */
        void come(int packets, long first, long nanosApart) {
            coming = packets;
            due = first;
            apart = nanosApart;
        }

        void runUntilSent(PacketLoop loop) throws ErrnoException {
            stop = loop::stop;
            loop.run();
        }

        void runForOneSleep(PacketLoop loop) throws ErrnoException {
            stopAfterASleep = true;
            runUntilSent(loop);
        }

        @Override
        public void send(MemorySegment p, long at, int length) {
            sent.add(System.nanoTime());
            if (sent.size() == expected) {
                stop.run();
            }
        }

        @Override
        public void awaitUntil(long nanos) {
            sleeps.add(nanos - System.nanoTime());
            if (stopAfterASleep) {
                stop.run();
            }
            looks.add(inVain);
            inVain = 0;
            waker.awaitUntil(coming > 0 ? Math.min(nanos, due) : nanos);
        }

        @Override
        public int poll(Handler handler) {
            if (coming == 0 || System.nanoTime() - due < 0) {
                inVain++;
                return 0;
            }
            due += apart;
            inVain = 0;
            if (--coming == 0) {
                stop.run();
            }
            return 1;
        }

        @Override
        public String name() {
            return "idle";
        }

        @Override
        public void open() {}

        @Override
        public void bind(int ifindex) {}

        @Override
        public void shut() {}

        @Override
        public void wake() {
            waker.wake();
        }

        @Override
        public long sent() {
            return 0;
        }

        @Override
        public long sendFailures() {
            return 0;
        }

        @Override
        public void close() {
            waker.close();
        }
    }
}
