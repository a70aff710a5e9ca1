package nyanpong.engine.neighbour;

import static nyanpong.support.NeighbourPackets.ARP_ANNOUNCEMENT;
import static nyanpong.support.NeighbourPackets.ARP_PROBE;
import static nyanpong.support.NeighbourPackets.ARP_REPLY;
import static nyanpong.support.NeighbourPackets.ARP_REQUEST;
import static nyanpong.support.NeighbourPackets.MAC;
import static nyanpong.support.NeighbourPackets.PEER;
import static nyanpong.support.NeighbourPackets.bytes;
import static nyanpong.support.NeighbourPackets.memory;
import static nyanpong.support.NeighbourPackets.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nyanpong.engine.neighbour.Talk.Heard;
import nyanpong.wire.AddressSet;
import nyanpong.wire.AddressText;
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;

class ArpTalkTest {
    private static final int OURS = 0xc0000201;
    private static final long LOW = AddressText.mapped(OURS);
    private static final int SENDER_HARDWARE = 22;
    private static final int SENDER = 28;
    private static final int TARGET = 38;

    private final MemorySegment out = Arena.ofAuto().allocate(128);
    private final ArpTalk talk = new ArpTalk(out, MAC, new AddressSet(List.of(Prefix.ofIpv4(OURS, 32)))::contains);

    @Test
    void probesAndAnnounces() {
        assertArrayEquals(ARP_PROBE, bytes(out, talk.probe(0, LOW)));
        assertArrayEquals(ARP_ANNOUNCEMENT, bytes(out, talk.announcement(0, LOW)));
    }

    @Test
    void answersAsTheKernelDoes() {
        assertEquals(Heard.QUESTION, hear(ARP_REQUEST));
        assertEquals(LOW, talk.low());
        assertEquals(PEER, talk.speaker());
        assertArrayEquals(ARP_REPLY, bytes(out, talk.answer()));
        // A driver's padding changes nothing; a neighbour that asks again asks us alone.
        assertEquals(Heard.QUESTION, hear(Arrays.copyOf(ARP_REQUEST, 60)));
        assertEquals(Heard.QUESTION, hear(with(ARP_REQUEST, 0, "020000000001")));
    }

    @Test
    void answersAProbeToWhomProbes() {
        assertEquals(Heard.PROBE, hear(with(ARP_REQUEST, SENDER, "00000000")));
        assertArrayEquals(with(ARP_REPLY, TARGET, "00000000"), bytes(out, talk.answer()));
    }

    @Test
    void hearsWhoeverSaysThatItIsHis() {
        for (byte[] packet : List.of(
                with(ARP_REQUEST, SENDER, "c0000201"),
                with(ARP_REQUEST, SENDER, "c0000201c0ffeec0ffeec0000209"),
                with(with(ARP_REQUEST, 20, "0002"), SENDER, "c0000201"),
                with(with(ARP_REQUEST, 0, "020000000009"), SENDER, "c0000201"))) {
            assertEquals(Heard.CLAIM, hear(packet));
            assertEquals(LOW, talk.low());
            assertEquals(PEER, talk.speaker());
        }
    }

    @Test
    void hearsNothingElse() {
        for (byte[] packet : List.of(
                ARP_PROBE, // our own, come back
                ARP_ANNOUNCEMENT,
                ARP_REPLY,
                with(ARP_REQUEST, 6, "020000000001"),
                with(ARP_REQUEST, SENDER_HARDWARE, "020000000001"),
                with(ARP_REQUEST, SENDER_HARDWARE, "000000000000"),
                with(ARP_REQUEST, SENDER_HARDWARE, "ffffffffffff"),
                with(ARP_REQUEST, SENDER_HARDWARE, "01005e000001"),
                with(ARP_REQUEST, TARGET, "c0000209"), // another's
                with(with(ARP_REQUEST, SENDER, "00000000"), TARGET, "c0000209"),
                with(ARP_REQUEST, 0, "020000000009"), // to another's Ethernet address
                with(ARP_REQUEST, 20, "0002"), // a reply, a reverse request, nonsense
                with(ARP_REQUEST, 20, "0003"),
                with(ARP_REQUEST, 20, "0000"),
                with(ARP_REQUEST, 14, "0006"),
                with(ARP_REQUEST, 16, "86dd"),
                with(ARP_REQUEST, SENDER, "7f000001"),
                with(ARP_REQUEST, SENDER, "e0000001"),
                with(ARP_REQUEST, SENDER, "ffffffff"))) {
            assertEquals(Heard.NOTHING, hear(packet), HexFormat.of().formatHex(packet));
        }
        for (int length = 0; length < ARP_REQUEST.length; length++) {
            byte[] cut = Arrays.copyOf(ARP_REQUEST, length);
            assertEquals(Heard.NOTHING, talk.hear(memory(cut), length));
        }
    }

    private Heard hear(byte[] packet) {
        return talk.hear(memory(packet), packet.length);
    }
}
