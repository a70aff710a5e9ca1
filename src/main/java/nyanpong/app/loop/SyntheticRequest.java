package nyanpong.app.loop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import nyanpong.echo.Rewrite;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;

/** An echo request in native memory, as an engine would hand it over; each call writes another one to the same place. */
final class SyntheticRequest {
    /** Whose request it looks like, and how many octets of data it has. */
    enum Kind {
        CISCO(72),
        IPUTILS(56),
        IPUTILS_LARGE(1416);

        private final int data;

        Kind(int data) {
            this.data = data;
        }
    }

    static final List<Kind> KINDS = List.of(Kind.values());

    /** Where it begins. */
    static final int AT = Rewrite.HEADROOM;

    private static final int IP = AT + Ethernet.HEADER_LENGTH;
    private static final int LONGEST = 1500;

    private final MemorySegment p;

    SyntheticRequest(Arena arena) {
        p = arena.allocate(IP + LONGEST, 8);
    }

    MemorySegment packet() {
        return p;
    }

    /** Returns its length, Ethernet header included. */
    int ipv4(Prefix to, Kind kind, int sequence) {
        int message = Icmp.HEADER_LENGTH + kind.data;
        int total = Ipv4.HEADER_LENGTH + message;
        Ipv4.write(p, IP, 0, total, 0, 64, Ipv4.ICMP, (int) to.low() + 1, (int) to.low());
        message(Ethernet.IPV4, IP + Ipv4.HEADER_LENGTH, Icmp.ECHO_REQUEST, kind, sequence, 0);
        return Ethernet.HEADER_LENGTH + total;
    }

    /** The same over IPv6. */
    int ipv6(Prefix to, Kind kind, int sequence) {
        int message = Icmp.HEADER_LENGTH + kind.data;
        Ipv6.write(p, IP, 0, 0, message, Ipv6.ICMPV6, 64);
        Ipv6.source(p, IP, to.high(), to.low() + 1);
        Ipv6.destination(p, IP, to.high(), to.low());
        int seed = Ipv6.pseudoHeaderSum(p, IP, message, Ipv6.ICMPV6);
        message(Ethernet.IPV6, IP + Ipv6.HEADER_LENGTH, Icmp.V6_ECHO_REQUEST, kind, sequence, seed);
        return Ethernet.HEADER_LENGTH + Ipv6.HEADER_LENGTH + message;
    }

    private void message(int etherType, int icmp, int type, Kind kind, int sequence, int seed) {
        Ethernet.destination(p, AT, 0x020000000002L);
        Ethernet.source(p, AT, 0x020000000001L);
        Ethernet.type(p, AT, etherType);
        Icmp.type(p, icmp, type);
        Icmp.identifier(p, icmp, 1 + kind.ordinal());
        Icmp.sequence(p, icmp, sequence & 0xffff);
        int data = icmp + Icmp.HEADER_LENGTH;
        for (int i = 0; i < kind.data; i++) {
            Octets.u8(p, data + i, kind == Kind.CISCO ? (i & 1) == 0 ? 0xab : 0xcd : i & 0xff);
        }
        if (kind != Kind.CISCO) { // struct timeval, as x86-64 has it
            Octets.u64(p, data, Long.reverseBytes(System.currentTimeMillis() / 1000));
            Octets.u64(p, data + 8L, 0);
        }
        Icmp.fillChecksum(p, icmp, Icmp.HEADER_LENGTH + kind.data, seed);
    }
}
