package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nyanpong.wire.AddressText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayQueueTest {
    private static final long MILLI = 1_000_000;
    private static final long TICK = 1L << DelayQueue.TICK_SHIFT;
    private static final int AT = 3;
    private static final long PEER = AddressText.mapped(0xc0000201);

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment p = arena.allocate(4096, 8);
    private final List<String> sent = new ArrayList<>();
    /** Not a constant: that nanoTime may pass its greatest value at any moment is no mistake of this test. */
    private final long start = Long.sum(Long.MAX_VALUE, -3);

    private DelayQueue queue = new DelayQueue(100, 100, 7, start);

    @AfterEach
    void close() {
        queue.close();
        arena.close();
    }

    @Test
    void aPacketLeavesWhenItIsDueAndNotBefore() {
        assertTrue(offer("cat", start + 640 * MILLI));
        assertEquals(1, queue.held());
        assertEquals(0, drain(start + 640 * MILLI - 1));
        assertEquals(1, drain(start + 640 * MILLI + TICK));
        assertEquals(List.of("cat"), sent);
        assertEquals(0, queue.held());
        assertEquals(0, drain(start + 70_000 * MILLI));
    }

    @Test
    void byTimeAndWhatIsDueTogetherAsItCame() {
        long due = start + 40 * TICK;
        offer("d", due + 3 * TICK);
        offer("a", due);
        offer("b", due - 1); // of the same tick
        offer("c", due);
        offer("0", start + TICK);
        drain(start + 1000 * MILLI);
        assertEquals(List.of("0", "a", "b", "c", "d"), sent);
    }

    @Test
    void whatIsPastIsDueAtTheNextTick() {
        drain(start + 5000 * MILLI);
        assertTrue(offer("past", start));
        assertEquals(1, drain(start + 5000 * MILLI + TICK));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 640, 10_000, 65_535})
    void everyDelayThatAnAnswerCanSayIsKept(long millis) {
        long now = start;
        for (int i = 0; i < 50; i++) { // wherever in its turn the wheel stands
            sent.clear();
            drain(now);
            long due = now + millis * MILLI;
            assertTrue(offer("x", due));
            drain(due - 1);
            assertEquals(List.of(), sent);
            drain(due + TICK);
            assertEquals(List.of("x"), sent);
            now = due + 9_999 * MILLI + 12_345;
        }
    }

    @Test
    void moreThanATurnOfTheWheelAheadIsRefused() {
        assertTrue(offer("near", start + (SlotSet.SIZE - 1) * TICK));
        assertFalse(offer("far", start + (SlotSet.SIZE - 1) * TICK + 1));
        drain(start);
        assertTrue(offer("far", start + (SlotSet.SIZE - 1) * TICK + 1));
        drain(start + (SlotSet.SIZE - 1) * TICK);
        assertEquals(List.of("near"), sent);
    }

    /** The loop stands still for minutes, then sends all that is overdue, in order, a part of it each time. */
    @Test
    void afterALongStallAllLeavesAndNewPacketsAreStillKept() {
        queue.close();
        queue = new DelayQueue(1000, 1000, 7, start);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            offer("" + i, start + i * (65 * MILLI));
            order.add("" + i);
        }
        long now = start + 600_000 * MILLI;
        assertEquals(DelayQueue.BUDGET, drain(now));
        assertEquals(0, queue.waitNanos(now));
        assertTrue(offer("late", now + 65_535 * MILLI));
        order.add("late");
        while (drain(now) > 0) {
            assertTrue(sent.size() <= 1000);
        }
        assertEquals(1, queue.held());
        drain(now + 65_535 * MILLI + TICK);
        assertEquals(order, sent);
    }

    @Test
    void aClockThatGoesBackSendsNothingEarly() {
        offer("cat", start + 100 * MILLI);
        drain(start + 50 * MILLI);
        assertEquals(0, drain(start));
        assertEquals(0, drain(start + 99 * MILLI));
        assertEquals(1, drain(start + 101 * MILLI));
    }

    @Test
    void howLongTheLoopMaySleep() {
        assertEquals(Long.MAX_VALUE, queue.waitNanos(start));
        offer("late", start + 60_000 * MILLI);
        offer("soon", start + 5 * TICK);
        assertEquals(5 * TICK, queue.waitNanos(start));
        assertEquals(1, queue.waitNanos(start + 5 * TICK - 1));
        assertEquals(0, queue.waitNanos(start + 7 * TICK));
        drain(start + 7 * TICK);
        long wait = queue.waitNanos(start + 7 * TICK);
        assertTrue(wait >= 60_000 * MILLI - 7 * TICK && wait < 60_000 * MILLI - 6 * TICK, "" + wait);
    }

    @Test
    void atTheEndAllLeavesInItsOrder() {
        offer("b", start + 60_000 * MILLI);
        offer("a", start + 10 * MILLI);
        for (int i = 0; i < 90; i++) {
            offer("more", start + 60_001 * MILLI);
        }
        offer("last", start + (SlotSet.SIZE - 1) * TICK);
        assertEquals(93, queue.flush(this::take));
        assertEquals(List.of("a", "b", "more"), sent.subList(0, 3));
        assertEquals("last", sent.getLast());
        assertEquals(0, queue.held());
        assertEquals(Long.MAX_VALUE, queue.waitNanos(start));
        assertEquals(0, queue.flush(this::take));
    }

    @Test
    void noMoreThanItsCapacity() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                assertTrue(offer("x", start + i * MILLI));
            }
            assertFalse(offer("one too many", start));
            assertEquals(100, queue.held());
            queue.flush(this::take);
        }
        assertEquals(300, sent.size());
        assertFalse(sent.contains("one too many"));
    }

    @Test
    void noMoreThanItsShareForOneSource() {
        queue.close();
        queue = new DelayQueue(1000, 4, 7, start);
        for (int i = 0; i < 4; i++) {
            assertTrue(offer("x", start + i * MILLI));
        }
        assertFalse(offer("x", start));
        assertTrue(offer("y", start, 0, AddressText.mapped(0xc6336402), false));
        drain(start + MILLI / 2); // "y", and the first "x"
        assertEquals(2, sent.size());
        assertTrue(offer("x", start + 10 * MILLI));
        assertFalse(offer("x", start + 10 * MILLI));
    }

    @Test
    void anIpv4SourceIsItsNetOf24() {
        queue.close();
        queue = new DelayQueue(1000, 10, 7, start);
        for (int i = 0; i < 20; i++) {
            assertEquals(i < 10, offer("x", start, 0, AddressText.mapped(0xcb007100 + i), false));
        }
        assertTrue(offer("x", start, 0, AddressText.mapped(0xcb007200), false));
    }

    @Test
    void anIpv6SourceIsItsWholeNet() {
        queue.close();
        queue = new DelayQueue(1000, 10, 7, start);
        long net = 0x20010db8_00000000L;
        for (int i = 0; i < 20; i++) {
            assertEquals(i < 10, offer("x", start, net, i, true));
        }
        assertTrue(offer("x", start, net + 1, 1, true));
    }

    @Test
    void sharesDependOnTheKey() {
        int both = 0;
        for (long key = 0; key < 8; key++) {
            both += firstThatShares(key) == firstThatShares(99) ? 1 : 0;
        }
        assertTrue(both < 8);
    }

    /** With one packet of the peer held, the first of other sources that is refused. */
    private long firstThatShares(long key) {
        try (DelayQueue one = new DelayQueue(2, 1, key, start)) {
            assertTrue(one.offer(p, AT, 1, start + 65_000 * MILLI, 0, PEER, false));
            long other = 0;
            while (other < 200_000
                    && one.offer(
                            p,
                            AT,
                            1,
                            start + other * TICK,
                            0,
                            AddressText.mapped(0x0a000000 + ((int) other << 8)),
                            false)) {
                one.drain(start + other * TICK, (_, _, _) -> {});
                other++;
            }
            return other;
        }
    }

    @Test
    void theLongestIsKeptAndALongerOneIsNot() {
        assertTrue(queue.offer(p, AT, DelayQueue.LONGEST, start, 0, PEER, false));
        assertFalse(queue.offer(p, AT, DelayQueue.LONGEST + 1, start, 0, PEER, false));
        assertEquals(1, queue.held());
    }

    /** Neighbours in memory, of every length. */
    @Test
    void eachIsKeptAsItWas() {
        List<byte[]> offered = new ArrayList<>();
        List<byte[]> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] packet = new byte[i < 50 ? DelayQueue.LONGEST - i : i];
            Arrays.fill(packet, (byte) i);
            offered.add(packet);
            MemorySegment.copy(packet, 0, p, JAVA_BYTE, AT, packet.length);
            assertTrue(queue.offer(p, AT, packet.length, start + MILLI, 0, PEER, false));
        }
        p.fill((byte) 0xa5);
        queue.flush((m, at, length) -> taken.add(m.asSlice(at, length).toArray(JAVA_BYTE)));
        for (int i = 0; i < 100; i++) {
            assertArrayEquals(offered.get(i), taken.get(i), "packet " + i);
        }
    }

    private boolean offer(String text, long due) {
        return offer(text, due, 0, PEER, false);
    }

    private boolean offer(String text, long due, long high, long low, boolean six) {
        p.setString(AT, text);
        return queue.offer(p, AT, text.length() + 1, due, high, low, six);
    }

    private int drain(long nanos) {
        return queue.drain(nanos, this::take);
    }

    private void take(MemorySegment m, long at, int length) {
        assertEquals(m.getString(at).length() + 1, length);
        sent.add(m.getString(at));
    }
}
