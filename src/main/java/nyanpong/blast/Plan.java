package nyanpong.blast;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import nyanpong.wire.Icmp;
import nyanpong.wire.Ipv4;
import nyanpong.wire.Ipv6;

/**
 * What is to be asked of whom.
 *
 * @param targets of one family, each but once
 * @param rate requests a second in all, where the mode is {@link Mode#PACED} or {@link Mode#IN_TURN} (0: no pause between two)
 * @param count requests at most
 * @param warmUp seconds before that, of which nothing counts but what is wrong
 * @param seconds at most
 * @param size bytes of an IP packet; 0 for 56 bytes of data
 */
public record Plan(
        String interfaceName,
        List<InetAddress> targets,
        Mode mode,
        int rate,
        long count,
        int warmUp,
        int seconds,
        int size,
        Data data) {
    /** As many as 65,536 identifiers with 65,536 numbers each. */
    public static final long MOST = 1L << 31;

    /** When the next request is sent. */
    public enum Mode {
        PACED,
        FLOOD,
        /** When the one before is answered, or will not be. */
        IN_TURN
    }

    /** What stands behind the echo header. */
    public enum Data {
        /** Other octets in each request. */
        RANDOM,
        /** A router's: 0xABCD over and over. */
        CISCO
    }

    private static final int USUAL_DATA = 56;

    public Plan {
        targets = List.copyOf(targets);
        require(!targets.isEmpty() && targets.size() <= 64, "targets: " + targets.size(), "1 to 64");
        boolean six = targets.getFirst() instanceof Inet6Address;
        for (InetAddress target : targets) {
            require(target instanceof Inet6Address == six, target.getHostAddress(), "targets of one family");
        }
        require(targets.stream().distinct().count() == targets.size(), "targets", "each but once");
        int headers = (six ? Ipv6.HEADER_LENGTH : Ipv4.HEADER_LENGTH) + Icmp.HEADER_LENGTH;
        size = size == 0 ? headers + USUAL_DATA : size;
        require(size >= headers && size <= 65_535, "--size " + size, headers + " to 65535");
        require(rate >= 0 && rate <= 100_000_000, "--rate " + rate, "0 to 100000000");
        require(mode != Mode.PACED || rate > 0, "--rate " + rate, "1 or more");
        require(count >= 1 && count <= MOST, "--count " + count, "1 to " + MOST);
        require(warmUp >= 0 && warmUp <= 60, "--warm-up " + warmUp, "0 to 60");
        require(seconds >= 1 && seconds <= 3600, "--seconds " + seconds, "1 to 3600");
    }

    boolean isIpv6() {
        return targets.getFirst() instanceof Inet6Address;
    }

    private static void require(boolean holds, String what, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": want " + rule);
        }
    }
}
