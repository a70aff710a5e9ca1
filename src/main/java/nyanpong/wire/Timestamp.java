package nyanpong.wire;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The forms in which pinging clients leave the time of sending at the start of their request's data, to read it back from the
 * reply: there is no standard, but few clients.
 */
public enum Timestamp {
    /** No time in it, or none that we know. */
    NONE(0, LITTLE_ENDIAN, 0),
    /** {@code struct timeval} of 64-bit systems: iputils, inetutils. */
    TIMEVAL64_LITTLE(8, LITTLE_ENDIAN, 1_000_000),
    TIMEVAL64_BIG(8, BIG_ENDIAN, 1_000_000),
    /** {@code struct timeval} of 32-bit systems. */
    TIMEVAL32_LITTLE(4, LITTLE_ENDIAN, 1_000_000),
    /** {@code struct tv32}: macOS. */
    TIMEVAL32_BIG(4, BIG_ENDIAN, 1_000_000),
    /** {@code struct tv32} of the monotonic clock, with nanoseconds: FreeBSD. */
    TIMESPEC32_BIG(4, BIG_ENDIAN, 1_000_000_000),
    /** 32 bits of microseconds of the monotonic clock, in the client's byte order: busybox. */
    COUNTER32(4, ByteOrder.LITTLE_ENDIAN, 0);

    private static final int MILLIS_PER_SECOND = 1000;
    private static final int MICROS_PER_MILLI = 1000;

    private final int half;
    private final boolean big;
    private final int perSecond;

    Timestamp(int half, ByteOrder order, int perSecond) {
        this.half = half;
        this.big = order == BIG_ENDIAN;
        this.perSecond = perSecond;
    }

    /** Octets that it takes. */
    public int length() {
        return perSecond == 0 ? half : 2 * half;
    }

    /** The whole seconds, unsigned. */
    public long seconds(MemorySegment p, long at) {
        return get(p, at);
    }

    /** What is beyond the seconds, in units of its own. */
    public long fraction(MemorySegment p, long at) {
        return get(p, at + half);
    }

    /**
     * How many milliseconds a time is before another of this form, both octets from an offset on; below zero where it is after.
     * A counter is taken for one that has wrapped at most once.
     */
    public long millisBefore(MemorySegment p, long at, MemorySegment later, long laterAt) {
        if (this == NONE) {
            return 0;
        }
        if (perSecond == 0) {
            return (int) (get(later, laterAt) - get(p, at)) / MICROS_PER_MILLI;
        }
        long seconds = seconds(later, laterAt) - seconds(p, at);
        long fraction = fraction(later, laterAt) - fraction(p, at);
        return (seconds * perSecond + fraction) / (perSecond / MILLIS_PER_SECOND);
    }

    /** True where the fraction is less than a second, so that this may well be a time. */
    public boolean isPlausible(MemorySegment p, long at) {
        long fraction = fraction(p, at);
        return fraction >= 0 && fraction < perSecond;
    }

    /**
     * Sets the time at {@code at} back; false, and nothing is changed, where there is none or it would fall below zero.
     *
     * @param millis not negative, so that the client never sees a time to come
     */
    public boolean setBack(MemorySegment p, long at, long millis) {
        if (this == NONE) {
            return false;
        }
        if (perSecond == 0) {
            // It wraps every 71 minutes, and the client subtracts with the same wrap.
            put(p, at, get(p, at) - millis * MICROS_PER_MILLI);
            return true;
        }
        if (seconds(p, at) < 0 || !isPlausible(p, at)) {
            return false;
        }
        long fraction = fraction(p, at) - millis % MILLIS_PER_SECOND * (perSecond / MILLIS_PER_SECOND);
        long seconds = seconds(p, at) - millis / MILLIS_PER_SECOND - (fraction < 0 ? 1 : 0);
        if (seconds < 0) {
            return false;
        }
        put(p, at, seconds);
        put(p, at + half, fraction < 0 ? fraction + perSecond : fraction);
        return true;
    }

    private long get(MemorySegment p, long at) {
        if (half == 8) {
            long value = p.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
            return isNative() ? value : Long.reverseBytes(value);
        }
        int value = p.get(ValueLayout.JAVA_INT_UNALIGNED, at);
        return (isNative() ? value : Integer.reverseBytes(value)) & 0xffff_ffffL;
    }

    private void put(MemorySegment p, long at, long value) {
        if (half == 8) {
            p.set(ValueLayout.JAVA_LONG_UNALIGNED, at, isNative() ? value : Long.reverseBytes(value));
        } else {
            int low = (int) value;
            p.set(ValueLayout.JAVA_INT_UNALIGNED, at, isNative() ? low : Integer.reverseBytes(low));
        }
    }

    private boolean isNative() {
        return big == (ByteOrder.nativeOrder() == BIG_ENDIAN);
    }
}
