package nyanpong.engine.neighbour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.support.BpfInterpreter;
import nyanpong.support.EchoPacket;
import nyanpong.support.NeighbourPackets;
import org.junit.jupiter.api.Test;

class NeighbourFilterTest {
    private final BpfInterpreter filter = new BpfInterpreter(NeighbourFilter.neighbours());

    @Test
    void takesWhatNeighboursSay() {
        for (byte[] packet : List.of(
                NeighbourPackets.ARP_REQUEST,
                NeighbourPackets.ARP_REPLY,
                NeighbourPackets.SOLICITATION,
                NeighbourPackets.DUPLICATE_SOLICITATION,
                NeighbourPackets.ADVERTISEMENT)) {
            assertEquals(1514, filter.run(packet));
            assertEquals(0, filter.run(packet, true), "in a VLAN");
        }
    }

    @Test
    void leavesEverythingElse() {
        assertFalse(filter.accepts(EchoPacket.v4().build()));
        assertFalse(filter.accepts(EchoPacket.v6().build()));
        assertFalse(filter.accepts(EchoPacket.v4().etherType(0x88cc).build()));
        for (int type = 0; type < 256; type++) {
            boolean taken = filter.accepts(EchoPacket.v6().type(type).build());
            assertEquals(type == 135 || type == 136, taken, "ICMPv6 type " + type);
        }
        byte[] udp = NeighbourPackets.with(NeighbourPackets.SOLICITATION, 20, "11");
        assertFalse(filter.accepts(udp));
    }

    /** Stable, another for each interface, and never one that a maker gave out or a group's. */
    @Test
    void theAddressOfOurOwnIsLocal() {
        assertEquals(VirtualMac.of(0x020000000001L), VirtualMac.of(0x020000000001L));
        assertNotEquals(VirtualMac.of(0x020000000001L), VirtualMac.of(0x020000000002L));
        for (long address = 0; address < 10_000; address++) {
            long mac = VirtualMac.of(address);
            assertEquals(2, mac >>> 40);
            assertTrue(mac != address && mac >>> 48 == 0);
        }
    }
}
