package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import nyanpong.echo.Request;
import nyanpong.wire.Octets;

/** The pinging program, as its request's data tells it, and the sequence number that it is known to start with. */
public enum Client {
    /** Cisco IOS, and {@code nyanpong ping}: the data pattern 0xABCD. */
    CISCO(0),
    /** Linux's ping: a time stamp, then each octet its own offset: 0x10, 0x11, ... */
    IPUTILS(1),
    UNKNOWN(-1);

    private static final int CISCO_PATTERN = 0xabcdabcd;
    private static final int IPUTILS_PATTERN = 0x10111213;

    private final int firstSequence;

    Client(int firstSequence) {
        this.firstSequence = firstSequence;
    }

    /** The sequence number of a run's first request, or -1 where it is not known. */
    public int firstSequence() {
        return firstSequence;
    }

    public static Client of(MemorySegment p, Request r) {
        int data = r.data();
        int length = r.dataLength();
        // The pattern runs from the data's start, but a router may write a time over the first octets:
        // the last eight tell.
        int last = data + (length & ~1) - 8;
        if (length >= 8 && Octets.u32(p, last) == CISCO_PATTERN && Octets.u32(p, last + 4) == CISCO_PATTERN) {
            return CISCO;
        }
        if (length >= 20 && Octets.u32(p, data + 16) == IPUTILS_PATTERN) {
            return IPUTILS;
        }
        return UNKNOWN;
    }
}
