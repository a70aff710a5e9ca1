package nyanpong.echo;

import java.util.Locale;

/**
 * What became of a packet. Every packet gets exactly one; the names, in lower case, are the counters' names and the words of
 * the log. docs/verdicts.md tells each at length, with its rule.
 */
public enum Verdict {
    /** An echo reply with the request's data. */
    REPLY(Fate.ANSWERED),
    /** An echo reply whose data's time stamp was set back. */
    REPLY_SHIFTED(Fate.ANSWERED),
    /** An echo reply with a picture in its data, of unchanged length. */
    REPLY_DRAWN(Fate.ANSWERED),
    /** Silence, where the picture or the configuration asks for it. */
    SILENCE(Fate.ANSWERED),
    /** An ICMP error that quotes the request. */
    ERROR(Fate.ANSWERED),
    /** An error would have been longer than its request: it got the canvas's paper instead. */
    ERROR_WOULD_AMPLIFY(Fate.ANSWERED),
    /** An answer that is kept, and sent later. */
    DELAYED(Fate.ANSWERED),
    /** An answer that was to be late, but too many are kept already, or it is too long: sent at once. */
    DELAY_REFUSED(Fate.ANSWERED),

    /** Over a limit of the configuration. */
    RATE_LIMITED(Fate.DROPPED),
    /** Cut short in the Ethernet or IP header. */
    SHORT_FRAME(Fate.DROPPED),
    /** Longer than the room that the engine has for a packet. */
    TRUNCATED(Fate.DROPPED),
    /** An EtherType other than IPv4 and IPv6. */
    NOT_IP(Fate.DROPPED),
    /** Tagged for a VLAN that this host has no device for, or tagged twice. */
    VLAN_UNCONFIGURED(Fate.DROPPED),
    /** The destination MAC address is another host's. */
    OTHER_HOST(Fate.DROPPED),
    /** A unicast IP address in a broadcast or multicast frame: RFC 1122 section 3.3.6. */
    L2_BCAST_UNICAST_IP(Fate.DROPPED),
    /** The source MAC address is a group, zero, or our own. */
    BAD_SRC_MAC(Fate.DROPPED),
    /** The IP version is not the one that the EtherType says: RFC 1122 section 3.2.1.1. */
    BAD_VERSION(Fate.DROPPED),
    /** A header length below 20 or beyond the packet: RFC 791 section 3.1. */
    BAD_IHL(Fate.DROPPED),
    /** A total or payload length that the packet contradicts. */
    BAD_LEN(Fate.DROPPED),
    /** Wrong IPv4 header checksum: RFC 1122 section 3.2.1.2. */
    IP_CSUM(Fate.DROPPED),
    /** Neither ICMP nor ICMPv6 of its own IP version, or another type than echo request. */
    NOT_ECHO_REQUEST(Fate.DROPPED),
    /** Fewer than eight octets of ICMP. */
    ICMP_SHORT(Fate.DROPPED),
    /** Wrong ICMP or ICMPv6 checksum. */
    ICMP_CSUM(Fate.DROPPED),
    /** A source that is not one unicast host: RFC 1122 section 3.2.1.3, RFC 6890, RFC 4291. */
    MARTIAN_SRC(Fate.DROPPED),
    /** A source that is one of this host's own addresses. */
    LAND(Fate.DROPPED),
    /** A destination that never appears on a wire. */
    MARTIAN_DST(Fate.DROPPED),

    /** A destination that is not ours to answer. */
    NOT_OWNED(Fate.LEFT),
    /** A broadcast or multicast destination. */
    GROUP_DST(Fate.LEFT),
    /** A fragment; the kernel reassembles it. */
    FRAGMENT(Fate.LEFT),
    /** IPv4 options, or an IPv6 extension header other than a fragment's; the kernel reads them. */
    IP_OPTIONS(Fate.LEFT);

    /** Whether a packet was answered, dropped, or left to the kernel and the sockets above it. */
    public enum Fate {
        ANSWERED,
        DROPPED,
        LEFT
    }

    private final Fate fate;
    private final String label = name().toLowerCase(Locale.ROOT);

    Verdict(Fate fate) {
        this.fate = fate;
    }

    public Fate fate() {
        return fate;
    }

    /** The name in counters, logs and documentation. */
    public String label() {
        return label;
    }
}
