package nyanpong.engine.xsk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XskShapeTest {
    @ParameterizedTest
    @CsvSource({"68, 2048", "1500, 2048", "1778, 2048", "1779, 4096", "3500, 4096", "9000, 4096"})
    void aChunkHoldsWhatTheInterfaceMayCarryAsFarAsItMayGrow(int mtu, int chunk) {
        assertEquals(new XskShape(chunk), XskShape.of(mtu));
    }

    @Test
    void everyAddressInAChunkIsTheChunks() {
        XskShape shape = new XskShape(2048);
        assertEquals(1792, shape.longest());
        assertEquals(7, shape.chunkOf(shape.start(7)));
        assertEquals(7, shape.chunkOf(shape.start(7) + 2047));
        assertEquals(shape.bytes(), shape.start(XskShape.CHUNKS));
    }

    /** What is claimed has a chunk and a place in the ring, and a driver keeps chunks for what is not. */
    @Test
    void theProgramClaimsNoMoreThanThereIsRoomFor() {
        assertEquals(XskShape.MOST_WAITING, XskShape.limit(XskShape.FILLED, 0, 0));
        assertEquals(1000 + XskShape.MOST_WAITING, XskShape.limit(1000 + XskShape.FILLED, 1000, 0));
        assertEquals(1005 + XskShape.MOST_WAITING, XskShape.limit(1000 + XskShape.FILLED, 1000, 5));
        // All but 600 chunks are on their way out.
        assertEquals(5000 + 600 - XskShape.RESERVED, XskShape.limit(5000 + 600, 5000, 0));
        assertTrue(XskShape.limit(5000 + 100, 5000, 0) < 5000, "none");
        assertTrue(XskShape.MOST_WAITING < XskShape.RX_RING);
        assertTrue(XskShape.FILLED <= XskShape.FILL_RING);
        assertTrue(XskShape.CHUNKS <= XskShape.COMPLETION_RING);
        assertTrue(XskShape.FILLED - XskShape.MOST_WAITING >= XskShape.RESERVED);
    }

    @Test
    void spareChunksAreEachThereOnce() {
        SpareChunks spare = new SpareChunks(4);
        assertEquals(4, spare.count());
        int seen = 0;
        for (int i = 0; i < 4; i++) {
            seen |= 1 << spare.take();
        }
        assertEquals(0b1111, seen);
        spare.put(2);
        assertEquals(1, spare.count());
        assertEquals(2, spare.take());
    }
}
