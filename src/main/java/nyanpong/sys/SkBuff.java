package nyanpong.sys;

/**
 * What an eBPF program may read of a packet's {@code struct __sk_buff}, {@code <linux/bpf.h>}: offsets of 32-bit words. Beside
 * them there is no word of whether the checksum is still to be filled in.
 */
public final class SkBuff {
    /** Octets, the link header included. */
    public static final int LEN = 0;

    /** {@code PACKET_HOST} is us: packet(7). */
    public static final int PKT_TYPE = 4;

    /** The EtherType behind any VLAN tag that the kernel has taken out, in network order. */
    public static final int PROTOCOL = 16;

    /** 1 where the kernel has taken out a tag. */
    public static final int VLAN_PRESENT = 20;

    public static final int VLAN_TCI = 24;

    /** The EtherType of the tag, in network order. */
    public static final int VLAN_PROTO = 28;

    private SkBuff() {}
}
