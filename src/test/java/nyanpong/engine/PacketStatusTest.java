package nyanpong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nyanpong.wire.Arrival;
import org.junit.jupiter.api.Test;

class PacketStatusTest {
    private static final int CSUMNOTREADY = 0x8;
    private static final int VLAN_VALID = 0x10;
    private static final int VLAN_TPID_VALID = 0x40;

    @Test
    void whatTheKernelDoesNotSayIsNotThere() {
        assertEquals(Arrival.PLAIN, PacketStatus.arrival(Arrival.PLAIN, 0x1 | 0x4 | 0x80, 0x6064, 0x88a8));
        assertEquals(Arrival.of(3, 0), PacketStatus.arrival(Arrival.of(3, 0), 0x1, 0, 0));
    }

    @Test
    void aTagHasItsOwnProtocolOrAForeignOne() {
        int plain = PacketStatus.arrival(Arrival.of(1, 0), VLAN_VALID | VLAN_TPID_VALID, 0x6064, 0x8100);
        assertEquals(Arrival.withTag(Arrival.of(1, 0), 0x6064), plain);
        int foreign = PacketStatus.arrival(Arrival.PLAIN, VLAN_VALID | VLAN_TPID_VALID, 0x6064, 0x88a8);
        assertTrue(Arrival.has(foreign, Arrival.FOREIGN_TAG));
        assertFalse(Arrival.has(PacketStatus.arrival(Arrival.PLAIN, VLAN_VALID, 0x6064, 0x88a8), Arrival.FOREIGN_TAG));
    }

    @Test
    void aChecksumMayBeLeftToHardware() {
        assertEquals(Arrival.CHECKSUM_NOT_READY, PacketStatus.arrival(Arrival.PLAIN, CSUMNOTREADY, 0, 0));
    }
}
