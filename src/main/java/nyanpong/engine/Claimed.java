package nyanpong.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nyanpong.wire.Prefix;

/**
 * Destinations whose echo requests are claimed from the kernel, in a form that a longest-prefix match decides.
 *
 * @param addresses true where they are claimed, false for what is the kernel's within something larger
 * @param vlans whose packets are claimed, beside the untagged ones
 */
public record Claimed(Map<Prefix, Boolean> addresses, Set<Integer> vlans) {
    /** Where a host may have all of a family's addresses, these are still nobody's: those of {@link nyanpong.wire.Martians}. */
    private static final List<Prefix> NEVER = List.of(
            Prefix.ofIpv4(0, 8),
            Prefix.ofIpv4(127 << 24, 8),
            Prefix.ofIpv4(224 << 24, 3),
            new Prefix(0, 0, 96),
            new Prefix(0xffL << 56, 0, 8));

    public Claimed {
        addresses = Map.copyOf(addresses);
        vlans = Set.copyOf(vlans);
    }

    /**
     * @param answered what the packet thread answers
     * @param subnetEnds network and broadcast addresses: those are the kernel's
     */
    public static Claimed of(Collection<Prefix> answered, Collection<Prefix> subnetEnds, Set<Integer> vlans) {
        Map<Prefix, Boolean> addresses = new HashMap<>();
        NEVER.forEach(prefix -> addresses.put(prefix, false));
        for (Prefix prefix : answered) {
            boolean somebody = NEVER.stream()
                    .noneMatch(
                            never -> never.length() <= prefix.length() && never.contains(prefix.high(), prefix.low()));
            addresses.merge(prefix, somebody, Boolean::logicalAnd);
        }
        subnetEnds.forEach(prefix -> addresses.put(prefix, false));
        return new Claimed(addresses, vlans);
    }
}
