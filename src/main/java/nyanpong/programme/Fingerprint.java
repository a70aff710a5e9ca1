package nyanpong.programme;

import java.lang.foreign.MemorySegment;
import nyanpong.echo.Request;
import nyanpong.wire.Octets;
import nyanpong.wire.Timestamp;

/**
 * Tells the pinging program by what it puts into its request's data. One request is enough, and nothing is remembered; a user
 * may make one program's requests look like another's, who then sees the other's picture.
 */
public final class Fingerprint {
    private static final int CISCO_PATTERN = 0xabcdabcd;
    private static final long LETTERS = 0x6162636465666768L; // abcdefgh
    private static final long LIBOPING = 0x6c69626f70696e67L; // liboping
    private static final long TRACEROUTE = 0x48494a4b4c4d4e4fL; // HIJKLMNO

    /** What is not a time of day before this is a time since start. */
    private static final long EARLIEST = 1_000_000_000L; // 2001

    /** So many octets tell constant data from others. */
    private static final int MOST_LOOKED_AT = 64;

    private static final int MTR_FIRST = 33_000;
    private static final int HPING3_FILL = 'X';

    private Fingerprint() {}

    /** What tells a client's sessions apart: .NET gives each request another identifier, and Windows, alike, all the same. */
    public static int identifier(MemorySegment p, Request r) {
        boolean letters = r.dataLength() >= 8 && Octets.u64(p, r.data()) == LETTERS;
        return letters ? 0 : r.identifier();
    }

    public static Client of(MemorySegment p, Request r) {
        int data = r.data();
        int length = r.dataLength();
        if (length == 0) {
            // hping3 counts 0, 256, 512 on a little-endian machine.
            return (r.sequence() & 0xff) == 0 ? Client.HPING3 : Client.NPING;
        }
        Timestamp form = timestamp(p, r);
        // Whoever has such a time may have been told any pattern (-p), a router's too.
        boolean timeval = form == Timestamp.TIMEVAL64_LITTLE || form == Timestamp.TIMEVAL64_BIG;
        if (!timeval && isCisco(p, data, length)) {
            return Client.CISCO;
        }
        if (length >= 8) {
            long text = Octets.u64(p, data);
            if (text == LETTERS) {
                return r.sequence() == 0 ? Client.DOTNET : Client.WINDOWS;
            }
            if (text == LIBOPING) {
                return Client.OPING;
            }
            if (text == TRACEROUTE) {
                return Client.TRACEROUTE;
            }
        }
        return switch (form) {
            case TIMEVAL64_LITTLE, TIMEVAL64_BIG -> ofTimeval(p, r);
            case TIMEVAL32_LITTLE -> Client.IPUTILS;
            case TIMEVAL32_BIG -> Client.MACOS;
            case TIMESPEC32_BIG -> Client.FREEBSD;
            case COUNTER32 -> Client.BUSYBOX;
            case NONE -> ofConstant(p, r);
        };
    }

    /** The form of the time in a request's data, told by values that can be a time and by the pattern that follows. */
    public static Timestamp timestamp(MemorySegment p, Request r) {
        int data = r.data();
        int length = r.dataLength();
        // First, for with the zeros behind it a counter may look like a time of day.
        // Behind it at least as many octets, or any word of five letters would be one.
        if (length >= 8 && isConstant(p, data + 4, length - 4)) {
            return Octets.u32(p, data) == fourOf(p, data + 4) ? Timestamp.NONE : Timestamp.COUNTER32;
        }
        if (length >= Timestamp.TIMEVAL64_LITTLE.length()) {
            if (isTimeOfDay(Timestamp.TIMEVAL64_LITTLE, p, data)) {
                return Timestamp.TIMEVAL64_LITTLE;
            }
            if (isTimeOfDay(Timestamp.TIMEVAL64_BIG, p, data)) {
                return Timestamp.TIMEVAL64_BIG;
            }
        }
        // Then the pattern goes on from offset 8: each octet is its own offset.
        if (length >= 10 && Octets.u16(p, data + 8L) == 0x0809) {
            if (isTimeOfDay(Timestamp.TIMEVAL32_BIG, p, data)) {
                return Timestamp.TIMEVAL32_BIG;
            }
            if (isTimeOfDay(Timestamp.TIMEVAL32_LITTLE, p, data)) {
                return Timestamp.TIMEVAL32_LITTLE;
            }
            // Some leave zeros where the time has no room.
            if (Octets.u64(p, data) != 0 && Timestamp.TIMESPEC32_BIG.isPlausible(p, data)) {
                return Timestamp.TIMESPEC32_BIG;
            }
        }
        return Timestamp.NONE;
    }

    private static boolean isCisco(MemorySegment p, int data, int length) {
        // The pattern runs from the data's start, but a router may write a time over the first octets:
        // the last eight tell.
        int last = data + (length & ~1) - 8;
        return length >= 8 && Octets.u32(p, last) == CISCO_PATTERN && Octets.u32(p, last + 4) == CISCO_PATTERN;
    }

    private static boolean isTimeOfDay(Timestamp form, MemorySegment p, int data) {
        long seconds = form.seconds(p, data);
        return seconds >= EARLIEST && seconds <= 0xffff_ffffL && form.isPlausible(p, data);
    }

    private static Client ofTimeval(MemorySegment p, Request r) {
        int rest = r.dataLength() - 16;
        int first = rest < 2 ? 0 : Octets.u16(p, r.data() + 16L);
        if (first == 0x1011) {
            return Client.IPUTILS;
        }
        if (first == 0x0001) {
            return Client.INETUTILS;
        }
        // Both may be told another pattern (-p); their counters start at 1 and at 0.
        return rest == 0 ? Client.JAVA : r.sequence() == 0 ? Client.INETUTILS : Client.IPUTILS;
    }

    private static Client ofConstant(MemorySegment p, Request r) {
        if (!isConstant(p, r.data(), r.dataLength())) {
            return Client.UNKNOWN;
        }
        return switch (Octets.u8(p, r.data())) {
            case HPING3_FILL -> Client.HPING3;
            case 0 -> r.sequence() >= MTR_FIRST ? Client.MTR : Client.FPING;
            default -> r.sequence() >= MTR_FIRST ? Client.MTR : Client.UNKNOWN;
        };
    }

    private static boolean isConstant(MemorySegment p, int at, int length) {
        int octet = Octets.u8(p, at);
        for (int i = 1; i < Math.min(length, MOST_LOOKED_AT); i++) {
            if (Octets.u8(p, at + i) != octet) {
                return false;
            }
        }
        return true;
    }

    /** An octet, four times. */
    private static int fourOf(MemorySegment p, int at) {
        return Octets.u8(p, at) * 0x01010101;
    }
}
