package nyanpong.engine;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import nyanpong.sys.ErrnoException;

/** One way of moving packets between an interface and a {@link Handler}. Polled by one thread; closed when it has ended. */
public interface Engine extends AutoCloseable {
    /** Sees each packet once, in the engine's own memory. */
    @FunctionalInterface
    interface Handler {
        /** Packets that it is told of before it gets the first of them. */
        int AHEAD = 16;

        /**
         * Tells of a packet that {@link #onPacket} is going to be given with the same words, after those told of before it and before
         * this poll ends; so what it needs to answer it can be fetched in good time. Nothing is lost where nobody listens.
         */
        default void expect(MemorySegment p, long at, int length, int arrival) {}

        /**
         * @param p holds the packet at {@code at}, with room before it for the headers of an error
         * @param length bytes from the Ethernet header on
         * @param arrival of {@link nyanpong.wire.Arrival}
         * @return the {@link nyanpong.wire.Departure} in the same segment that is to be sent, or none
         */
        long onPacket(MemorySegment p, long at, int length, int arrival);
    }

    /** The name in the configuration and in the {@code ready} line. */
    String name();

    /** Lets echo requests in. Before this, nothing is received. */
    void open() throws ErrnoException;

    /**
     * Moves to an interface, from any thread while another one polls: to the device that has come in the place of one that is
     * gone. Nothing happens where the engine is there already.
     *
     * @throws ErrnoException ENODEV where it is gone again
     */
    void bind(int ifindex) throws ErrnoException;

    /** Lets nothing more in; what has come in, or is just coming, may still be polled. */
    void shut() throws ErrnoException;

    /** After {@link #shut}: returns when all that was let in can be polled. */
    default void settle() throws ErrnoException {}

    /** Offers waiting packets to the handler and sends what it answers; returns how many there were. Never blocks. */
    int poll(Handler handler) throws ErrnoException;

    /**
     * Sends one packet that is not in the engine's own memory, and is done with it on return. Called by the thread that polls,
     * after a poll.
     */
    void send(MemorySegment p, long at, int length);

    /** Blocks until packets wait, a moment of {@link System#nanoTime} has come, or {@link #wake} is called. */
    void awaitUntil(long nanos) throws ErrnoException;

    /** Ends an {@link #awaitUntil}, from any thread. */
    void wake();

    /** Packets that the kernel did not take: no room, link down, too long. */
    long sendFailures();

    /** Packets that the kernel took; also after {@link #close}. */
    long sent();

    /** What came in; empty where the kernel does not count it. From any thread, also after {@link #close}. */
    default Optional<Intake> intake() {
        return Optional.empty();
    }

    @Override
    void close();
}
