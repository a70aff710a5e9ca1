package nyanpong.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import nyanpong.support.NeighbourPackets;
import org.junit.jupiter.api.Test;

class NdpTest {
    private static final int AT = Ethernet.HEADER_LENGTH + Ipv6.HEADER_LENGTH;
    private static final long HIGH = 0x20010db800000000L;

    @Test
    void readsWhatTheKernelWrote() {
        MemorySegment p = NeighbourPackets.memory(NeighbourPackets.ADVERTISEMENT);
        assertEquals(Ndp.SOLICITED | Ndp.OVERRIDE, Ndp.flags(p, AT));
        assertEquals(HIGH, Ndp.targetHigh(p, AT));
        assertEquals(1, Ndp.targetLow(p, AT));
        assertTrue(Ndp.hasSoundOptions(p, AT, 32));
        assertEquals(NeighbourPackets.MAC, Ndp.linkAddress(p, AT, 32, Ndp.TARGET_LINK_ADDRESS));
        assertEquals(-1, Ndp.linkAddress(p, AT, 32, Ndp.SOURCE_LINK_ADDRESS));
    }

    @Test
    void writesWhatTheKernelWrote() {
        MemorySegment p = Arena.ofAuto().allocate(32).fill((byte) 0xa5);
        int flags = Ndp.SOLICITED | Ndp.OVERRIDE;
        assertEquals(
                32, Ndp.write(p, 0, Ndp.ADVERTISEMENT, flags, HIGH, 1, Ndp.TARGET_LINK_ADDRESS, NeighbourPackets.MAC));
        byte[] expected = Arrays.copyOfRange(NeighbourPackets.ADVERTISEMENT, AT, AT + 32);
        expected[2] = 0;
        expected[3] = 0;
        assertArrayEquals(expected, NeighbourPackets.bytes(p, 32));
        p.fill((byte) 0xa5);
        assertEquals(24, Ndp.write(p, 0, Ndp.SOLICITATION, 0, HIGH, 1, 0, 0));
        assertEquals((byte) 0xa5, NeighbourPackets.bytes(p, 32)[24]);
    }

    /** RFC 4861 section 4.6: a length of zero ends the message's life; others are skipped by their length. */
    @Test
    void walksOptions() {
        assertEquals(-2, first(""));
        assertEquals(0x020000000001L, first("0101 020000000001"));
        assertEquals(0x020000000001L, first("0e02 0000000000000000000000000000 0101 020000000001"));
        assertEquals(-2, first("0501 000000000000"));
        // An InfiniBand address, RFC 4391, is none of ours.
        assertEquals(-2, first("0103 00000000000000000000000000000000000000000000"));
        for (String bad :
                new String[] {"0100 020000000001", "0102 020000000001", "0101 020000000001 01", "0e01 000000000000 0000"
                }) {
            assertEquals(-1, first(bad), bad);
        }
    }

    /** Whatever the octets, nothing beyond the message is read; what is found in it is a whole option. */
    @Test
    void neverReadsBeyondTheMessage() {
        SplittableRandom random = new SplittableRandom(4861);
        int sound = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] message = new byte[24 + random.nextInt(64)];
            for (int at = 24; at < message.length; at++) {
                message[at] = (byte) random.nextInt(4);
            }
            MemorySegment p = NeighbourPackets.memory(message);
            if (Ndp.hasSoundOptions(p, 0, message.length)) {
                sound++;
                Ndp.linkAddress(p, 0, message.length, random.nextInt(4));
            }
        }
        assertTrue(sound > 1_000, sound + " with sound options");
    }

    /** The example of RFC 4291 section 2.7.1, and RFC 2464 section 7. */
    @Test
    void knowsTheSolicitedNodeGroup() {
        long low = 0x02aa00fffe280e8cL;
        assertEquals(0x00000001ff280e8cL, Ndp.solicitedNodeLow(low));
        assertEquals(0x3333ff280e8cL, Ndp.groupAddress(Ndp.solicitedNodeLow(low)));
        assertTrue(Ndp.isSolicitedNode(0xff02000000000000L, 0x00000001ff280e8cL));
        assertFalse(Ndp.isSolicitedNode(0xff02000000000000L, 1));
        assertFalse(Ndp.isSolicitedNode(0xff05000000000000L, 0x00000001ff280e8cL));
        assertFalse(Ndp.isSolicitedNode(0xff02000000000000L, 0x00000101ff280e8cL));
    }

    /** The source link-layer address; -2 where there is none, -1 where the options are not sound. */
    private static long first(String options) {
        byte[] more = HexFormat.of().parseHex(options.replace(" ", ""));
        byte[] message = Arrays.copyOf(new byte[24], 24 + more.length);
        System.arraycopy(more, 0, message, 24, more.length);
        MemorySegment p = NeighbourPackets.memory(message);
        if (!Ndp.hasSoundOptions(p, 0, message.length)) {
            return -1;
        }
        long address = Ndp.linkAddress(p, 0, message.length, Ndp.SOURCE_LINK_ADDRESS);
        return address < 0 ? -2 : address;
    }
}
