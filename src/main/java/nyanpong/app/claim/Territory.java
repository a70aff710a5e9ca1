package nyanpong.app.claim;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nyanpong.app.host.UnavailableException;
import nyanpong.echo.LocalTable;
import nyanpong.engine.Claimed;
import nyanpong.engine.Division;
import nyanpong.engine.HostView;
import nyanpong.wire.AddressSet;
import nyanpong.wire.AddressText;
import nyanpong.wire.Prefix;

/**
 * Which of this host's addresses the packet engine answers: those configured, or all that the kernel takes as its own.
 *
 * @param configured empty for all
 * @param six false where the kernel's own ICMPv6 echo cannot be switched off, and so answers
 */
public record Territory(List<InetAddress> configured, boolean six) {
    public Territory {
        configured = List.copyOf(configured);
    }

    /** @throws UnavailableException if a configured address is not this host's */
    void require(HostView view) throws UnavailableException {
        for (InetAddress address : configured) {
            if (!contains(view.local(), prefix(address))) {
                throw new UnavailableException("address " + text(prefix(address)) + ": not in this host's local table; "
                        + "add it (ip address add), or take it out of addresses");
            }
        }
    }

    LocalTable localTable(HostView view) {
        return new LocalTable(
                view.local(), answered(view), view.subnetEnds(), view.vlans().keySet());
    }

    Division division(HostView view) {
        Set<Integer> interfaces = new HashSet<>(view.vlans().values());
        if (view.isThere()) {
            interfaces.add(view.link().index());
        }
        return new Division(
                interfaces,
                new AddressSet(answered(view)),
                configured.isEmpty(),
                new AddressSet(view.local()),
                new AddressSet(view.subnetEnds()),
                view.link().mtu());
    }

    Claimed claimed(HostView view) {
        return Claimed.of(answered(view), view.subnetEnds(), view.vlans().keySet());
    }

    /** The addresses that are answered, but for loopback's, separated by commas. */
    String text(HostView view) {
        return answered(view).stream()
                .filter(p -> !(p.high() == 0 && (p.low() == 1 || p.low() >>> 24 == 0xffff7fL)))
                .map(Territory::text)
                .sorted()
                .collect(Collectors.joining(","));
    }

    private Set<Prefix> answered(HostView view) {
        Set<Prefix> ours = configured.isEmpty()
                ? view.local()
                : configured.stream()
                        .map(Territory::prefix)
                        .filter(address -> contains(view.local(), address))
                        .collect(Collectors.toSet());
        return ours.stream()
                .filter(p -> six || AddressText.isMapped(p.high(), p.low()))
                .collect(Collectors.toSet());
    }

    /** Whether the kernel takes an address as its own. */
    public static boolean contains(HostView view, InetAddress address) {
        return contains(view.local(), prefix(address));
    }

    private static boolean contains(Set<Prefix> prefixes, Prefix address) {
        return prefixes.stream().anyMatch(p -> p.contains(address.high(), address.low()));
    }

    private static Prefix prefix(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Prefix.of(bytes, bytes.length * 8);
    }

    private static String text(Prefix p) {
        return p.length() == 128 ? AddressText.of(p.high(), p.low()) : p.toString();
    }
}
