package nyanpong.ping;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import nyanpong.wire.Checksum;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Octets;

/**
 * Which messages answer the outstanding request: a reply from the pinged address with our identifier and that sequence
 * number, or an error, from anyone, that quotes the request. All else is null, whatever its bytes.
 *
 * <p>The one error that does not count is our own kernel's, which it sends to itself where ARP or neighbour discovery
 * failed: IOS shows nothing but a timeout then.
 */
final class Match {
    private static final int SOURCE_V4 = 12;
    private static final int DESTINATION_V4 = 16;
    private static final int SOURCE_V6 = 8;
    private static final int DESTINATION_V6 = 24;
    private static final int FRAGMENT_HEADER_LENGTH = 8;

    private final boolean six;
    private final MemorySegment target;
    private final int id;

    Match(InetAddress address, int id) {
        this.six = address instanceof Inet6Address;
        this.target = MemorySegment.ofArray(address.getAddress());
        this.id = id;
    }

    /** A whole IPv4 packet of {@code length} bytes, as a raw socket delivers it: raw(7). */
    Glyph ipv4(MemorySegment p, int length, int sequence) {
        if (length < Ipv4.HEADER_LENGTH || Ipv4.version(p, 0) != 4 || Ipv4.protocol(p, 0) != Ipv4.ICMP) {
            return null;
        }
        int header = Ipv4.headerLength(p, 0);
        int message = Ipv4.totalLength(p, 0) - header;
        if (header < Ipv4.HEADER_LENGTH || message < Icmp.HEADER_LENGTH || header + message > length) {
            return null;
        }
        // The kernel hands a raw socket ICMP whose checksum nobody has looked at.
        return Checksum.holds(p, header, message, 0) ? message(p, header, message, p, SOURCE_V4, sequence) : null;
    }

    /**
     * An ICMP message, its checksum known to be right.
     *
     * @param source the segment that holds the sender's address, at {@code sourceAt}
     */
    Glyph message(MemorySegment p, long at, int length, MemorySegment source, long sourceAt, int sequence) {
        if (length < Icmp.HEADER_LENGTH) {
            return null;
        }
        int type = Icmp.type(p, at);
        if (type == (six ? Icmp.V6_ECHO_REPLY : Icmp.ECHO_REPLY)) {
            boolean ours = Icmp.code(p, at) == 0 && isNumbered(p, at, sequence) && isTarget(source, sourceAt);
            return ours ? Glyph.REPLY : null;
        }
        Glyph glyph = error(type, Icmp.code(p, at));
        long quoted = at + Icmp.HEADER_LENGTH;
        if (glyph == null || !isQuoted(p, quoted, length - Icmp.HEADER_LENGTH, sequence)) {
            return null;
        }
        return isOwn(source, sourceAt, p, quoted + (six ? SOURCE_V6 : SOURCE_V4)) ? null : glyph;
    }

    /** What a type and a code mean to the request that they are about; null where they are no error. */
    Glyph error(int type, int code) {
        return six ? Glyph.ofErrorV6(type) : Glyph.ofError(type, code);
    }

    /** Whether the ICMP header at {@code at}, of which {@code length} bytes are there, is that of the outstanding request. */
    boolean isRequest(MemorySegment p, long at, int length, int sequence) {
        return length >= Icmp.HEADER_LENGTH
                && Icmp.type(p, at) == (six ? Icmp.V6_ECHO_REQUEST : Icmp.ECHO_REQUEST)
                && Icmp.code(p, at) == 0
                && isNumbered(p, at, sequence);
    }

    boolean isTarget(MemorySegment address, long at) {
        return isSame(address, at, target, 0);
    }

    /** Whether an error comes from the very address that the request came from; pinging oneself is another matter. */
    boolean isOwn(MemorySegment offender, long offenderAt, MemorySegment requester, long requesterAt) {
        return isSame(offender, offenderAt, requester, requesterAt) && !isTarget(offender, offenderAt);
    }

    private boolean isNumbered(MemorySegment p, long at, int sequence) {
        return Icmp.identifier(p, at) == id && Icmp.sequence(p, at) == sequence;
    }

    private boolean isQuoted(MemorySegment p, long at, int length, int sequence) {
        return six ? isQuotedV6(p, at, length, sequence) : isQuotedV4(p, at, length, sequence);
    }

    private boolean isQuotedV4(MemorySegment p, long at, int length, int sequence) {
        if (length < Ipv4.HEADER_LENGTH || Ipv4.version(p, at) != 4) {
            return false;
        }
        int header = Ipv4.headerLength(p, at);
        return header >= Ipv4.HEADER_LENGTH
                && Ipv4.protocol(p, at) == Ipv4.ICMP
                && Ipv4.fragmentOffset(p, at) == 0
                && isTarget(p, at + DESTINATION_V4)
                && isRequest(p, at + header, length - header, sequence);
    }

    private boolean isQuotedV6(MemorySegment p, long at, int length, int sequence) {
        if (length < Ipv6.HEADER_LENGTH || Ipv6.version(p, at) != 6 || !isTarget(p, at + DESTINATION_V6)) {
            return false;
        }
        int next = Ipv6.nextHeader(p, at);
        int header = Ipv6.HEADER_LENGTH;
        if (next == Ipv6.FRAGMENT && length >= header + FRAGMENT_HEADER_LENGTH) { // of a request larger than the MTU
            next = (Octets.u16(p, at + header + 2) & 0xfff8) == 0 ? Octets.u8(p, at + header) : -1;
            header += FRAGMENT_HEADER_LENGTH;
        }
        return next == Ipv6.ICMPV6 && isRequest(p, at + header, length - header, sequence);
    }

    private boolean isSame(MemorySegment a, long at, MemorySegment b, long bAt) {
        long length = target.byteSize();
        return MemorySegment.mismatch(a, at, at + length, b, bAt, bAt + length) == -1;
    }
}
