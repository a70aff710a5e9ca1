package nyanpong.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import nyanpong.support.NeighbourPackets;
import org.junit.jupiter.api.Test;

class ArpTest {
    private static final int AT = Ethernet.HEADER_LENGTH;

    @Test
    void readsWhatTheKernelWrote() {
        MemorySegment p = NeighbourPackets.memory(NeighbourPackets.ARP_REPLY);
        assertTrue(Arp.isIpv4OnEthernet(p, AT));
        assertEquals(Arp.REPLY, Arp.operation(p, AT));
        assertEquals(NeighbourPackets.MAC, Arp.senderHardware(p, AT));
        assertEquals(0xc0000201, Arp.sender(p, AT));
        assertEquals(0xc0000202, Arp.target(p, AT));
        assertEquals(Arp.REQUEST, Arp.operation(NeighbourPackets.memory(NeighbourPackets.ARP_REQUEST), AT));
    }

    @Test
    void writesWhatTheKernelWrote() {
        MemorySegment p = Arena.ofAuto().allocate(Arp.LENGTH).fill((byte) 0xa5);
        Arp.write(p, 0, Arp.REPLY, NeighbourPackets.MAC, 0xc0000201, NeighbourPackets.PEER, 0xc0000202);
        assertArrayEquals(
                Arrays.copyOfRange(NeighbourPackets.ARP_REPLY, AT, AT + Arp.LENGTH),
                NeighbourPackets.bytes(p, Arp.LENGTH));
    }

    /** Hardware space 6 is IEEE 802's, protocol 0x86dd IPv6's; lengths are octets. */
    @Test
    void knowsOtherSpaces() {
        for (String other : new String[] {"0006 0800 06 04", "0001 86dd 06 04", "0001 0800 08 04", "0001 0800 06 10"}) {
            byte[] packet = NeighbourPackets.with(NeighbourPackets.ARP_REQUEST, AT, other);
            assertFalse(Arp.isIpv4OnEthernet(NeighbourPackets.memory(packet), AT), other);
        }
    }
}
