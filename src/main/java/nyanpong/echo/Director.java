package nyanpong.echo;

import java.lang.foreign.MemorySegment;

/** Says what a valid request gets, by calling one of {@code request.decide}. Called on the packet thread only. */
@FunctionalInterface
public interface Director {
    /**
     * @param p the packet, to be read only
     * @param nanos of {@link System#nanoTime}
     */
    void direct(MemorySegment p, Request request, long nanos);

    /**
     * Has what it needs to know of these requests, which it is asked for next, brought into the processor's cache: the memory of all
     * is waited for at once, instead of each one's in turn. Decides nothing.
     *
     * @param p holds the packets of all
     * @param count so many of the requests, from the first; some may not be valid
     */
    default void expect(MemorySegment p, Request[] requests, int count) {}
}
