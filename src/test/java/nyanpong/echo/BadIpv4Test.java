package nyanpong.echo;

import static nyanpong.echo.Verdict.BAD_IHL;
import static nyanpong.echo.Verdict.BAD_LEN;
import static nyanpong.echo.Verdict.BAD_VERSION;
import static nyanpong.echo.Verdict.FRAGMENT;
import static nyanpong.echo.Verdict.GROUP_DST;
import static nyanpong.echo.Verdict.ICMP_CSUM;
import static nyanpong.echo.Verdict.ICMP_SHORT;
import static nyanpong.echo.Verdict.IP_CSUM;
import static nyanpong.echo.Verdict.IP_OPTIONS;
import static nyanpong.echo.Verdict.LAND;
import static nyanpong.echo.Verdict.MARTIAN_DST;
import static nyanpong.echo.Verdict.MARTIAN_SRC;
import static nyanpong.echo.Verdict.NOT_ECHO_REQUEST;
import static nyanpong.echo.Verdict.NOT_OWNED;
import static nyanpong.echo.Verdict.REPLY;
import static nyanpong.support.EchoPacket.v4;
import static nyanpong.support.EchoPacket.v6;

import java.util.ArrayList;
import java.util.List;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Row;
import nyanpong.wire.Arrival;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** IPv4 from a hostile or broken peer: rows I, O, G and C of the table of bad inputs. */
class BadIpv4Test {
    private static final int MORE_FRAGMENTS = 0x2000;

    @ParameterizedTest
    @MethodSource({"headers", "addresses", "options", "fragments", "messages"})
    void rows(Row row) {
        Rows.check(row);
    }

    static List<Row> headers() {
        int beyond = 4 * 15 + 14;
        return List.of(
                new Row("I1 version 5", BAD_VERSION, v4().version(5)),
                new Row("I1 version 6", BAD_VERSION, v4().version(6)),
                new Row("I1 version 0", BAD_VERSION, v4().version(0)),
                new Row("I2 ihl 0", BAD_IHL, v4().headerWords(0)),
                new Row("I2 ihl 4", BAD_IHL, v4().headerWords(4)),
                new Row(
                        "I2 ihl beyond the packet",
                        BAD_IHL,
                        v4().data(beyond - 14 - 28 - 1).headerWords(15)),
                new Row("I3 total length 0", BAD_LEN, v4().length(0)),
                new Row("I3 total length below the header's", BAD_LEN, v4().length(19)),
                new Row("I3 total length one beyond the packet", BAD_LEN, v4().length(85)),
                new Row("I3 total length 65535", BAD_LEN, v4().length(65535)),
                new Row("I4 header checksum, lowest bit", IP_CSUM, v4().damageHeader(1)),
                new Row("I4 header checksum, highest bit", IP_CSUM, v4().damageHeader(0x8000)),
                new Row(
                        "I4 header checksum not ready",
                        IP_CSUM,
                        v4().damageHeader(1).build(),
                        Arrival.CHECKSUM_NOT_READY),
                new Row("I5 TTL 0", REPLY, v4().ttl(0)),
                new Row("I5 TTL 1", REPLY, v4().ttl(1)),
                new Row("I6 reserved bit", REPLY, v4().fragment(0x8000)),
                new Row("I6 DF", REPLY, v4().fragment(0x4000)),
                new Row("I7 TOS ff", REPLY, v4().tos(0xff)));
    }

