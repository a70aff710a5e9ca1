package nyanpong.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The routers that the canvas route pretends. */
final class Hops {
    /** Of each IP version: mtr and traceroute give up after 30 hops, and the last is this host. */
    static final int MAX = 29;

    private Hops() {}

    /** What is wrong with the list as a whole, by the index of the hop to blame. */
    static Map<Integer, String> problems(List<InetAddress> hops) {
        Map<Integer, String> problems = new TreeMap<>();
        Set<InetAddress> seen = new HashSet<>();
        int[] count = new int[2];
        for (int i = 0; i < hops.size(); i++) {
            boolean four = hops.get(i) instanceof Inet4Address;
            if (!Addresses.isUnicast(hops.get(i)) || hops.get(i).isLoopbackAddress()) {
                problems.put(i, "want a unicast address that is not loopback");
            } else if (!seen.add(hops.get(i))) {
                problems.put(i, "is here twice: first as hops[" + hops.indexOf(hops.get(i)) + "]");
            } else if (++count[four ? 0 : 1] == MAX + 1) {
                problems.put(i, "want at most " + MAX + " hops of " + (four ? "IPv4" : "IPv6"));
            }
        }
        return problems;
    }
}
