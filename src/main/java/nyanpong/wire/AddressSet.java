package nyanpong.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An immutable set of addresses given as prefixes: disjoint ranges in order, found by halving. A look-up allocates nothing
 * and costs the logarithm of the number of ranges. IPv4 addresses are in their mapped form.
 */
public final class AddressSet {
    private static final Comparator<Prefix> BY_FIRST = Comparator.comparing(Prefix::high, Long::compareUnsigned)
            .thenComparing(Prefix::low, Long::compareUnsigned)
            .thenComparingInt(Prefix::length);

    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    public AddressSet(Collection<Prefix> prefixes) {
        List<Prefix> ranges = new ArrayList<>();
        for (Prefix prefix : prefixes.stream().sorted(BY_FIRST).toList()) {
            // Two prefixes are disjoint or one holds the other; the holder sorts first.
            if (ranges.isEmpty() || !ranges.getLast().contains(prefix.high(), prefix.low())) {
                ranges.add(prefix);
            }
        }
        firstHigh = ranges.stream().mapToLong(Prefix::high).toArray();
        firstLow = ranges.stream().mapToLong(Prefix::low).toArray();
        lastHigh = ranges.stream().mapToLong(Prefix::lastHigh).toArray();
        lastLow = ranges.stream().mapToLong(Prefix::lastLow).toArray();
    }

    public boolean contains(long high, long low) {
        int from = 0;
        int to = firstHigh.length - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            if (compare(high, low, firstHigh[middle], firstLow[middle]) < 0) {
                to = middle - 1;
            } else if (compare(high, low, lastHigh[middle], lastLow[middle]) > 0) {
                from = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int c = Long.compareUnsigned(high, otherHigh);
        return c != 0 ? c : Long.compareUnsigned(low, otherLow);
    }
}
