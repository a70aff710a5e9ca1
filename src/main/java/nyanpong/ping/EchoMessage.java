package nyanpong.ping;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import nyanpong.wire.Icmp;
import nyanpong.wire.Octets;

/** The echo request as IOS builds it, from the ICMP header on: code 0, the data a repeated 0xABCD from its first octet. */
final class EchoMessage {
    private static final int PATTERN = 0xABCD;

    private final MemorySegment p;
    private final boolean six;

    EchoMessage(Arena arena, boolean six, int id, int length) {
        this.six = six;
        p = arena.allocate(length, 8);
        Icmp.type(p, 0, six ? Icmp.V6_ECHO_REQUEST : Icmp.ECHO_REQUEST);
        Icmp.identifier(p, 0, id);
        for (int at = Icmp.HEADER_LENGTH; at < length; at++) {
            Octets.u8(p, at, at % 2 == 0 ? PATTERN >>> 8 : PATTERN & 0xff);
        }
    }

    MemorySegment segment() {
        return p;
    }

    void sequence(int sequence) {
        Icmp.sequence(p, 0, sequence);
        if (!six) { // the kernel fills in ICMPv6's, which covers the source address that it chooses: RFC 3542 section
            // 3.1
            Icmp.fillChecksum(p, 0, (int) p.byteSize(), 0);
        }
    }
}
