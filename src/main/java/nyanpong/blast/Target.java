package nyanpong.blast;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Address;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.sys.Rtnetlink.Neighbour;
import nyanpong.wire.Martians;
import nyanpong.wire.Prefix;

/**
 * A neighbour on the interface's own link, and the address of ours that asks it: nothing that a router would have to forward.
 *
 * @param link its Ethernet address, the low 48 bits
 */
record Target(InetAddress address, InetAddress source, long link) {
    private static final int DISCARD = 9;
    private static final long PATIENCE_MILLIS = 1000;

    /** Finds its Ethernet address as the kernel would, by ARP or neighbour discovery. */
    static Target resolve(Rtnetlink rtnetlink, Link interfaceLink, InetAddress address)
            throws BlastException, IOException {
        InetAddress source = source(rtnetlink.addresses(), interfaceLink, address);
        Optional<Neighbour> known = find(rtnetlink, interfaceLink, address);
        if (known.isEmpty()) {
            touch(source, address);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (known.isEmpty() && System.nanoTime() - end < 0) {
                pause();
                known = find(rtnetlink, interfaceLink, address);
            }
        }
        if (known.isEmpty()) {
            throw new BlastException(
                    address.getHostAddress() + ": nobody on " + interfaceLink.name() + " says that it is there", false);
        }
        return new Target(address, source, known.get().link());
    }

    /** Our address in the subnet that we share with it. */
    static InetAddress source(List<Address> addresses, Link link, InetAddress target) throws BlastException {
        Prefix wanted = Prefix.of(target.getAddress(), 8 * target.getAddress().length);
        InetAddress found = null;
        for (Address ours : addresses) {
            boolean sameFamily = ours.address().getAddress().length == target.getAddress().length;
            if (ours.address().equals(target)) {
                throw new BlastException(
                        target.getHostAddress() + ": that is an address of this host; want a neighbour's", true);
            }
            Prefix subnet = Prefix.of(ours.address().getAddress(), ours.prefixLength());
            if (!sameFamily || ours.index() != link.index() || !subnet.contains(wanted.high(), wanted.low())) {
                continue;
            }
            found = ours.address();
            if (isEnd(subnet, wanted)) {
                throw new BlastException(
                        target.getHostAddress() + ": that is everybody in " + subnet + "; want one host", true);
            }
        }
        if (found == null || Martians.isSource(wanted.high(), wanted.low())) {
            throw new BlastException(
                    target.getHostAddress() + ": not on the link of " + link.name()
                            + ": want an address within one of its subnets",
                    true);
        }
        return found;
    }

    /** An IPv4 subnet's network or broadcast address; a /31 has neither, RFC 3021. */
    private static boolean isEnd(Prefix subnet, Prefix address) {
        int hostBits = 128 - subnet.length();
        if (subnet.length() < 96 || hostBits < 2) {
            return false;
        }
        long mask = (1L << hostBits) - 1;
        return (address.low() & mask) == 0 || (address.low() & mask) == mask;
    }

    private static Optional<Neighbour> find(Rtnetlink rtnetlink, Link link, InetAddress address) throws IOException {
        return rtnetlink.neighbours().stream()
                .filter(n -> n.index() == link.index()
                        && n.link() != 0
                        && n.address().equals(address))
                .findFirst();
    }

    /** An empty datagram for it has the kernel ask who it is. */
    private static void touch(InetAddress source, InetAddress address) throws IOException {
        StandardProtocolFamily family =
                address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        try (DatagramChannel channel = DatagramChannel.open(family)) {
            channel.bind(new InetSocketAddress(source, 0));
            channel.send(ByteBuffer.allocate(0), new InetSocketAddress(address, DISCARD));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
