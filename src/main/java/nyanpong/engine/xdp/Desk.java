package nyanpong.engine.xdp;

/** Where a processor works: the ICMP message, some octets of zeros behind it, and what is to be counted; one value a processor. */
final class Desk {
    /** Octets of an ICMP message that the program draws for. */
    static final int LONGEST = 2048;

    /** One of {@link Drawn}, 32 bits. */
    static final int KIND = LONGEST + 8;

    static final int SIZE = KIND + 8;

    private Desk() {}
}
