package nyanpong.echo;

import static nyanpong.echo.Verdict.BAD_LEN;
import static nyanpong.echo.Verdict.BAD_VERSION;
import static nyanpong.echo.Verdict.FRAGMENT;
import static nyanpong.echo.Verdict.GROUP_DST;
import static nyanpong.echo.Verdict.ICMP_CSUM;
import static nyanpong.echo.Verdict.ICMP_SHORT;
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
import nyanpong.support.Naive;
import nyanpong.support.Row;
import nyanpong.wire.Arrival;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** IPv6 from a hostile or broken peer: rows V of the table of bad inputs. */
class BadIpv6Test {
    @ParameterizedTest
    @MethodSource({"headers", "addresses", "extensions", "messages"})
    void rows(Row row) {
        Rows.check(row);
    }

    static List<Row> headers() {
        return List.of(
                new Row("V2 payload one beyond the packet", BAD_LEN, v6().length(65)),
                new Row("V2 payload 65535", BAD_LEN, v6().length(65535)),
                // The packet does not contradict these lengths; what they leave is no ICMP message.
                new Row("V2 payload 0", ICMP_SHORT, v6().length(0)),
                new Row("V2 payload 7", ICMP_SHORT, v6().length(7)),
                new Row("V3 version 4", BAD_VERSION, v6().version(4)),
                new Row("V3 version 7", BAD_VERSION, v6().version(7)),
                new Row("V3 IPv4 under IPv6's EtherType", BAD_VERSION, v4().etherType(0x86dd)),
                new Row("V10 hop limit 0", REPLY, v6().ttl(0)),
                new Row("V10 hop limit 1", REPLY, v6().ttl(1)),
                new Row("V11 class b9", REPLY, v6().tos(0xb9)));
    }

    static List<Row> addresses() {
        return List.of(
                new Row("V4 source ::", MARTIAN_SRC, v6().source("::")),
                new Row("V5 source ::1", MARTIAN_SRC, v6().source("::1")),
                new Row("V5 source ff02::1", MARTIAN_SRC, v6().source("ff02::1")),
                new Row("V5 source ffff::", MARTIAN_SRC, v6().source("ffff::")),
                new Row("V5 source is the destination", LAND, v6().source(Host.ADDRESS6)),
                new Row("V5 source is ours elsewhere", LAND, v6().source(Host.ELSEWHERE6)),
                new Row("V6 source mapped, a peer's", MARTIAN_SRC, v6().source(Host.PEER)),
                new Row("V6 source mapped, our own", MARTIAN_SRC, v6().source(Host.ADDRESS)),
                new Row("source ::c000:201, compatible", MARTIAN_SRC, v6().source("::c000:201")),
                new Row("source ::1:0:0, neither mapped nor compatible", REPLY, v6().source("::1:0:0")),
                new Row("source link-local", REPLY, v6().source("fe80::1")),
                new Row("source unique local", REPLY, v6().source("fd00::1")),
                new Row("source feff::", REPLY, v6().source("feff::")),
                new Row(
                        "V7 destination ff02::1",
                        GROUP_DST,
                        v6().destination("ff02::1")
                                .macs(0x333300000001L, Host.PEER_MAC)
                                .build(),
                        Arrival.of(2, 0)),
                new Row("V7 destination solicited-node", GROUP_DST, v6().destination("ff02::1:ff00:2")),
                new Row("V8 destination ff01::1", GROUP_DST, v6().destination("ff01::1")),
                new Row("V8 destination ff00::1", GROUP_DST, v6().destination("ff00::1")),
                new Row("destination ::", MARTIAN_DST, v6().destination("::")),
                new Row("destination ::1", MARTIAN_DST, v6().destination("::1")),
                new Row("destination mapped, our own", MARTIAN_DST, v6().destination(Host.ADDRESS)),
                new Row("destination a neighbour", NOT_OWNED, v6().destination("2001:db8::3")),
                new Row("V9 destination subnet-router anycast", NOT_OWNED, v6().destination("2001:db8::")),
                new Row("destination ours elsewhere", NOT_OWNED, v6().destination(Host.ELSEWHERE6)));
    }

    static List<Row> extensions() {
        String pad = "3a 00 0104 00000000";
        return List.of(
                new Row("V12 hop-by-hop padding", IP_OPTIONS, v6().protocol(0).options(pad)),
                new Row(
                        "V12 destination options padding",
                        IP_OPTIONS,
                        v6().protocol(60).options(pad)),
                new Row("V13 unknown option", IP_OPTIONS, v6().protocol(60).options("3a 00 5e04 00000000")),
                new Row("V14 routing header 0", IP_OPTIONS, v6().protocol(43).options("3a 00 0001 00000000")),
                new Row("V15 next header 253", NOT_ECHO_REQUEST, v6().protocol(253)),
                new Row("V15 ICMP in IPv6", NOT_ECHO_REQUEST, v6().protocol(1).type(8)),
                new Row("V16 no next header", NOT_ECHO_REQUEST, v6().protocol(59)),
                new Row(
                        "V17 30 headers",
                        IP_OPTIONS,
                        v6().protocol(60).options("3c 00 0104 00000000".repeat(29) + pad)),
                new Row(
                        "V18 header beyond the end",
                        IP_OPTIONS,
                        v6().protocol(0).options("3a ff 0104 00000000")),
                new Row("V19 atomic fragment", FRAGMENT, v6().protocol(44).options("3a 00 0000 12345678")),
                new Row("V20 first fragment", FRAGMENT, v6().protocol(44).options("3a 00 0001 12345678")),
                new Row("V20 last fragment", FRAGMENT, v6().protocol(44).options("3a 00 0008 12345678")),
                new Row("V21 jumbo", IP_OPTIONS, v6().protocol(0).options("3a 00 c204 00000040")),
                new Row("authentication header", NOT_ECHO_REQUEST, v6().protocol(51)),
                new Row("TCP", NOT_ECHO_REQUEST, v6().protocol(6)));
    }

    static List<Row> messages() {
        List<Row> rows = new ArrayList<>(List.of(
                new Row("V1 checksum, lowest bit", ICMP_CSUM, v6().damage(1)),
                new Row("V1 checksum 0", ICMP_CSUM, checksum(0)),
                new Row("V1 checksum without the pseudo-header", ICMP_CSUM, withoutPseudoHeader()),
                new Row("V1 checksum not ready", REPLY, v6().damage(0x5a5a).build(), Arrival.CHECKSUM_NOT_READY),
                new Row("odd length", REPLY, v6().data(57)),
                new Row(
                        "no payload, id and sequence 0",
                        REPLY,
                        v6().data(0).identifier(0).sequence(0)),
                new Row("code 255", REPLY, v6().code(255))));
        for (int length = 0; length < 8; length++) {
            rows.add(new Row("ICMPv6 of " + length, ICMP_SHORT, v6().message(new byte[length])));
        }
        int[] others = {0, 1, 2, 3, 4, 8, 100, 129, 130, 135, 137, 139, 160, 200, 255};
        for (int type : others) {
            rows.add(new Row("V22 type " + type, NOT_ECHO_REQUEST, v6().type(type)));
        }
        return rows;
    }

    private static EchoPacket checksum(int wanted) {
        return v6().damage(Naive.u16(v6().build(), 56) ^ wanted);
    }

    private static EchoPacket withoutPseudoHeader() {
        byte[] right = v6().build();
        int carried = Naive.u16(right, 56);
        Naive.u16(right, 56, 0);
        return v6().damage(carried ^ Naive.checksum(right, 54, right.length - 54, 0));
    }
}
