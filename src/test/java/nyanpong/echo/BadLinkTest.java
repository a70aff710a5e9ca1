package nyanpong.echo;

import static nyanpong.echo.Verdict.BAD_SRC_MAC;
import static nyanpong.echo.Verdict.L2_BCAST_UNICAST_IP;
import static nyanpong.echo.Verdict.NOT_IP;
import static nyanpong.echo.Verdict.OTHER_HOST;
import static nyanpong.echo.Verdict.REPLY;
import static nyanpong.echo.Verdict.SHORT_FRAME;
import static nyanpong.echo.Verdict.TRUNCATED;
import static nyanpong.echo.Verdict.VLAN_UNCONFIGURED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Row;
import nyanpong.wire.Arrival;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the link layer may hand over: rows L1 to L11 of the table of bad inputs. */
class BadLinkTest {
    private static final int BROADCAST = Arrival.of(1, 0);
    private static final int MULTICAST = Arrival.of(2, 0);
    private static final int TO_ANOTHER_HOST = Arrival.of(3, 0);
    private static final int OUTGOING = Arrival.of(4, 0);
    private static final int LOOPED = Arrival.of(5, 0);

    @ParameterizedTest
    @MethodSource
    void rows(Row row) {
        Rows.check(row);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int length : new int[] {0, 1, 13, 14, 33}) {
            rows.add(new Row("L1 v4 " + length + " bytes", SHORT_FRAME, cut(EchoPacket.v4(), length), Arrival.PLAIN));
        }
        rows.add(new Row("L1 v6 53 bytes", SHORT_FRAME, cut(EchoPacket.v6(), 53), Arrival.PLAIN));
        for (EchoPacket each : List.of(EchoPacket.v4(), EchoPacket.v6())) {
            byte[] packet = each.build();
            rows.add(new Row("L4 VLAN 101", VLAN_UNCONFIGURED, packet, Arrival.withTag(Arrival.PLAIN, 101)));
            rows.add(new Row("L4 VLAN 4095", VLAN_UNCONFIGURED, packet, Arrival.withTag(Arrival.PLAIN, 0xffff)));
            rows.add(new Row("L4 VLAN 100, ours", REPLY, packet, Arrival.withTag(Arrival.PLAIN, 0xf064)));
            rows.add(new Row("L5 priority tag", REPLY, packet, Arrival.withTag(Arrival.PLAIN, 0xf000)));
            int service = Arrival.withTag(Arrival.FOREIGN_TAG, 100);
            rows.add(new Row("L6 outer tag of 802.1ad", VLAN_UNCONFIGURED, packet, service));
            rows.add(new Row("L7 to another host", OTHER_HOST, packet, TO_ANOTHER_HOST));
            rows.add(new Row("L8 broadcast", L2_BCAST_UNICAST_IP, packet, BROADCAST));
            rows.add(new Row("L8 multicast", L2_BCAST_UNICAST_IP, packet, MULTICAST));
            rows.add(new Row("L11 outgoing", OTHER_HOST, packet, OUTGOING));
            rows.add(new Row("L11 looped", OTHER_HOST, packet, LOOPED));
            rows.add(new Row("longer than the room for it", TRUNCATED, packet, Arrival.TRUNCATED));
            rows.add(new Row("L9 source broadcast", BAD_SRC_MAC, each.macs(Host.MAC, 0xffffffffffffL)));
            rows.add(new Row("L9 source multicast", BAD_SRC_MAC, each.macs(Host.MAC, 0x01005e000001L)));
            rows.add(new Row("L10 source zero", BAD_SRC_MAC, each.macs(Host.MAC, 0)));
            rows.add(new Row("L10 source own", BAD_SRC_MAC, each.macs(Host.MAC, Host.MAC)));
            rows.add(new Row("L6 second tag", VLAN_UNCONFIGURED, each.etherType(0x8100)));
        }
        rows.add(new Row("L2 padding", REPLY, EchoPacket.v4().data(0).trailer(18)));
        rows.add(new Row("L2 trailer", REPLY, EchoPacket.v6().trailer(100)));
        rows.add(new Row("L3 LLC and SNAP", NOT_IP, EchoPacket.v4().etherType(92)));
        rows.add(new Row("ARP", NOT_IP, EchoPacket.v4().etherType(0x0806)));
        return rows;
    }

    private static byte[] cut(EchoPacket packet, int length) {
        return Arrays.copyOf(packet.build(), length);
    }
}
