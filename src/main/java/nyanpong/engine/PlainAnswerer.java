package nyanpong.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.In;
import nyanpong.sys.Msghdr.Cmsg;
import nyanpong.sys.Pktinfo;
import nyanpong.sys.Waker;
import nyanpong.wire.AddressText;
import nyanpong.wire.Checksum;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Martians;
import nyanpong.wire.Octets;

/**
 * Answers plainly, above IP, what the packet engine leaves while the kernel's echo is off for the whole namespace: loopback
 * and other interfaces, reassembled fragments, options, extension headers, multicast. One thread, one family.
 *
 * <p>The kernel routes, fragments and filters these answers as it would its own.
 */
public final class PlainAnswerer implements Runnable, AutoCloseable {
    /** Requests a second on the served interface above which they are filtered away: receiving each twice has its cost. */
    private static final long BUSY_PER_SECOND = 5_000;

    private static final int TICK_MILLIS = 100;
    private static final int LULL_MILLIS = 2;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** How long after a fragment the filter stays open. */
    private static final long FRAGMENT_TICKS = 100;

    private static final int MOST_OPTIONS = 40;

    private final PlainSocket socket;
    private final boolean six;
    private final KernelEcho kernel;
    private final LongSupplier received;
    private final LongSupplier fragments;
    private final Waker waker;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment out = arena.allocate(256, 8);
    private final AtomicLong answered = new AtomicLong();

    private volatile Division division;
    private boolean open;
    /** The division that requests are filtered by now, or null where all are let in. */
    private volatile Division filtered;

    /**
     * @param received how many packets the packet engine has seen
     * @param fragments how many of them were fragments
     */
    public PlainAnswerer(
            boolean six, KernelEcho kernel, Division division, LongSupplier received, LongSupplier fragments)
            throws ErrnoException {
        this.six = six;
        this.kernel = kernel;
        this.division = division;
        this.received = received;
        this.fragments = fragments;
        this.socket = new PlainSocket(six);
        this.waker = new Waker(socket.fd);
    }

    /** Lets requests in; before this, nothing is received. */
    public synchronized void open() throws ErrnoException {
        socket.attach(PlainFilter.everything());
        open = true;
    }

    /** Lets nothing more in; what has come in is still answered. */
    public synchronized void shut() throws ErrnoException {
        open = false;
        socket.attach(PlainFilter.nothing());
    }

    /** Replaces what is left to the packet engine; from any thread. */
    public void division(Division now) {
        division = now;
    }

    public long answered() {
        return answered.getOpaque();
    }

    @Override
    public void run() {
        long lastReceived = received.getAsLong();
        long lastFragments = fragments.getAsLong();
        long openTicks = 0;
        long tick = System.nanoTime();
        while (!waker.isWoken()) {
            // Where all is let in, whatever changes comes in itself.
            waker.await(filtered == null ? -1 : TICK_MILLIS);
            long before = answered.getPlain();
            drain();
            long now = System.nanoTime();
            if (now - tick >= TICK_MILLIS * NANOS_PER_MILLI) {
                long rate = (received.getAsLong() - lastReceived) * 1_000_000_000L / (now - tick);
                tick = now;
                openTicks = fragments.getAsLong() != lastFragments ? FRAGMENT_TICKS : openTicks - 1;
                lastReceived = received.getAsLong();
                lastFragments = fragments.getAsLong();
                filter(rate > BUSY_PER_SECOND && openTicks <= 0 ? division : null);
            }
            if (answered.getPlain() == before) {
                // All of it was the packet engine's: being woken for each would slow down the thread that answers it.
                waker.sleepUntil(now + LULL_MILLIS * NANOS_PER_MILLI);
            }
        }
        drain();
    }

    /** Ends {@link #run} when what has come in is answered, from any thread. */
    public void stop() {
        waker.wake();
    }

    @Override
    public void close() {
        waker.close();
        socket.close();
        arena.close();
    }

    private synchronized void filter(Division by) {
        if (!open || Objects.equals(by, filtered) || (by != null && !PlainFilter.canTell(by))) {
            return;
        }
        try {
            socket.attach(by == null ? PlainFilter.everything() : PlainFilter.besides(by, six));
            filtered = by;
        } catch (ErrnoException e) {
            // The other filter stays: slower, or blind to small fragments, until the next tick tries again.
            return;
        }
    }

    private void drain() {
        for (int budget = 1024; budget > 0; budget--) {
            long n = socket.receive();
            if (n == -Errno.EINTR) {
                continue;
            }
            if (n < 0) {
                return;
            }
            boolean sent = six ? answerIpv6((int) n) : answerIpv4((int) n);
            if (sent) {
                answered.setOpaque(answered.getPlain() + 1);
            }
        }
    }

