package nyanpong.engine.neighbour;

import static nyanpong.support.NeighbourPackets.ADVERTISEMENT;
import static nyanpong.support.NeighbourPackets.ADVERTISEMENT_TO_ALL;
import static nyanpong.support.NeighbourPackets.DUPLICATE_SOLICITATION;
import static nyanpong.support.NeighbourPackets.MAC;
import static nyanpong.support.NeighbourPackets.PEER;
import static nyanpong.support.NeighbourPackets.SOLICITATION;
import static nyanpong.support.NeighbourPackets.SOLICITATION_FROM_NOBODY;
import static nyanpong.support.NeighbourPackets.bytes;
import static nyanpong.support.NeighbourPackets.memory;
import static nyanpong.support.NeighbourPackets.summed;
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
import nyanpong.wire.Prefix;
import org.junit.jupiter.api.Test;

class NdpTalkTest {
    private static final long HIGH = 0x20010db800000000L;
    private static final int PAYLOAD = 18;
    private static final int HOP_LIMIT = 21;
    private static final int SOURCE = 22;
    private static final int DESTINATION = 38;
    private static final int ICMP = 54;
    private static final int FLAGS = 58;
    private static final int TARGET = 62;
    private static final int OPTION = 78;

    /** Said by the peer, that it has our address. */
    private static final byte[] OTHERS_ADVERTISEMENT = summed(
            with(with(with(ADVERTISEMENT_TO_ALL, 6, "020000000002"), OPTION + 2, "020000000002"), FLAGS, "20000000"));

    private final MemorySegment out = Arena.ofAuto().allocate(128);
    private final NdpTalk talk = new NdpTalk(out, MAC, new AddressSet(List.of(new Prefix(HIGH, 1, 128)))::contains);

    @Test
    void probesAndAnnounces() {
        assertArrayEquals(SOLICITATION_FROM_NOBODY, bytes(out, talk.probe(HIGH, 1)));
        assertArrayEquals(ADVERTISEMENT_TO_ALL, bytes(out, talk.announcement(HIGH, 1)));
    }

    @Test
    void answersAsTheKernelDoes() {
        assertEquals(Heard.QUESTION, hear(SOLICITATION));
        assertEquals(HIGH, talk.high());
        assertEquals(1, talk.low());
        assertEquals(PEER, talk.speaker());
        assertArrayEquals(ADVERTISEMENT, bytes(out, talk.answer()));
        // Is it still there? To us alone, and without an option, RFC 4861 section 7.2.2.
        byte[] again = with(with(SOLICITATION, 0, "020000000001"), DESTINATION, "20010db8000000000000000000000001");
        again = with(Arrays.copyOf(again, OPTION), PAYLOAD, "0018");
        assertEquals(Heard.QUESTION, hear(summed(again)));
        assertArrayEquals(ADVERTISEMENT, bytes(out, talk.answer()));
        // Asked by one for another: the option says to whom.
        assertEquals(Heard.QUESTION, hear(with(SOLICITATION, 6, "020000000009")));
        assertArrayEquals(ADVERTISEMENT, bytes(out, talk.answer()));
    }

    @Test
    void answersWhoLooksForDuplicatesBeforeAll() {
        assertEquals(Heard.PROBE, hear(DUPLICATE_SOLICITATION));
        assertEquals(PEER, talk.speaker());
        assertArrayEquals(ADVERTISEMENT_TO_ALL, bytes(out, talk.answer()));
    }

    @Test
    void hearsWhoeverSaysThatItIsHis() {
        assertEquals(Heard.CLAIM, hear(OTHERS_ADVERTISEMENT));
        assertEquals(PEER, talk.speaker());
        byte[] unicast = with(ADVERTISEMENT, 6, "020000000002");
        assertEquals(Heard.CLAIM, hear(summed(with(unicast, OPTION + 2, "020000000003"))));
        assertEquals(0x020000000003L, talk.speaker());
        byte[] bare = with(Arrays.copyOf(OTHERS_ADVERTISEMENT, OPTION), PAYLOAD, "0018");
        assertEquals(Heard.CLAIM, hear(summed(bare)));
    }

