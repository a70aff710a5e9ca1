package nyanpong.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int BURST = RateLimits.BURST;

    /** After any bucket was made. */
    private final long start = System.nanoTime() + SECOND;

    private final Request peer = Requests.v4(0xc0000201, 0xc0000202, 1, 1);

    @Test
    void withoutLimitsEverythingIsAdmitted() {
        assertEquals(3 * BURST, admitted(new RateLimits(0, 0, 1), peer, start, 3 * BURST));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 100_000, 1_000_000})
    void aBurstAndThenTheRate(int rate) {
        burstThenRate(new RateLimits(rate, 0, 1), rate);
        burstThenRate(new RateLimits(0, rate, 1), rate);
    }

    private void burstThenRate(RateLimits limits, int rate) {
        assertEquals(BURST, admitted(limits, peer, start, 2 * BURST), "burst");
        int during = Math.min(rate, BURST / 2);
        long later = start + SECOND / rate * during;
        assertEquals(during, admitted(limits, peer, later, 2 * BURST), "rate");
        assertEquals(0, admitted(limits, peer, later, BURST), "no more at the same moment");
        long muchLater = later + 1000L * BURST * (SECOND / rate);
        assertEquals(
                BURST, admitted(limits, peer, muchLater, 2 * BURST), "no more than a burst, however long the rest");
    }

    /** Of a limit that holds for all there is a burst for all, whoever takes it, and each thread goes on with its own clock. */
    @Test
    void severalThreadsShareOneBucket() throws Exception {
        RateLimits limits = new RateLimits(1000, 0, 1);
        int threads = 4;
        AtomicLong all = new AtomicLong();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Request own = Requests.v4(0xc0000200 + (i << 8), 0xc0000202, 1, 1);
            running.add(Thread.ofPlatform().start(() -> all.addAndGet(admitted(limits, own, start, BURST))));
        }
        for (Thread thread : running) {
            thread.join();
        }
        // Who looks while another takes the last one may take one more.
        assertTrue(all.get() >= BURST && all.get() < BURST + threads, all + " of " + BURST);
        long later = start + SECOND;
        int during = 0;
        for (int i = 0; i < threads; i++) {
            during += admitted(limits, Requests.v4(0xc0000200 + (i << 8), 0xc0000202, 1, 1), later, BURST);
        }
        assertTrue(Math.abs(during - 1000) < threads, during + " of 1000");
    }

    /** A rate that divides no second evenly: never slower than it says, and no faster than the clock's grain. */
    @ParameterizedTest
    @ValueSource(ints = {3, 7_001, 65_537, 999_999, 20_000_003, 1_000_000_000, Integer.MAX_VALUE})
    void anOddRateIsKept(int rate) {
        RateLimits limits = new RateLimits(rate, 0, 1);
        int burst = admitted(limits, peer, start, 4 * BURST);
        long nanos = start;
        long count = 0;
        for (int i = 0; i < 1000; i++) {
            nanos += (long) (BURST / 4 * (SECOND / (double) rate));
            count += admitted(limits, peer, nanos, BURST);
        }
        double expected = rate * ((nanos - start) / (double) SECOND);
        if (rate <= 20_000_003) {
            assertTrue(burst >= BURST && burst < BURST * 1.03, "burst " + burst);
            assertTrue(count >= expected * 0.99 && count <= expected * 1.03, count + " of " + expected);
        } else {
            // Beyond one in a nanosecond there is nothing left to limit, but nothing may overflow either.
            assertTrue(burst > 0 && count > 0);
        }
    }

    @Test
    void steadyTrafficBelowTheRateIsNeverLimited() {
        RateLimits limits = new RateLimits(1000, 1000, 1);
        for (int i = 0; i < 300_000; i++) {
            assertTrue(limits.admit(peer, false, start + i * 1_000_001L), "request " + i);
        }
    }

    @Test
    void eachSourceHasItsOwnBucket() {
        RateLimits limits = new RateLimits(0, 1, 1);
        assertEquals(BURST, admitted(limits, peer, start, BURST + 10));
        int limited = 0;
        for (int i = 0; i < 1000; i++) {
            limited += limits.admit(Requests.v4(0x0a000000 + (i << 8), 0xc0000202, 1, 1), false, start) ? 0 : 1;
        }
        assertTrue(limited < 3, limited + " share the bucket");
    }

    @Test
    void anIpv6SourceIsItsWholeNet() {
        RateLimits limits = new RateLimits(0, 1, 1);
        int admitted = 0;
        for (int i = 0; i < BURST + 100; i++) {
            admitted += limits.admit(Requests.v6(i, 2, 1, 1), false, start) ? 1 : 0;
        }
        assertEquals(BURST, admitted);
        Request neighbour = Requests.from(Requests.v6(1, 2, 1, 1), 0x20010db800000001L, 1);
        assertTrue(limits.admit(neighbour, false, start));
    }

    /** Who makes up sources does so in the net that is to be flooded. */
    @Test
    void anIpv4SourceIsItsNetOf24() {
        RateLimits limits = new RateLimits(0, 1, 1);
        int admitted = 0;
        for (int i = 0; i < BURST + 100; i++) {
            admitted += limits.admit(Requests.v4(0xcb007100 + (i & 0xff), 0xc0000202, 1, 1), false, start) ? 1 : 0;
        }
        assertEquals(BURST, admitted);
        assertTrue(limits.admit(Requests.v4(0xcb007200, 0xc0000202, 1, 1), false, start), "the next net");
    }

    /** Errors have buckets of their own, and fill those of all answers as well. */
    @Test
    void errorsAreLimitedBesideAllAnswers() {
        RateLimits limits = new RateLimits(0, 3, 2, 1, 1);
        for (int i = 0; i < BURST; i++) {
            assertTrue(limits.admit(peer, true, start));
        }
        assertFalse(limits.admit(peer, true, start), "an error of a source over its limit");
        assertFalse(limits.admit(peer, false, start), "the errors were answers");
        Request other = Requests.v4(0x0a000001, 0xc0000202, 1, 1);
        assertFalse(limits.admit(other, true, start + 1), "all errors together");
        assertTrue(limits.admit(other, false, start + 1), "a reply is none");
        long later = start + SECOND;
        assertEquals(3, admitted(limits, peer, later, 10));
        assertFalse(limits.admit(peer, true, later), "refused as an answer, so it costs no error");
        assertTrue(limits.admit(other, true, later));
        assertTrue(limits.admit(other, true, later));
        assertFalse(limits.admit(other, true, later));
    }

    @Test
    void bucketsDependOnTheKey() {
        int both = 0;
        for (int key = 0; key < 8; key++) {
            RateLimits limits = new RateLimits(0, 1, key);
            admitted(limits, peer, start, BURST);
            int i = 0;
            while (limits.admit(Requests.v4(0x0a000000 + (i << 8), 0xc0000202, 1, 1), false, start)) {
                i++;
            }
            both += collides(99, i) ? 1 : 0;
        }
        assertTrue(both < 8, "the same sources share a bucket under every key");
    }

    private boolean collides(long key, int i) {
        RateLimits limits = new RateLimits(0, 1, key);
        admitted(limits, peer, start, BURST);
        return !limits.admit(Requests.v4(0x0a000000 + (i << 8), 0xc0000202, 1, 1), false, start);
    }

    /** A source over its limit must not use up what all share. */
    @Test
    void whatOneLimitRefusesCostsTheOtherNothing() {
        RateLimits limits = new RateLimits(2, 1, 1);
        assertEquals(BURST, admitted(limits, peer, start, BURST));
        long soon = start + SECOND;
        assertEquals(1, admitted(limits, peer, soon, 10 * BURST));
        Request other = Requests.v4(0x0a000001, 0xc0000202, 1, 1);
        assertTrue(limits.admit(other, false, soon));
        assertFalse(limits.admit(other, false, soon));
    }

    private static int admitted(RateLimits limits, Request r, long nanos, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            admitted += limits.admit(r, false, nanos) ? 1 : 0;
        }
        return admitted;
    }
}
