package nyanpong.blast;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.List;
import nyanpong.blast.Plan.Data;
import nyanpong.wire.Ethernet;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;
import nyanpong.wire.Octets;
import nyanpong.wire.Prefix;

/**
 * Echo requests by their number: the targets take turns, and of one target's each has another identifier or sequence number.
 * The same number gives the same octets, so nothing need be kept to check an answer by.
 */
final class Requests {
    private static final int TTL = 64;
    private static final int CISCO = 0xABCD;

    private final boolean six;
    private final Data data;
    private final long seed;
    private final int firstIdentifier;
    private final int targets;
    private final int length;
    private final int icmp;
    private final MemorySegment templates;
    private final long[] high;
    private final long[] low;

    /**
     * @param link our Ethernet address
     * @param size bytes of an IP packet
     */
    Requests(Arena arena, long link, List<Target> targets, int size, Data data, int firstIdentifier, long seed) {
        this.six = targets.getFirst().address().getAddress().length == 16;
        this.data = data;
        this.seed = seed;
        this.firstIdentifier = firstIdentifier;
        this.targets = targets.size();
        this.length = Ethernet.HEADER_LENGTH + size;
        this.icmp = Ethernet.HEADER_LENGTH + (six ? Ipv6.HEADER_LENGTH : Ipv4.HEADER_LENGTH);
        this.templates = arena.allocate((long) length * this.targets, 8);
        this.high = new long[this.targets];
        this.low = new long[this.targets];
        for (int i = 0; i < this.targets; i++) {
            template(i, link, targets.get(i), size);
        }
    }

    /** Bytes of each, Ethernet header included. */
    int length() {
        return length;
    }

    boolean isIpv6() {
        return six;
    }

    /** Where the ICMP header is. */
    int icmp() {
        return icmp;
    }

    int targets() {
        return targets;
    }

    int target(long number) {
        return (int) (number % targets);
    }

    int identifier(long number) {
        return (firstIdentifier + (int) ((number / targets) >>> 16)) & 0xffff;
    }

    int sequence(long number) {
        return (int) (number / targets) & 0xffff;
    }

    /** The number of the request that has these; of one that we never made it is beyond all that we did. */
    long number(int target, int identifier, int sequence) {
        long ofTarget = ((identifier - firstIdentifier) & 0xffffL) << 16 | sequence;
        return ofTarget * targets + target;
    }

    /** Which target has this address, or -1; IPv4 in its mapped form. */
    int target(long addressHigh, long addressLow) {
        for (int i = 0; i < targets; i++) {
            if (low[i] == addressLow && high[i] == addressHigh) {
                return i;
            }
        }
        return -1;
    }

    void write(MemorySegment p, long at, long number) {
        write(p, at, target(number), identifier(number), sequence(number), number);
    }

    /** @param salt of random data */
    void write(MemorySegment p, long at, int target, int identifier, int sequence, long salt) {
        MemorySegment.copy(templates, (long) target * length, p, at, length);
        long message = at + icmp;
        Icmp.identifier(p, message, identifier);
        Icmp.sequence(p, message, sequence);
        if (data == Data.RANDOM) {
            long from = message + Icmp.HEADER_LENGTH;
            long end = at + length;
            long word = (salt << 16) ^ seed;
            for (; from + 8 <= end; from += 8) {
                p.set(JAVA_LONG_UNALIGNED, from, mixed(word++));
            }
            for (long rest = mixed(word); from < end; from++, rest >>>= 8) {
                Octets.u8(p, from, (int) rest);
            }
        }
        int messageLength = length - icmp;
        int pseudo = six ? Ipv6.pseudoHeaderSum(p, at + Ethernet.HEADER_LENGTH, messageLength, Ipv6.ICMPV6) : 0;
        Icmp.fillChecksum(p, message, messageLength, pseudo);
    }

    private void template(int index, long link, Target target, int size) {
        MemorySegment p = templates;
        long at = (long) index * length;
        Ethernet.destination(p, at, target.link());
        Ethernet.source(p, at, link);
        Ethernet.type(p, at, six ? Ethernet.IPV6 : Ethernet.IPV4);
        long ip = at + Ethernet.HEADER_LENGTH;
        Prefix from = prefix(target.source());
        Prefix to = prefix(target.address());
        high[index] = to.high();
        low[index] = to.low();
        if (six) {
            Ipv6.write(p, ip, 0, 0, size - Ipv6.HEADER_LENGTH, Ipv6.ICMPV6, TTL);
            Ipv6.source(p, ip, from.high(), from.low());
            Ipv6.destination(p, ip, to.high(), to.low());
            Icmp.type(p, at + icmp, Icmp.V6_ECHO_REQUEST);
        } else {
            Ipv4.write(p, ip, 0, size, 0, TTL, Ipv4.ICMP, (int) from.low(), (int) to.low());
            Icmp.type(p, at + icmp, Icmp.ECHO_REQUEST);
        }
        for (int i = 0; i < length - icmp - Icmp.HEADER_LENGTH; i++) {
            Octets.u8(p, at + icmp + Icmp.HEADER_LENGTH + i, i % 2 == 0 ? CISCO >>> 8 : CISCO & 0xff);
        }
    }

    private static Prefix prefix(InetAddress address) {
        return Prefix.of(address.getAddress(), 8 * address.getAddress().length);
    }

    /** SplitMix64's finaliser. */
    private static long mixed(long z) {
        z += 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
