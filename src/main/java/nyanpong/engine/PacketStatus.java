package nyanpong.engine;

import nyanpong.sys.IfPacket;
import nyanpong.wire.Arrival;
import nyanpong.wire.Ethernet;

/** What the kernel says of a packet beside its bytes, {@code tp_status} and the tag it took out, as an {@link Arrival}. */
final class PacketStatus {
    private PacketStatus() {}

    /** @param arrival what is known already */
    static int arrival(int arrival, int status, int tci, int tpid) {
        int all = arrival;
        if ((status & IfPacket.TP_STATUS_CSUMNOTREADY) != 0) {
            all |= Arrival.CHECKSUM_NOT_READY;
        }
        if ((status & IfPacket.TP_STATUS_VLAN_VALID) != 0) {
            all = Arrival.withTag(all, tci);
            if ((status & IfPacket.TP_STATUS_VLAN_TPID_VALID) != 0 && tpid != Ethernet.VLAN) {
                all |= Arrival.FOREIGN_TAG;
            }
        }
        return all;
    }
}
