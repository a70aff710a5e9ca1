package nyanpong.capture;

/**
 * One packet of a capture.
 *
 * @param nanos since the epoch
 * @param length on the wire; more than there are octets where the capture cut it
 * @param linkType what the octets begin with: a LINKTYPE_ number of the registry that pcap and pcapng share
 * @param octets as captured
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record CapturedPacket(long nanos, int length, int linkType, byte[] octets) {
    public static final int LINKTYPE_ETHERNET = 1;
    public static final int LINKTYPE_RAW = 101;
    public static final int LINKTYPE_LINUX_SLL = 113;
    public static final int LINKTYPE_IPV4 = 228;
    public static final int LINKTYPE_IPV6 = 229;
    public static final int LINKTYPE_LINUX_SLL2 = 276;

    public boolean isCut() {
        return octets.length < length;
    }
}