    /** A raw IPv4 socket gives the IP header too, reassembled, and no checksum but the header's verified: raw(7). */
    private boolean answerIpv4(int length) {
        MemorySegment p = socket.packet;
        long info = socket.control(In.IP_PKTINFO);
        int header = Ipv4.headerLength(p, 0);
        int icmpLength = length - header;
        if (info < 0 || length < Ipv4.HEADER_LENGTH || icmpLength < Icmp.HEADER_LENGTH) {
            return false;
        }
        int ifindex = Pktinfo.ifindex(socket.control, info, false);
        int source = Ipv4.source(p, 0);
        int destination = Ipv4.destination(p, 0);
        Division d = division;
        boolean group = Martians.isGroup(0, AddressText.mapped(destination))
                || destination == -1
                || d.subnetEnds().contains(0, AddressText.mapped(destination));
        boolean own = d.local().contains(0, AddressText.mapped(source));
        boolean whole = header == Ipv4.HEADER_LENGTH && socket.control(In.IP_RECVFRAGSIZE) < 0 && !group;
        if ((!own && whole && isAnsweredByPackets(d, ifindex, 0, AddressText.mapped(destination)))
                || (!own && isRefused(d, 0, AddressText.mapped(source)))
                || (group && kernel.ignoresBroadcasts())
                || !Checksum.holds(p, header, icmpLength, 0)) {
            return false;
        }
        Icmp.type(p, header, Icmp.ECHO_REPLY);
        Icmp.fillChecksum(p, header, icmpLength, 0);
        long at = 0;
        if (!group) {
            Cmsg.put(out, at, In.IPPROTO_IP, In.IP_PKTINFO, Pktinfo.SIZE_IN);
            Pktinfo.set(out, at + Cmsg.HEADER_LENGTH, destination);
            at += Cmsg.space(Pktinfo.SIZE_IN);
        }
        at = Cmsg.putInt(out, at, In.IPPROTO_IP, In.IP_TOS, Ipv4.tos(p, 0));
        long options = socket.control(In.IP_RETOPTS);
        if (options >= 0 && header > Ipv4.HEADER_LENGTH) {
            int optionsLength = Math.min(Cmsg.length(socket.control, options), MOST_OPTIONS);
            if (optionsLength > 0) {
                Cmsg.put(out, at, In.IPPROTO_IP, In.IP_RETOPTS, optionsLength);
                MemorySegment.copy(socket.control, options, out, at + Cmsg.HEADER_LENGTH, optionsLength);
                at += Cmsg.space(optionsLength);
            }
        }
        return socket.send(header, icmpLength, out, at) >= 0;
    }

    /** A raw ICMPv6 socket gives the message alone, its checksum verified, and fills in the reply's: RFC 3542 section 3.1. */
    private boolean answerIpv6(int length) {
        MemorySegment p = socket.packet;
        long info = socket.control(In.IPV6_PKTINFO);
        if (info < 0 || length < Icmp.HEADER_LENGTH) {
            return false;
        }
        long sourceHigh = Octets.u64(socket.name, In.addressAt(true));
        long sourceLow = Octets.u64(socket.name, In.addressAt(true) + 8L);
        long high = Octets.u64(socket.control, info + Pktinfo.addressAt(true));
        long low = Octets.u64(socket.control, info + Pktinfo.addressAt(true) + 8);
        int ifindex = Pktinfo.ifindex(socket.control, info, true);
        Division d = division;
        boolean group = Martians.isGroup(high, low);
        boolean whole = !group
                && socket.control(In.IPV6_RECVFRAGSIZE) < 0
                && socket.control(In.IPV6_HOPOPTS) < 0
                && socket.control(In.IPV6_DSTOPTS) < 0
                && socket.control(In.IPV6_RTHDR) < 0;
        boolean own = d.local().contains(sourceHigh, sourceLow);
        if ((!own && whole && isAnsweredByPackets(d, ifindex, high, low))
                || (!own && isRefused(d, sourceHigh, sourceLow))
                || Martians.isMappedOnTheWire(sourceHigh, sourceLow)
                || (group && kernel.ignoresMulticast())) {
            return false;
        }
        Icmp.type(p, 0, Icmp.V6_ECHO_REPLY);
        long tclass = socket.control(In.IPV6_TCLASS);
        int trafficClass = tclass < 0 ? 0 : socket.control.get(JAVA_INT_UNALIGNED, tclass);
        long at = Cmsg.putInt(out, 0, In.IPPROTO_IPV6, In.IPV6_TCLASS, trafficClass);
        Cmsg.put(out, at, In.IPPROTO_IPV6, In.IPV6_PKTINFO, Pktinfo.SIZE_IN6);
        long reply = at + Cmsg.HEADER_LENGTH;
        // From the address that was asked; a group's reply is from an address of the interface: RFC 4443 section 4.2.
        int by = isLinkLocal(sourceHigh) ? ifindex : 0;
        Pktinfo.set(out, reply, group ? 0 : high, group ? 0 : low, by);
        at += Cmsg.space(Pktinfo.SIZE_IN6);
        if (socket.send(0, length, out, at) >= 0) {
            return true;
        }
        // An anycast address may not be a source: then the kernel chooses, as it does for its own replies.
        Pktinfo.set(out, reply, 0, 0, by);
        return socket.send(0, length, out, at) >= 0;
    }

    private static boolean isAnsweredByPackets(Division d, int ifindex, long high, long low) {
        return d.interfaces().contains(ifindex) && d.pictured().contains(high, low);
    }

    private static boolean isRefused(Division d, long high, long low) {
        return Martians.isSource(high, low) || d.subnetEnds().contains(high, low);
    }

    private static boolean isLinkLocal(long high) {
        return high >>> 54 == 0xfe80 >>> 6;
    }
}
