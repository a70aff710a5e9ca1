package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.sys.Tpacket.Hdr2;
import nyanpong.sys.Tpacket.Stats;
import org.junit.jupiter.api.Test;

/** Structures against the offsets that a C compiler gives them, taken from the headers by hand. */
class TpacketTest {
    private final MemorySegment slot = Arena.ofAuto().allocate(128, 16);

    /** status, len 98, snaplen 64, mac 130, net 144, seconds, nanoseconds, tci 0x6064, tpid 0x8100, padding. */
    @Test
    void readsTheHeaderOfASlot() {
        byte[] header = {
            0x53,
            0,
            0,
            0,
            98,
            0,
            0,
            0,
            64,
            0,
            0,
            0,
            (byte) 130,
            0,
            (byte) 144,
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            0x64,
            0x60,
            0,
            (byte) 0x81,
            0,
            0,
            0,
            0
        };
        MemorySegment.copy(header, 0, slot, JAVA_BYTE, 16, header.length);
        assertEquals(0x53, Hdr2.status(slot, 16));
        assertEquals(98, Hdr2.len(slot, 16));
        assertEquals(64, Hdr2.snaplen(slot, 16));
        assertEquals(130, Hdr2.mac(slot, 16));
        assertEquals(0x6064, Hdr2.vlanTci(slot, 16));
        assertEquals(0x8100, Hdr2.vlanTpid(slot, 16));
        assertEquals(16 + header.length, Hdr2.sockaddr(16));
        assertEquals(52, Hdr2.HDRLEN);
        Hdr2.release(slot, 16);
        assertEquals(0, Hdr2.status(slot, 16));
        assertEquals(98, Hdr2.len(slot, 16));
    }

    @Test
    void dropsAreUnsigned() {
        slot.set(JAVA_BYTE, 0, (byte) 7);
        slot.asSlice(4, 4).fill((byte) 0xff);
        assertEquals(0xffff_ffffL, Stats.drops(slot));
    }
}
