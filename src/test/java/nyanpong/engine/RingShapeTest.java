package nyanpong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import nyanpong.echo.Rewrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingShapeTest {
    @ParameterizedTest
    @CsvSource({
        "68, 2048, 4096",
        "1500, 2048, 4096",
        "1900, 2048, 4096",
        "1901, 4096, 4096",
        "3948, 4096, 4096",
        "3949, 8192, 2048",
        "9000, 16384, 1024",
        "65535, 16384, 1024"
    })
    void aSlotHoldsWhatTheInterfaceMayCarryAsFarAsItMayGrow(int mtu, int size, int slots) {
        assertEquals(new RingShape(size, slots), RingShape.of(mtu, Rewrite.HEADROOM));
    }

    @Test
    void thePacketStandsBehindTheHeadersAndTheHeadroom() {
        assertEquals(66, RingShape.packetAt(0));
        assertEquals(130, RingShape.packetAt(64));
        assertTrue(RingShape.packetAt(64) - 64 >= 52, "struct tpacket2_hdr, struct sockaddr_ll");
        assertEquals(0, (RingShape.packetAt(64) + 14) % 16, "the IP header's address");
    }

    @ParameterizedTest
    @CsvSource({"1500", "4000", "9000"})
    void blocksHoldWholeSlotsAndAllOfThem(int mtu) {
        RingShape shape = RingShape.of(mtu, 64);
        MemorySegment request = shape.request(Arena.ofAuto());
        int block = request.get(ValueLayout.JAVA_INT, 0);
        int blocks = request.get(ValueLayout.JAVA_INT, 4);
        assertEquals(16, request.byteSize());
        assertEquals(shape.size(), request.get(ValueLayout.JAVA_INT, 8));
        assertEquals(shape.slots(), request.get(ValueLayout.JAVA_INT, 12));
        assertEquals(0, block % 65_536, "pages of up to 64 KiB");
        assertEquals(shape.slots(), block / shape.size() * blocks);
        assertEquals(Integer.bitCount(shape.slots()), 1);
        assertTrue(shape.bytes() <= 16 << 20);
    }
}
