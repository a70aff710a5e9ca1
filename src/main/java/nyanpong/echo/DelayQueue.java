package nyanpong.echo;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Answers that are to leave late, each kept whole until it is due. For one packet thread; allocates nothing once constructed.
 *
 * <p>A timer wheel: one list of packets for each of the {@value SlotSet#SIZE} ticks of 2^18 nanoseconds to come, 68.7 s in
 * all. A packet leaves at the first tick that is not before its time: never early, and by itself at most 0.27 ms late. What
 * leaves at one tick leaves in the order in which it came.
 *
 * <p>Sources share {@value #BUCKETS} counters by keyed hash, as in {@link RateLimits}; two that share one are limited together.
 */
public final class DelayQueue implements AutoCloseable {
    /** The longest packet that is kept: a tagged one of Ethernet, its check sequence included, as IEEE 802.3 has it. */
    public static final int LONGEST = 1522;

    static final int TICK_SHIFT = 18;
    static final int BUCKETS = 1 << 14;
    /** Packets that one drain sends at most: two batches of an engine. */
    static final int BUDGET = 64;

    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(DelayQueue.class, "held", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long TICK_NANOS = 1L << TICK_SHIFT;
    private static final int TICKS = SlotSet.SIZE;
    private static final int ROOM = LONGEST + 63 & ~63;

    private static final int NONE = -1;
    private static final long NO_TICK = Long.MAX_VALUE;

    /** Takes a packet away; its memory is used again when it returns. */
    @FunctionalInterface
    public interface Sender {
        void send(MemorySegment p, long at, int length);
    }

    /** Where a queue's memory comes from. */
    @FunctionalInterface
    public interface Memory {
        MemorySegment allocate(Arena arena, long bytes);
    }

    private final Arena arena;
    /** First the packets, then of each tick the last packet of its list, counted from 1; 0 is none. */
    private final MemorySegment memory;

    private final long lists;
    private final int perSource;
    private final long key;
    private final long start;

    private final SlotSet occupied = new SlotSet();
    /** A list is a ring: the last packet's next is the first. */
    private final int[] next;

    private final int[] length;
    private final int[] bucket;
    private final int[] heldOf = new int[BUCKETS];
    private int free;
    /** Of the list of what is due. */
    private int lastDue = NONE;
    /** Written plainly by the one thread that fills it. */
    private int held;
    /** The first tick that has not been drained; what the wheel holds is due from here on and before a turn is over. */
    private long present;

    /**
     * @param capacity packets held at once, {@value #LONGEST} bytes each
     * @param perSource of them for one source, an IPv4 /24 or an IPv6 /64
     * @param key unpredictable to a peer
     * @param nanos now: {@link System#nanoTime}
     */
    public DelayQueue(int capacity, int perSource, long key, long nanos) {
        this(Arena.ofShared(), Arena::allocate, capacity, perSource, key, nanos);
    }

    /**
     * The same in memory of a kind.
     *
     * @param arena closed with this
     * @param memory so many bytes, which are zeros; nothing is written there before it is needed
     */
    public DelayQueue(Arena arena, Memory memory, int capacity, int perSource, long key, long nanos) {
        this.arena = arena;
        lists = (long) capacity * ROOM;
        this.memory = memory.allocate(arena, lists + (long) TICKS * Integer.BYTES);
        this.perSource = perSource;
        this.key = key;
        start = nanos;
        next = new int[capacity];
        length = new int[capacity];
        bucket = new int[capacity];
        Arrays.setAll(next, i -> i + 1 == capacity ? NONE : i + 1);
        free = capacity == 0 ? NONE : 0;
    }

    /**
     * Keeps a copy of a packet until {@code dueNanos}, or returns false and does not: too long, too many held, or due more than
     * a turn of the wheel after the last drain.
     *
     * @param sourceLow with {@code sourceHigh} the address that the packet goes to, as in {@link Request}
     */
    public boolean offer(
            MemorySegment p, long at, int length, long dueNanos, long sourceHigh, long sourceLow, boolean six) {
        long tick = Math.max(present, (dueNanos - start + TICK_NANOS - 1) >> TICK_SHIFT);
        int source = (int) (Mix.of(RateLimits.source(sourceHigh, sourceLow, six) ^ key) >>> 50);
        if (length > LONGEST || free == NONE || heldOf[source] >= perSource || tick - present >= TICKS) {
            return false;
        }
        int packet = free;
        free = next[packet];
        MemorySegment.copy(p, at, memory, (long) packet * ROOM, length);
        this.length[packet] = length;
        bucket[packet] = source;
        heldOf[source]++;
        held++;
        int slot = (int) tick & TICKS - 1;
        last(slot, append(last(slot), packet));
        occupied.add(slot);
        return true;
    }

    /**
     * Hands over what is due, in the order in which it is, {@value #BUDGET} packets at most; returns how many there were. To be
     * called with the time of the packets to come before they are offered, however seldom.
     */
    public int drain(long nanos, Sender sender) {
        long now = (nanos - start) >> TICK_SHIFT;
        if (now >= present) {
            collect(now);
            present = now + 1;
        }
        return send(BUDGET, sender);
    }

    /** Hands over everything that is held, due or not. */
    public int flush(Sender sender) {
        collect(present + TICKS - 1);
        return send(held, sender);
    }

    /** From {@code nanos} until there is something to drain: 0 if there is, {@link Long#MAX_VALUE} if nothing is held. */
    public long waitNanos(long nanos) {
        if (lastDue != NONE) {
            return 0;
        }
        long tick = nextTick();
        return tick == NO_TICK ? Long.MAX_VALUE : Math.max(0, (tick << TICK_SHIFT) + start - nanos);
    }

    /** Packets held; from any thread, also after the end. */
    public int held() {
        return (int) HELD.getOpaque(this);
    }

    /** When the thread that sends has ended. */
    @Override
    public void close() {
        arena.close();
    }

    /** Moves every list up to a tick's behind what is due already, so that the wheel is free for another turn. */
    private void collect(long lastTick) {
        for (long tick = nextTick(); tick <= lastTick && tick != NO_TICK; tick = nextTick()) {
            int slot = (int) tick & TICKS - 1;
            int end = last(slot);
            if (lastDue != NONE) {
                int first = next[lastDue];
                next[lastDue] = next[end];
                next[end] = first;
            }
            lastDue = end;
            last(slot, NONE);
            occupied.remove(slot);
        }
    }

    private int send(int most, Sender sender) {
        int sent = 0;
        for (; sent < most && lastDue != NONE; sent++) {
            int packet = removeFirstDue();
            sender.send(memory, (long) packet * ROOM, length[packet]);
            heldOf[bucket[packet]]--;
            held--;
            next[packet] = free;
            free = packet;
        }
        return sent;
    }

    /** Returns what is the list's last one then. */
    private int append(int end, int packet) {
        if (end == NONE) {
            next[packet] = packet;
        } else {
            next[packet] = next[end];
            next[end] = packet;
        }
        return packet;
    }

    private int last(int slot) {
        return memory.get(JAVA_INT, lists + (long) slot * Integer.BYTES) - 1;
    }

    private void last(int slot, int packet) {
        memory.set(JAVA_INT, lists + (long) slot * Integer.BYTES, packet + 1);
    }

    private int removeFirstDue() {
        int first = next[lastDue];
        if (first == lastDue) {
            lastDue = NONE;
        } else {
            next[lastDue] = next[first];
        }
        return first;
    }

    private long nextTick() {
        int from = (int) present & TICKS - 1;
        int slot = occupied.next(from);
        if (slot < 0) {
            slot = occupied.next(0);
        }
        return slot < 0 ? NO_TICK : present + (slot - from & TICKS - 1);
    }
}