    static List<Row> addresses() {
        return List.of(
                new Row("I8 source 0.0.0.0", MARTIAN_SRC, v4().source("0.0.0.0")),
                new Row("I9 source 0.1.2.3", MARTIAN_SRC, v4().source("0.1.2.3")),
                new Row("I10 source 127.0.0.1", MARTIAN_SRC, v4().source("127.0.0.1")),
                new Row("I10 source 127.255.255.254", MARTIAN_SRC, v4().source("127.255.255.254")),
                new Row("I11 source 224.0.0.1", MARTIAN_SRC, v4().source("224.0.0.1")),
                new Row("I11 source 239.255.255.255", MARTIAN_SRC, v4().source("239.255.255.255")),
                new Row("I12 source 240.0.0.1", MARTIAN_SRC, v4().source("240.0.0.1")),
                new Row("I13 source 255.255.255.255", MARTIAN_SRC, v4().source("255.255.255.255")),
                new Row("I14 source subnet broadcast", MARTIAN_SRC, v4().source("192.0.2.255")),
                new Row("I15 source network address", MARTIAN_SRC, v4().source("192.0.2.0")),
                new Row("I16 source is the destination", LAND, v4().source(Host.ADDRESS)),
                new Row("I16 source is ours elsewhere", LAND, v4().source(Host.ELSEWHERE)),
                new Row("source 1.0.0.0", REPLY, v4().source("1.0.0.0")),
                new Row("source 126.255.255.255", REPLY, v4().source("126.255.255.255")),
                new Row("source 128.0.0.0", REPLY, v4().source("128.0.0.0")),
                new Row("source 223.255.255.255", REPLY, v4().source("223.255.255.255")),
                new Row("I17 destination subnet broadcast", GROUP_DST, v4().destination("192.0.2.255")),
                new Row("I17 destination limited broadcast", GROUP_DST, v4().destination("255.255.255.255")),
                new Row("I17 destination 224.0.0.1", GROUP_DST, v4().destination("224.0.0.1")),
                new Row(
                        "I17 destination 224.0.0.1 in a multicast frame",
                        GROUP_DST,
                        v4().destination("224.0.0.1")
                                .macs(0x01005e000001L, Host.PEER_MAC)
                                .build(),
                        Arrival.of(2, 0)),
                new Row("I18 destination 0.0.0.0", MARTIAN_DST, v4().destination("0.0.0.0")),
                new Row("I18 destination 127.0.0.1", MARTIAN_DST, v4().destination("127.0.0.1")),
                new Row("destination 240.0.0.1", MARTIAN_DST, v4().destination("240.0.0.1")),
                // An old kernel takes it for a broadcast: Linux 5.14 was the first not to.
                new Row("I18 destination network address", GROUP_DST, v4().destination("192.0.2.0")),
                new Row("I19 destination a neighbour", NOT_OWNED, v4().destination("192.0.2.3")),
                new Row("I19 destination ours elsewhere", NOT_OWNED, v4().destination(Host.ELSEWHERE)),
                // One word for a packet with several faults: addresses come before the message, the source first.
                new Row(
                        "source before destination",
                        MARTIAN_SRC,
                        v4().source("0.0.0.0").destination("0.0.0.0")),
                new Row(
                        "addresses before checksum",
                        NOT_OWNED,
                        v4().destination("192.0.2.3").damage(1)));
    }

    static List<Row> options() {
        return List.of(
                new Row("O1 record route, room", IP_OPTIONS, v4().options("07 0b 04 00000000 00000000 00")),
                new Row("O1 record route, full", IP_OPTIONS, v4().options("07 07 08 c0000201 00")),
                new Row("O2 record route, pointer 3", IP_OPTIONS, v4().options("07 07 03 c0000201 00")),
                new Row("O2 option beyond the header", IP_OPTIONS, v4().options("07 27 04 00")),
                new Row("O2 option length 0", IP_OPTIONS, v4().options("07 00 04 00")),
                new Row("O2 option length 1", IP_OPTIONS, v4().options("07 01 04 00")),
                new Row("O3 time stamp", IP_OPTIONS, v4().options("44 08 05 00 00000000")),
                new Row("O4 loose source route", IP_OPTIONS, v4().options("83 07 04 c0000207 00")),
                new Row("O4 strict source route, done", IP_OPTIONS, v4().options("89 07 08 c0000207 00")),
                new Row("O5 router alert", IP_OPTIONS, v4().options("94 04 0000")),
                new Row("O5 unknown option", IP_OPTIONS, v4().options("de 04 0000")),
                new Row("O5 40 no-operations", IP_OPTIONS, v4().options("01".repeat(40))),
                new Row("O6 record route twice", IP_OPTIONS, v4().options("07 07 04 00000000 07 07 04 00000000 00 00")),
                new Row(
                        "options and a bad header checksum",
                        IP_CSUM,
                        v4().options("01010101").damageHeader(4)));
    }

