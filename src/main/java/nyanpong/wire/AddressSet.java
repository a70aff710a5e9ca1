package nyanpong.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An immutable set of addresses given as prefixes. Single addresses, which most are, are found by hash; what is wider is in
 * disjoint ranges in order, found by halving. A look-up allocates nothing. IPv4 addresses are in their mapped form.
 */
public final class AddressSet {
    private static final int BITS = 128;
    private static final Comparator<Prefix> BY_FIRST = Comparator.comparing(Prefix::high, Long::compareUnsigned)
            .thenComparing(Prefix::low, Long::compareUnsigned)
            .thenComparingInt(Prefix::length);

    /** Of single addresses the two halves, at the place of their hash or in the next ones; those of :: are a free place. */
    private final long[] single;

    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    public AddressSet(Collection<Prefix> prefixes) {
        List<Prefix> addresses = prefixes.stream().filter(AddressSet::isSingle).toList();
        single = new long[2 * Integer.highestOneBit(4 * addresses.size() + 1)]; // a quarter full, so most look once
        addresses.forEach(this::add);
        List<Prefix> ranges = new ArrayList<>();
        List<Prefix> wide = prefixes.stream()
                .filter(prefix -> !isSingle(prefix))
                .sorted(BY_FIRST)
                .toList();
        for (Prefix prefix : wide) {
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
        int at = place(high, low);
        while ((single[at] | single[at + 1]) != 0) {
            if (single[at + 1] == low && single[at] == high) {
                return true;
            }
            at = (at + 2) & (single.length - 1);
        }
        return firstHigh.length != 0 && isInRange(high, low);
    }

    private boolean isInRange(long high, long low) {
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

    /** All but ::, which is a range of its own. */
    private static boolean isSingle(Prefix prefix) {
        return prefix.length() == BITS && (prefix.high() | prefix.low()) != 0;
    }

    private void add(Prefix address) {
        int at = place(address.high(), address.low());
        while ((single[at] | single[at + 1]) != 0) {
            at = (at + 2) & (single.length - 1);
        }
        single[at] = address.high();
        single[at + 1] = address.low();
    }

    /** By Fibonacci hashing; nobody but this host chooses what is in here. */
    private int place(long high, long low) {
        int hash = (int) (((high ^ low) * 0x9e3779b97f4a7c15L) >>> 32);
        return (hash << 1) & (single.length - 1);
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int c = Long.compareUnsigned(high, otherHigh);
        return c != 0 ? c : Long.compareUnsigned(low, otherLow);
    }
}
