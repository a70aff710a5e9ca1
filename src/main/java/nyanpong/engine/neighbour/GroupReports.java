package nyanpong.engine.neighbour;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.In;
import nyanpong.sys.Libc;
import nyanpong.sys.Socket;

/**
 * Has the kernel tell switches, by MLD (RFC 3810), that we are in IPv6 groups: one that looks forwards a group only to its
 * members. Ordinary sockets that receive nothing are the members, so queries are answered too, and it ends with the process.
 */
final class GroupReports implements AutoCloseable {
    /** What a socket may join is limited by {@code net.core.optmem_max}, once 20 KiB. */
    private static final int GROUPS_OF_A_SOCKET = 128;

    private final Libc libc = new Libc();
    private final int ifindex;
    private final List<Integer> sockets = new ArrayList<>();
    private int joined;

    GroupReports(int ifindex) {
        this.ifindex = ifindex;
    }

    /** @throws ErrnoException where the interface has no IPv6 */
    void join(long high, long low) throws ErrnoException {
        if (joined++ % GROUPS_OF_A_SOCKET == 0) {
            sockets.add(Libc.check(
                    "socket(AF_INET6)", libc.socket(Socket.AF_INET6, Socket.SOCK_DGRAM | Socket.SOCK_CLOEXEC, 0)));
        }
        try (Arena call = Arena.ofConfined()) {
            Libc.check(
                    "setsockopt(IPV6_JOIN_GROUP)",
                    libc.setsockopt(
                            sockets.getLast(),
                            In.IPPROTO_IPV6,
                            In.IPV6_JOIN_GROUP,
                            In.ipv6Mreq(call, high, low, ifindex)));
        }
    }

    @Override
    public void close() {
        sockets.forEach(libc::close);
    }
}
