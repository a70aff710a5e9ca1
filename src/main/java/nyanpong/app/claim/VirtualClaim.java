package nyanpong.app.claim;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.config.Config;
import nyanpong.config.VirtualMacKind;
import nyanpong.echo.LocalTable;
import nyanpong.engine.Engine;
import nyanpong.engine.HostView;
import nyanpong.engine.neighbour.Forwarding;
import nyanpong.engine.neighbour.Neighbours;
import nyanpong.engine.neighbour.VirtualMac;
import nyanpong.engine.takeover.Lock;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.wire.AddressText;
import nyanpong.wire.Prefix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takeover {@code virtual}: takes over nothing. Its addresses are not the kernel's, and so neither are their pings; neighbours
 * learn of them from ARP and Neighbor Discovery of our own.
 */
final class VirtualClaim implements Claim {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");

    private final Link link;
    private final Set<Prefix> wanted;
    private final boolean ownMac;
    private final Engine engine;
    private final Neighbours neighbours;

    /** @param changed told, on some thread, that {@link #localTable} has another answer */
    VirtualClaim(Config config, Link link, Runnable changed, Closing closing) throws IOException, TakeoverException {
        this.link = link;
        wanted = config.addresses().stream()
                .map(address -> Prefix.of(address.getAddress(), address.getAddress().length * 8))
                .collect(Collectors.toUnmodifiableSet());
        ownMac = config.virtualMac() == VirtualMacKind.OWN;
        closing.add(new Lock(
                "virtual/" + link.index(), "virtual addresses on " + link.name(), "add these to its addresses"));
        engine = Engines.open(config.engine(), 1, link, closing, LOG::warn).getFirst();
        neighbours = closing.add(new Neighbours(link.index(), link.address(), mac(), wanted, LOG::warn, changed));
    }

    @Override
    public String takeover() {
        return "virtual";
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public void open(HostView view) throws IOException, UnavailableException {
        for (Prefix address : wanted) {
            String name = "address " + text(address) + ": ";
            if (contains(view.local(), address)) {
                throw new UnavailableException(
                        name + "this host has it, and its kernel answers; take it out of addresses, "
                                + "or serve with takeover sysctl");
            }
            if (contains(view.subnetEnds(), address)) {
                throw new UnavailableException(name + "a subnet's network or broadcast address; want a host's");
            }
            if (!ownMac && Forwarding.isOn(link.name(), AddressText.isMapped(address.high(), address.low()))) {
                // Sent to the interface's Ethernet address, they are the kernel's to forward: back to us, or with an
                // error.
                throw new UnavailableException(name + "this host forwards, and would forward its pings too; "
                        + "leave virtual-mac at own, or turn forwarding off on " + link.name());
            }
        }
    }

    @Override
    public void start(Threads threads) {
        threads.start("neighbours", this::answer, neighbours::stop);
    }

    @Override
    public void begin() throws IOException, UnavailableException {
        engine.open();
        try {
            neighbours.awaitSettled();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while it asked for addresses");
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENETDOWN) {
                throw e;
            }
            throw new UnavailableException("interface " + link.name()
                    + ": is down, and nobody can be asked whether he has an address: ip link set " + link.name()
                    + " up");
        }
        if (neighbours.held().isEmpty()) {
            throw noneLeft();
        }
    }

    @Override
    public void end() throws IOException {
        engine.shut();
        engine.settle();
    }

    @Override
    public void hostChanged(HostView view) throws UnavailableException {
        Interfaces.requireNeverGone(view, link, takeover());
        neighbours.yieldTo(view.local());
    }

    @Override
    public LocalTable localTable(HostView view) {
        Set<Prefix> local = new HashSet<>(view.local());
        local.addAll(neighbours.held());
        // Untagged packets only, so no VLAN is ours whatever devices there are.
        return new LocalTable(local, answered(view), view.subnetEnds(), Set.of(), ownMac ? mac() : 0);
    }

    @Override
    public String addresses(HostView view) {
        return answered(view).stream().map(VirtualClaim::text).sorted().collect(Collectors.joining(","));
    }

    private void answer() throws ErrnoException, UnavailableException {
        if (neighbours.run()) {
            throw noneLeft();
        }
    }

    private UnavailableException noneLeft() {
        return new UnavailableException("interface " + link.name() + ": none of the addresses is left to answer for");
    }

    private Set<Prefix> answered(HostView view) {
        return neighbours.held().stream()
                .filter(address -> !contains(view.local(), address))
                .collect(Collectors.toSet());
    }

    private long mac() {
        return ownMac ? VirtualMac.of(link.address()) : link.address();
    }

    private static boolean contains(Collection<Prefix> prefixes, Prefix address) {
        return prefixes.stream().anyMatch(p -> p.contains(address.high(), address.low()));
    }

    private static String text(Prefix address) {
        return AddressText.of(address.high(), address.low());
    }
}
