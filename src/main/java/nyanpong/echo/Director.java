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
}
