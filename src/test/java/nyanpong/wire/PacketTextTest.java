package nyanpong.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketTextTest {
    private static final String LINK = "020000000002 020000000001 ";
    private static final String ADDRESSES = "c0000201 c0000202 ";
    private static final String ECHO =
            LINK + "0800 4500 0023 abcd 4000 3f01 0c09 " + ADDRESSES + "0800 3187 1234 0001 70696e67617274";
    private static final String ECHO6 = LINK + "86dd 60000000 000f 3a 3f 20010db8000000000000000000000001"
            + "20010db8000000000000000000000002 8000 5dc8 1234 0001 70696e67617274";

    @Test
    void tellsWhatAPacketIs() {
        assertEquals("192.0.2.1 > 192.0.2.2 echo request id 4660 seq 1, 7 octets, TTL 63", text(ECHO));
        assertEquals("2001:db8::1 > 2001:db8::2 echo request id 4660 seq 1, 7 octets, hop limit 63", text(ECHO6));
        assertEquals(
                "VLAN 100 192.0.2.1 > 192.0.2.2 echo request id 4660 seq 1, 7 octets, TTL 63",
                text(ECHO.replace(LINK, LINK + "8100 0064 ")));
        assertEquals(
                "192.0.2.1 > 192.0.2.2 ICMP 3/1 destination unreachable, TTL 64",
                text(LINK + "0800 45c0 001c 0000 0000 4001 0000 " + ADDRESSES + "0301 0000 00000000"));
        assertEquals(
                "192.0.2.1 > 192.0.2.2 fragment at 1480, protocol 1",
                text(LINK + "0800 4500 0014 0000 00b9 4001 0000 " + ADDRESSES));
        assertEquals(
                "192.0.2.1 > 192.0.2.2 protocol 17", text(LINK + "0800 4500 0014 0000 0000 4011 0000 " + ADDRESSES));
        assertEquals("EtherType 0x0806", text(LINK + "0806 0001"));
        assertEquals("3 octets", text("020000"));
    }

    /** The segment ends where the packet does, so a read beyond it would throw. */
    @Test
    void readsNothingBeyondThePacket() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = octets(i % 2 == 0 ? ECHO : ECHO6);
            mutant[12 + random.nextInt(mutant.length - 12)] = (byte) random.nextInt();
            assertTrue(text(Arrays.copyOf(mutant, random.nextInt(mutant.length + 1)))
                            .length()
                    < 200);
        }
    }

    private static String text(String hex) {
        return text(octets(hex));
    }

    private static String text(byte[] packet) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment p = arena.allocateFrom(JAVA_BYTE, packet);
            return PacketText.of(p, 0, packet.length);
        }
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
