package nyanpong.capture;

import java.util.HexFormat;

/** Captures of two packets each, written by hand after the two drafts. */
public final class Captures {
    static final String PCAP = "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000"
            + "01000000 02000000 03000000 05000000 aabbcc"
            + "02000000 00000000 00000000 00000000";
    static final String PCAPNG = "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c"
            + "00000001 00000020 0065 0000 00000000 0009 0001 09000000 0000 0000 00000020"
            + "00000bad 0000000c 0000000c"
            + "00000006 00000024 00000000 00000001 00000002 00000001 00000001 45000000 00000024"
            + "00000003 00000014 00000002 60 11 0000 00000014";

    private Captures() {}

    public static byte[] pcap() {
        return octets(PCAP);
    }

    public static byte[] pcapng() {
        return octets(PCAPNG);
    }

    /** A file of one packet, with nanoseconds, in network order. */
    public static byte[] pcap(int linkType, byte[] packet) {
        String head = "a1b23c4d 0002 0004 00000000 00000000 00040000 %08x 00000001 00000002 %2$08x %2$08x"
                .formatted(linkType, packet.length);
        return octets(head + HexFormat.of().formatHex(packet));
    }

    static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