    /** RFC 4861 sections 7.1.1 and 7.1.2. */
    @Test
    void hearsNothingThatIsNotRight() {
        for (byte[] packet : List.of(
                with(SOLICITATION, HOP_LIMIT, "fe"),
                with(SOLICITATION, HOP_LIMIT, "40"),
                with(SOLICITATION, ICMP + 2, "1c28"),
                with(SOLICITATION, ICMP + 2, "0000"),
                summed(with(SOLICITATION, ICMP + 1, "01")),
                summed(with(SOLICITATION, ICMP, "89")),
                summed(with(SOLICITATION, OPTION + 1, "00")),
                summed(with(SOLICITATION, OPTION + 1, "02")),
                with(SOLICITATION, PAYLOAD, "0017"),
                with(SOLICITATION, PAYLOAD, "0021"),
                with(SOLICITATION, 14, "40"),
                with(SOLICITATION, 20, "2b"),
                // An option that says whose the unspecified address is; a destination that is no solicited-node group.
                summed(with(DUPLICATE_SOLICITATION, OPTION, "0101020000000002")),
                summed(with(DUPLICATE_SOLICITATION, DESTINATION, "ff020000000000000000000000000001")),
                summed(with(DUPLICATE_SOLICITATION, DESTINATION, "20010db8000000000000000000000001")),
                // Solicited, and yet to everybody.
                summed(with(OTHERS_ADVERTISEMENT, FLAGS, "60000000")))) {
            assertEquals(Heard.NOTHING, hear(packet), HexFormat.of().formatHex(packet));
        }
    }

    @Test
    void hearsNothingAboutOthersOrFromNobody() {
        for (byte[] packet : List.of(
                summed(with(SOLICITATION, TARGET + 15, "09")),
                summed(with(SOLICITATION, TARGET, "ff020000000000000000000000000001")),
                with(SOLICITATION, 0, "020000000009"),
                SOLICITATION_FROM_NOBODY, // our own, come back
                ADVERTISEMENT_TO_ALL,
                summed(with(with(SOLICITATION, SOURCE, "ff020000000000000000000000000001"), PAYLOAD, "0020")),
                summed(with(SOLICITATION, SOURCE, "00000000000000000000000000000001")),
                summed(with(SOLICITATION, SOURCE, "00000000000000000000ffffc0000202")),
                summed(with(SOLICITATION, SOURCE, "20010db8000000000000000000000001")),
                summed(with(SOLICITATION, OPTION + 2, "000000000000")),
                summed(with(SOLICITATION, OPTION + 2, "3333ff000001")),
                summed(with(SOLICITATION, OPTION + 2, "020000000001")))) {
            assertEquals(Heard.NOTHING, hear(packet), HexFormat.of().formatHex(packet));
        }
    }

    /** Any octet changed after the IPv6 header's first four, which the checksum does not have, and any length cut. */
    @Test
    void noSingleChangeGoesUnnoticed() {
        for (byte[] packet : List.of(SOLICITATION, DUPLICATE_SOLICITATION, OTHERS_ADVERTISEMENT)) {
            for (int at = PAYLOAD; at < packet.length; at++) {
                for (int bit = 1; bit < 0x100; bit <<= 1) {
                    byte[] changed = packet.clone();
                    changed[at] ^= (byte) bit;
                    assertEquals(Heard.NOTHING, hear(changed), "octet " + at + ", bit " + bit);
                }
            }
            for (int length = 0; length < packet.length; length++) {
                assertEquals(Heard.NOTHING, hear(Arrays.copyOf(packet, length)));
            }
        }
    }

    private Heard hear(byte[] packet) {
        return talk.hear(memory(packet), packet.length);
    }
}
