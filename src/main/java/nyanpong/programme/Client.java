package nyanpong.programme;

/**
 * The pinging programs that can be told from a request: the sequence number that each starts with, and how far its sequence
 * numbers can be relied on.
 */
public enum Client {
    /** Cisco IOS, and {@code nyanpong ping}. */
    CISCO(0),
    /** Linux's ping, and what is made of it: Arista's, Android's; under prettyping and gping. */
    IPUTILS(1),
    /** GNU's ping. */
    INETUTILS(0),
    BUSYBOX(0),
    /** One counter for all its hosts, so its numbers may skip. */
    FPING(0, Counting.ARRIVALS),
    /** And noping. */
    OPING(0),
    /** One counter for all its hops. */
    MTR(33_000, Counting.ARRIVALS),
    /** Linux's {@code traceroute -I}. */
    TRACEROUTE(1),
    /** Numbers in the byte order of its host, which is hardly ever the network's. */
    HPING3(0, Counting.SWAPPED),
    /** Numbers that repeat and skip. */
    NPING(1, Counting.ARRIVALS),
    MACOS(0),
    FREEBSD(0),
    /** Its counter goes on from one run to the next, so that only a pause tells them apart. */
    WINDOWS(-1),
    /** {@code Ping} of .NET on Unix: always number 0, each request with another identifier. */
    DOTNET(-1, Counting.ARRIVALS),
    /** {@code InetAddress.isReachable}, as root. */
    JAVA(1),
    UNKNOWN(-1);

    /** How requests are counted. */
    enum Counting {
        SEQUENCE,
        /** By sequence number, its two octets swapped. */
        SWAPPED,
        /** As they come: a lost one is not missed. */
        ARRIVALS
    }

    private static final int MACOS_ROW = 16;

    private final int firstSequence;
    private final Counting counting;

    Client(int firstSequence) {
        this(firstSequence, Counting.SEQUENCE);
    }

    Client(int firstSequence, Counting counting) {
        this.firstSequence = firstSequence;
        this.counting = counting;
    }

    /** The sequence number of a run's first request, or -1 where it is not known. */
    public int firstSequence() {
        return firstSequence;
    }

    boolean countsArrivals() {
        return counting == Counting.ARRIVALS;
    }

    boolean isSwapped() {
        return counting == Counting.SWAPPED;
    }

    /** The number that a request counts as, of the one in its header. */
    public int sequence(int wire) {
        return counting == Counting.SWAPPED ? Short.reverseBytes((short) wire) & 0xffff : wire;
    }

    /**
     * Octets that go before a drawing, so that it begins where a row of this client's dump does: FreeBSD's ping breaks its
     * lines after octet 7 and every 16 from there, macOS's (network_cmds, {@code ping.c}) every 16 from octet 0.
     *
     * @param start the first octet that is drawn on for others
     */
    int lead(int start) {
        return this == MACOS ? Math.floorMod(-start, MACOS_ROW) : 0;
    }

    /** How long a session without a request lives. */
    long idleNanos() {
        return this == WINDOWS ? 5_000_000_000L : Sessions.IDLE_NANOS;
    }
}