    static List<Row> fragments() {
        return List.of(
                new Row("G1 first", FRAGMENT, v4().fragment(MORE_FRAGMENTS)),
                new Row("G1 middle", FRAGMENT, v4().fragment(MORE_FRAGMENTS | 8)),
                new Row("G1 last", FRAGMENT, v4().fragment(16)),
                new Row("G3 beyond 65535", FRAGMENT, v4().fragment(0x1fff)),
                new Row(
                        "G4 first of 8 octets",
                        FRAGMENT,
                        v4().fragment(MORE_FRAGMENTS).data(0)),
                new Row(
                        "G5 more, and no multiple of 8",
                        FRAGMENT,
                        v4().fragment(MORE_FRAGMENTS).data(57)),
                new Row("with DF", FRAGMENT, v4().fragment(0x4000 | MORE_FRAGMENTS)),
                new Row("with options", FRAGMENT, v4().fragment(MORE_FRAGMENTS).options("01010101")));
    }

    static List<Row> messages() {
        List<Row> rows = new ArrayList<>(List.of(
                new Row("C1 checksum, lowest bit", ICMP_CSUM, v4().damage(1)),
                new Row("C1 checksum, highest bit", ICMP_CSUM, v4().damage(0x8000)),
                new Row("C1 checksum 0", ICMP_CSUM, checksum(0)),
                new Row("C1 checksum ffff", ICMP_CSUM, checksum(0xffff)),
                new Row("C1 trailer summed up", ICMP_CSUM, v4().trailer(2).damage(0xeeee)),
                new Row("C2 checksum not ready", REPLY, v4().damage(0x5a5a).build(), Arrival.CHECKSUM_NOT_READY),
                new Row("C3 odd length", REPLY, v4().data(57)),
                new Row(
                        "C5 no payload, id and sequence 0",
                        REPLY,
                        v4().data(0).identifier(0).sequence(0)),
                new Row("C6 code 5", REPLY, v4().code(5)),
                new Row("C6 code 255", REPLY, v4().code(255)),
                new Row(
                        "C11 ICMPv6 in IPv4",
                        NOT_ECHO_REQUEST,
                        v4().protocol(58).type(128)),
                new Row("ICMPv6's type in ICMP", NOT_ECHO_REQUEST, v4().type(128)),
                new Row("IPv6 under IPv4's EtherType", BAD_VERSION, v6().etherType(0x0800)),
                new Row("TCP", NOT_ECHO_REQUEST, v4().protocol(6)),
                new Row("UDP, fragmented", NOT_ECHO_REQUEST, v4().protocol(17).fragment(MORE_FRAGMENTS))));
        for (int length = 0; length < 8; length++) {
            rows.add(new Row("C4 ICMP of " + length, ICMP_SHORT, v4().message(new byte[length])));
            rows.add(new Row(
                    "C4 ICMP of " + length + ", padded",
                    ICMP_SHORT,
                    v4().length(20 + length).data(0).trailer(18)));
        }
        int[] others = {0, 3, 4, 5, 11, 12, 13, 14, 15, 17, 42, 43, 255};
        for (int type : others) {
            rows.add(new Row("C7-C10 type " + type, NOT_ECHO_REQUEST, v4().type(type)));
        }
        return rows;
    }

    private static EchoPacket checksum(int wanted) {
        byte[] right = v4().build();
        return v4().damage((right[36] & 0xff) << 8 ^ (right[37] & 0xff) ^ wanted);
    }
}
