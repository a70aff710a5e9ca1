package nyanpong.oracle;

import static nyanpong.support.EchoPacket.v4;
import static nyanpong.support.EchoPacket.v6;

import java.util.ArrayList;
import java.util.List;
import nyanpong.echo.EveryRow;
import nyanpong.support.EchoPacket;
import nyanpong.support.Host;
import nyanpong.support.Row;
import nyanpong.wire.Arrival;

/** A row of the tables of bad inputs as a packet on the wire, with the number of its answer. */
record Wired(String name, Tagged tagged) {
    private static final long BROADCAST = 0xffffffffffffL;
    private static final long MULTICAST = 0x01005e000001L;
    private static final long ANOTHER = 0x02000000deadL;

    /** All that a packet can be; a checksum that is yet to be filled in, or a packet that leaves, cannot be sent. */
    static List<Wired> all() {
        List<Wired> all = new ArrayList<>();
        for (Row row : EveryRow.rows()) {
            byte[] packet = row.packet();
            boolean tag = (row.arrival & 0x10000) != 0;
            boolean sendable =
                    packet.length >= 14 && packet.length <= Wire.LONGEST - 4 && (tag || row.arrival == Arrival.PLAIN);
            if (sendable) {
                int protocol = Arrival.has(row.arrival, Arrival.FOREIGN_TAG) ? 0x88a8 : 0x8100;
                all.add(of(row.name, tag ? tagged(packet, protocol, Arrival.tci(row.arrival)) : packet));
            }
        }
        for (EchoPacket each : List.of(v4(), v6())) {
            all.add(of("L8 broadcast", each.macs(BROADCAST, Host.PEER_MAC).build()));
            all.add(of("L8 multicast", each.macs(MULTICAST, Host.PEER_MAC).build()));
            all.add(of("L7 to another host", each.macs(ANOTHER, Host.PEER_MAC).build()));
        }
        all.add(of(
                "I17",
                v4().macs(BROADCAST, Host.PEER_MAC).destination("192.0.2.255").build()));
        all.add(of(
                "I17",
                v4().macs(BROADCAST, Host.PEER_MAC)
                        .destination("255.255.255.255")
                        .build()));
        all.add(of(
                "I17",
                v4().macs(MULTICAST, Host.PEER_MAC).destination("224.0.0.1").build()));
        for (int tos : new int[] {1, 2, 3, 0xb8, 0xff}) {
            all.add(of("I7 TOS " + tos, v4().tos(tos).build()));
            all.add(of("V11 class " + tos, v6().tos(tos).build()));
        }
        all.add(of(
                "to link-local",
                v6().destination(Ours.LINK_LOCAL).source("fe80::1").build()));
        all.add(of(
                "to link-local from elsewhere",
                v6().destination(Ours.LINK_LOCAL).build()));
        for (int octets = 0; octets <= 70; octets++) {
            all.add(of(octets + " octets", v4().data(octets).build()));
            all.add(of(octets + " octets", v6().data(octets).build()));
        }
        all.add(of("longest", v4().data(1472).build()));
        all.add(of("longest", v6().data(1452).build()));
        return all;
    }

    private static Wired of(String name, byte[] packet) {
        return new Wired(name, new Tagged(packet));
    }

    private static byte[] tagged(byte[] b, int protocol, int tci) {
        byte[] with = new byte[b.length + 4];
        System.arraycopy(b, 0, with, 0, 12);
        with[12] = (byte) (protocol >>> 8);
        with[13] = (byte) protocol;
        with[14] = (byte) (tci >>> 8);
        with[15] = (byte) tci;
        System.arraycopy(b, 12, with, 16, b.length - 12);
        return with;
    }
}
