package nyanpong.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden blocks were written by Python's struct, after the draft; src/smoke/47-record.sh has others read whole files. */
class PcapngWriterTest {
    private static final String SECTION =
            "0a0d0d0a300000004d3c2b1a01000000ffffffffffffffff04000a006e79616e706f6e67203100000000000030000000";
    private static final String INTERFACE =
            "01000000280000000100000000000000020004006574683009000100090000000000000028000000";
    private static final String BARE =
            "060000003400000000000000fe9c971715cd853d0500000005000000010203040500000002000400050000000000000034000000";
    private static final String COMMENTED =
            "060000004400000000000000fe9c9717fdd0853d0400000004000000010203040200040002000000"
                    + "01000f006e79616e706f6e673a207265706c79000000000044000000";
    private static final String STATISTICS =
            "050000003400000000000000fe9c97171acd853d0400080003000000000000000500080001000000000000000000000034000000";
    private static final long NANOS = 1_700_000_000_123_456_789L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MemorySegment p = Arena.ofAuto().allocate(1 << 17);

    @TempDir
    private Path folder;

    @Test
    void writesTheBlocksOfTheDraft() throws IOException {
        PcapngWriter writer = writer(Channels.newChannel(bytes));
        p.copyFrom(MemorySegment.ofArray(new byte[] {0, 1, 2, 3, 4, 5}));
        writer.packet(p, 1, 5, NANOS, PcapngWriter.INBOUND | PcapngWriter.UNICAST, "");
        writer.packet(p, 1, 4, NANOS + 1000, PcapngWriter.OUTBOUND, "nyanpong: reply");
        writer.statistics(NANOS + 5, 3, 1);
        assertEquals(0, bytes.size());
        long length = writer.length();
        writer.flush();
        assertEquals(
                SECTION + INTERFACE + BARE + COMMENTED + STATISTICS,
                HexFormat.of().formatHex(bytes.toByteArray()));
        assertEquals(bytes.size(), length);
        assertEquals(bytes.size(), writer.written());
    }

    @Test
    void whateverItWritesIsReadBack() throws IOException {
        Random random = new Random(9);
        byte[] octets = new byte[1 << 17];
        random.nextBytes(octets);
        p.copyFrom(MemorySegment.ofArray(octets));
        Path file = folder.resolve("many.pcapng");
        List<int[]> cuts = new ArrayList<>();
        try (WritableByteChannel out =
                Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PcapngWriter writer = writer(out);
            for (int i = 0; i < 3000; i++) {
                int length = i % 100 == 0 ? random.nextInt(65_536) : random.nextInt(1600);
                int at = random.nextInt(octets.length - length);
                cuts.add(new int[] {at, length});
                writer.packet(p, at, length, NANOS + i, 1, "x".repeat(i % 9));
            }
            writer.flush();
        }
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (int i = 0; i < cuts.size(); i++) {
                CapturedPacket packet = reader.next().orElseThrow();
                int[] cut = cuts.get(i);
                assertEquals(NANOS + i, packet.nanos());
                assertEquals(CapturedPacket.LINKTYPE_ETHERNET, packet.linkType());
                assertArrayEquals(Arrays.copyOfRange(octets, cut[0], cut[0] + cut[1]), packet.octets());
            }
            assertEquals(Optional.empty(), reader.next());
        }
    }

    /** The disk is full: what was written before is whole, and told. */
    @Test
    void aFailedFlushIsNotCounted() throws IOException {
        long[] room = {SECTION.length() / 2 + INTERFACE.length() / 2 + 10};
        PcapngWriter writer = writer(new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                int n = (int) Math.min(room[0], source.remaining());
                if (n == 0) {
                    throw new IOException("No space left on device");
                }
                source.position(source.position() + n);
                room[0] -= n;
                return n;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        });
        writer.flush();
        long whole = writer.written();
        writer.packet(p, 0, 60, NANOS, 1, "");
        assertThrows(IOException.class, writer::flush);
        assertEquals(whole, writer.written());
        assertTrue(room[0] < 10);
    }

    private static PcapngWriter writer(WritableByteChannel out) {
        return new PcapngWriter(out, "nyanpong 1", "eth0");
    }
}
