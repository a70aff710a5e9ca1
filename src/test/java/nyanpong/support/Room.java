package nyanpong.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import nyanpong.echo.Rewrite;
import nyanpong.wire.Departure;

/**
 * Native memory as an engine hands it over: the headroom, then a packet that ends where the memory ends, so that a read or a
 * write beyond it throws. What is before the packet is marked, so that a stray write shows.
 */
public final class Room {
    private static final byte MARK = (byte) 0xa5;
    private static final int LARGEST = 70_000;
    private static final MemorySegment MEMORY = Arena.global().allocate(LARGEST, 64);

    public final MemorySegment p;
    public final long at;
    public final int length;
    private final byte[] packet;

    /** @param shift how far the packet is from an 8-byte boundary */
    public Room(byte[] packet, int shift) {
        this.packet = packet;
        at = (long) Rewrite.HEADROOM + shift;
        length = packet.length;
        p = MEMORY.asSlice(0, at + length);
        p.asSlice(0, at).fill(MARK);
        MemorySegment.copy(packet, 0, p, JAVA_BYTE, at, length);
    }

    /** The packet and all before it are as they were. */
    public boolean isUntouched() {
        return isMarkedTo(at) && Arrays.equals(bytes(at, length), packet);
    }

    /** Nothing before a departure was written. */
    public boolean isUntouchedBefore(long departure) {
        return isMarkedTo(Math.min(at, Departure.at(departure)));
    }

    public byte[] departed(long departure) {
        return bytes(Departure.at(departure), Departure.length(departure));
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private boolean isMarkedTo(long end) {
        for (long i = 0; i < end; i++) {
            if (p.get(JAVA_BYTE, i) != MARK) {
                return false;
            }
        }
        return true;
    }

    private byte[] bytes(long from, int count) {
        return p.asSlice(from, count).toArray(JAVA_BYTE);
    }
}
