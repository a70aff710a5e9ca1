package nyanpong.engine.neighbour;

import java.lang.foreign.MemorySegment;
import nyanpong.wire.Checksum;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Martians;
import nyanpong.wire.Ndp;

/** Neighbor Discovery as a host's: RFC 4861 section 7, and RFC 4862 section 5.4 for duplicates. */
final class NdpTalk implements Talk {
    private static final int IP = Ethernet.HEADER_LENGTH;
    private static final int ICMP = IP + Ipv6.HEADER_LENGTH;

    private final MemorySegment out;
    private final long mac;
    private final Ours ours;
    private long speaker;
    private long askerHigh;
    private long askerLow;
    private long high;
    private long low;

    NdpTalk(MemorySegment out, long mac, Ours ours) {
        this.out = out;
        this.mac = mac;
        this.ours = ours;
    }

    /** RFC 4862 section 5.4.2: from the unspecified address, without an option. */
    @Override
    public int probe(long targetHigh, long targetLow) {
        int length = Ndp.write(out, ICMP, Ndp.SOLICITATION, 0, targetHigh, targetLow, 0, 0);
        return group(0, 0, Ndp.solicitedNodeLow(targetLow), length);
    }

    /** RFC 4861 section 7.2.6: caches that have another link-layer address are to change it. */
    @Override
    public int announcement(long targetHigh, long targetLow) {
        return group(targetHigh, targetLow, Ndp.ALL_NODES_LOW, advertise(Ndp.OVERRIDE, targetHigh, targetLow));
    }

    /** RFC 4861 section 7.2.4. */
    @Override
    public int answer() {
        if (isUnspecified(askerHigh, askerLow)) {
            return announcement(high, low);
        }
        int length = advertise(Ndp.SOLICITED | Ndp.OVERRIDE, high, low);
        Ipv6.destination(out, IP, askerHigh, askerLow);
        return finish(speaker, high, low, length);
    }

    @Override
    public Heard hear(MemorySegment p, int length) {
        if (length < ICMP + Ndp.HEADER_LENGTH || Ethernet.source(p, 0) == mac || Ipv6.version(p, IP) != 6) {
            return Heard.NOTHING;
        }
        int icmpLength = Ipv6.payloadLength(p, IP);
        if (icmpLength < Ndp.HEADER_LENGTH || icmpLength > length - ICMP) {
            return Heard.NOTHING;
        }
        high = Ndp.targetHigh(p, ICMP);
        low = Ndp.targetLow(p, ICMP);
        if (!ours.contains(high, low) || !isRight(p, icmpLength)) {
            return Heard.NOTHING;
        }
        askerHigh = Ipv6.sourceHigh(p, IP);
        askerLow = Ipv6.sourceLow(p, IP);
        return switch (Icmp.type(p, ICMP)) {
            case Ndp.SOLICITATION -> solicitation(p, icmpLength);
            case Ndp.ADVERTISEMENT -> advertisement(p, icmpLength);
            default -> Heard.NOTHING;
        };
    }

    @Override
    public long high() {
        return high;
    }

    @Override
    public long low() {
        return low;
    }

    @Override
    public long speaker() {
        return speaker;
    }

    /** What RFC 4861 sections 7.1.1 and 7.1.2 have in common; the target is ours, and so no group. */
    private static boolean isRight(MemorySegment p, int length) {
        return Ipv6.nextHeader(p, IP) == Ipv6.ICMPV6
                && Ipv6.hopLimit(p, IP) == Ndp.HOP_LIMIT
                && Icmp.code(p, ICMP) == 0
                && Ndp.hasSoundOptions(p, ICMP, length)
                && Checksum.holds(p, ICMP, length, Ipv6.pseudoHeaderSum(p, IP, length, Ipv6.ICMPV6));
    }

    /** Section 7.1.1. */
    private Heard solicitation(MemorySegment p, int length) {
        long option = Ndp.linkAddress(p, ICMP, length, Ndp.SOURCE_LINK_ADDRESS);
        long to = Ethernet.destination(p, 0);
        speaker = option >= 0 ? option : Ethernet.source(p, 0);
        if (isOwnOrNobodys(speaker) || (to != mac && !Ethernet.isGroup(to))) {
            return Heard.NOTHING;
        }
        if (isUnspecified(askerHigh, askerLow)) {
            boolean group = Ndp.isSolicitedNode(Ipv6.destinationHigh(p, IP), Ipv6.destinationLow(p, IP));
            return group && option < 0 ? Heard.PROBE : Heard.NOTHING;
        }
        boolean martian = Martians.isSource(askerHigh, askerLow) || Martians.isMappedOnTheWire(askerHigh, askerLow);
        // From an address of ours: an advertisement would have been a conflict, this makes no sense.
        return martian || ours.contains(askerHigh, askerLow) ? Heard.NOTHING : Heard.QUESTION;
    }

    /** Section 7.1.2. */
    private Heard advertisement(MemorySegment p, int length) {
        long option = Ndp.linkAddress(p, ICMP, length, Ndp.TARGET_LINK_ADDRESS);
        speaker = option >= 0 ? option : Ethernet.source(p, 0);
        boolean solicited = (Ndp.flags(p, ICMP) & Ndp.SOLICITED) != 0;
        boolean group = Martians.isGroup(Ipv6.destinationHigh(p, IP), Ipv6.destinationLow(p, IP));
        return isOwnOrNobodys(speaker) || (solicited && group) ? Heard.NOTHING : Heard.CLAIM;
    }

    private boolean isOwnOrNobodys(long address) {
        return address == mac || address == 0 || Ethernet.isGroup(address);
    }

    private static boolean isUnspecified(long addressHigh, long addressLow) {
        return addressHigh == 0 && addressLow == 0;
    }

    private int advertise(int flags, long targetHigh, long targetLow) {
        return Ndp.write(out, ICMP, Ndp.ADVERTISEMENT, flags, targetHigh, targetLow, Ndp.TARGET_LINK_ADDRESS, mac);
    }

    private int group(long sourceHigh, long sourceLow, long groupLow, int length) {
        Ipv6.destination(out, IP, Ndp.ALL_NODES_HIGH, groupLow);
        return finish(Ndp.groupAddress(groupLow), sourceHigh, sourceLow, length);
    }

    /** Puts the headers before a message of {@code length} whose destination is written. */
    private int finish(long to, long sourceHigh, long sourceLow, int length) {
        Ethernet.destination(out, 0, to);
        Ethernet.source(out, 0, mac);
        Ethernet.type(out, 0, Ethernet.IPV6);
        Ipv6.write(out, IP, 0, 0, length, Ipv6.ICMPV6, Ndp.HOP_LIMIT);
        Ipv6.source(out, IP, sourceHigh, sourceLow);
        Icmp.fillChecksum(out, ICMP, length, Ipv6.pseudoHeaderSum(out, IP, length, Ipv6.ICMPV6));
        return ICMP + length;
    }
}
