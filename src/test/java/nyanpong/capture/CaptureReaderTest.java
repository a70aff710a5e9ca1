package nyanpong.capture;

import static nyanpong.capture.Captures.PCAP;
import static nyanpong.capture.Captures.PCAPNG;
import static nyanpong.capture.Captures.octets;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written by hand after the two drafts; src/smoke/45-explain.sh reads those of tcpdump. */
class CaptureReaderTest {
    @TempDir
    private Path folder;

    @Test
    void readsPcapOfTheOtherByteOrder() throws IOException {
        List<CapturedPacket> packets = read(PCAP);
        assertEquals(2, packets.size());
        assertEquals(1_000_002_000L, packets.get(0).nanos());
        assertEquals(5, packets.get(0).length());
        assertTrue(packets.get(0).isCut());
        assertEquals(CapturedPacket.LINKTYPE_ETHERNET, packets.get(0).linkType());
        assertArrayEquals(HexFormat.of().parseHex("aabbcc"), packets.get(0).octets());
    }

    @Test
    void readsPcapngAndPassesOverBlocksThatItDoesNotKnow() throws IOException {
        List<CapturedPacket> packets = read(PCAPNG);
        assertEquals(2, packets.size());
        assertEquals((1L << 32) + 2, packets.get(0).nanos());
        assertEquals(CapturedPacket.LINKTYPE_RAW, packets.get(0).linkType());
        assertArrayEquals(new byte[] {0x45}, packets.get(0).octets());
        assertArrayEquals(new byte[] {0x60, 0x11}, packets.get(1).octets());
    }

    @Test
    void refusesWhatIsNeither() throws IOException {
        assertEquals("neither pcap nor pcapng: begins with 504b0304", refused("504b0304 00"));
        assertEquals("neither pcap nor pcapng: only 2 octets", refused("d4c3"));
    }

    @Test
    void believesNoLengthThatTheFileSays() throws IOException {
        assertEquals(
                "a packet of 4294967295 octets: want 262144 at most",
                refused("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000 01000000 02000000 ffffffff 05000000"));
        assertEquals(
                "a block of -8 octets: want 262144 at most",
                refused("0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c 00000006 00000004"));
        assertEquals(
                "a packet from interface 0, which it does not describe",
                refused("0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c"
                        + "00000006 00000020 00000000 00000001 00000002 00000000 00000000 00000020"));
    }

    @Test
    void saysWhereAFileBreaksOff() throws IOException {
        byte[] whole = octets(PCAP);
        for (int length = 41; length < whole.length - 16; length++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertEquals(
                    "breaks off",
                    assertThrows(CaptureException.class, () -> all(cut)).getMessage());
        }
    }

    /** Whatever the octets: packets, or an exception that says what is wrong. */
    @Test
    void survivesMutants() throws IOException {
        Random random = new Random(45);
        Path file = folder.resolve("mutant");
        int broken = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] mutant = octets(i % 2 == 0 ? PCAP : PCAPNG);
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            }
            Files.write(file, Arrays.copyOf(mutant, random.nextInt(mutant.length + 1)));
            try {
                all(file);
            } catch (CaptureException e) {
                broken++;
            }
        }
        assertTrue(broken > 1_000, broken + " refused");
    }

    private List<CapturedPacket> read(String hex) throws IOException {
        return all(Files.write(folder.resolve("capture"), octets(hex)));
    }

    private String refused(String hex) throws IOException {
        Path file = Files.write(folder.resolve("refused"), octets(hex));
        return assertThrows(CaptureException.class, () -> all(file)).getMessage();
    }

    private static List<CapturedPacket> all(Path file) throws IOException {
        List<CapturedPacket> packets = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (Optional<CapturedPacket> p = reader.next(); p.isPresent(); p = reader.next()) {
                packets.add(p.get());
            }
        }
        return packets;
    }
}
