package nyanpong.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.wire.Prefix;

/**
 * What the kernel says of this network namespace, at one moment, as seen from one interface.
 *
 * @param link the interface, as it is, or as it last was
 * @param isThere whether it is there now
 * @param local what the kernel's local table takes as its own; an anycast address often stands on lo
 * @param subnetEnds the network and broadcast addresses of this host's IPv4 subnets
 * @param vlans the VLAN devices that stand on the interface: VLAN identifier to interface index
 */
public record HostView(
        Link link, boolean isThere, Set<Prefix> local, Set<Prefix> subnetEnds, Map<Integer, Integer> vlans) {
    private static final int LONGEST_WITH_ENDS = 30; // RFC 3021: a /31 has neither network nor broadcast address

    public HostView {
        local = Set.copyOf(local);
        subnetEnds = Set.copyOf(subnetEnds);
        vlans = Map.copyOf(vlans);
    }

    /** The view from an interface that was there a moment ago. */
    public static HostView from(Rtnetlink rtnetlink, Link link) throws ErrnoException {
        return from(rtnetlink, link, true);
    }

    /**
     * What has become of it: an interface keeps its index whatever it is called; once it is gone, the next one of its last
     * name takes its place.
     */
    public HostView now(Rtnetlink rtnetlink) throws ErrnoException {
        return from(rtnetlink, link, isThere);
    }

    private static HostView from(Rtnetlink rtnetlink, Link link, boolean wasThere) throws ErrnoException {
        List<Link> links = rtnetlink.links();
        Optional<Link> found = links.stream()
                .filter(l -> wasThere && l.index() == link.index())
                .findFirst()
                .or(() ->
                        links.stream().filter(l -> l.name().equals(link.name())).findFirst());
        Map<Integer, Integer> vlans = new HashMap<>();
        for (Link l : links) {
            if (found.isPresent() && l.lower() == found.get().index() && l.vlan() >= 0) {
                vlans.put(l.vlan(), l.index());
            }
        }
        Set<Prefix> local = new HashSet<>();
        for (Rtnetlink.Route route : rtnetlink.routes(Rtnetlink.RT_TABLE_LOCAL)) {
            if (route.type() == Rtnetlink.RTN_LOCAL) {
                local.add(Prefix.of(route.destination().getAddress(), route.prefixLength()));
            }
        }
        Set<Prefix> ends = new HashSet<>();
        for (Rtnetlink.Address address : rtnetlink.addresses()) {
            ends.addAll(subnetEnds(address.address(), address.prefixLength()));
        }
        return new HostView(found.orElse(link), found.isPresent(), local, ends, vlans);
    }

    /** The interface of this name, or of the default route for {@code auto}. */
    public static Optional<Link> findLink(Rtnetlink rtnetlink, String name) throws ErrnoException {
        List<Link> links = rtnetlink.links();
        if (!name.equals("auto")) {
            return links.stream().filter(link -> link.name().equals(name)).findFirst();
        }
        Optional<Rtnetlink.Route> best = rtnetlink.routes(Rtnetlink.RT_TABLE_MAIN).stream()
                .filter(route -> route.type() == Rtnetlink.RTN_UNICAST && route.prefixLength() == 0 && route.out() != 0)
                .min(Comparator.comparingInt(
                                (Rtnetlink.Route route) -> route.destination().getAddress().length)
                        .thenComparing(Rtnetlink.Route::priority, Integer::compareUnsigned));
        return best.flatMap(
                route -> links.stream().filter(l -> l.index() == route.out()).findFirst());
    }

    /** The names of the interfaces that could be served. */
    public static List<String> ethernetNames(Rtnetlink rtnetlink) throws ErrnoException {
        return rtnetlink.links().stream()
                .filter(link -> link.type() == IfPacket.ARPHRD_ETHER)
                .map(Link::name)
                .toList();
    }

    private static List<Prefix> subnetEnds(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        List<Prefix> ends = new ArrayList<>();
        if (bytes.length == 4 && prefixLength <= LONGEST_WITH_ENDS) {
            int mask = prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
            int host = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
            ends.add(Prefix.ofIpv4(host & mask, 32));
            ends.add(Prefix.ofIpv4(host | ~mask, 32));
        }
        return ends;
    }
}
