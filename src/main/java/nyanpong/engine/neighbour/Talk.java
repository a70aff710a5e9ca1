package nyanpong.engine.neighbour;

import java.lang.foreign.MemorySegment;

/**
 * A protocol by which neighbours find one another's Ethernet addresses. What is said is composed at the start of the memory that
 * it was made with, Ethernet header included; what is heard last may be asked for.
 */
interface Talk {
    /** Which addresses are asked for, or held, now. */
    @FunctionalInterface
    interface Ours {
        boolean contains(long high, long low);
    }

    /** What a packet means to an address of ours. */
    enum Heard {
        /** Not about us, or not right. */
        NOTHING,
        /** Somebody wants to know who has the address. */
        QUESTION,
        /** Somebody wants to have it, and asks first. */
        PROBE,
        /** Somebody says it is his. */
        CLAIM
    }

    /** Asks whether somebody has the address; returns the packet's length, as the next two do. */
    int probe(long high, long low);

    /** Tells everybody that we have it. */
    int announcement(long high, long low);

    /** Answers the question or probe heard last. */
    int answer();

    /** @param length of the packet that stands at the start of {@code p} */
    Heard hear(MemorySegment p, int length);

    /** The first 64 bits of the address that was heard of. */
    long high();

    long low();

    /** Who was heard. */
    long speaker();
}
