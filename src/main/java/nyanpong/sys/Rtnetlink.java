package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of rtnetlink(7) that tells what interfaces, addresses and routes this network namespace has, and when they
 * change.
 */
public final class Rtnetlink implements AutoCloseable {
    /** {@code RTN_*}: the kind of a route. */
    public static final int RTN_UNICAST = 1;

    public static final int RTN_LOCAL = 2;

    public static final int RT_TABLE_MAIN = 254;
    public static final int RT_TABLE_LOCAL = 255;

    /** Groups of {@code struct sockaddr_nl}. */
    public static final int RTMGRP_LINK = 0x1;

    public static final int RTMGRP_IPV4_IFADDR = 0x10;
    public static final int RTMGRP_IPV4_ROUTE = 0x40;
    public static final int RTMGRP_IPV6_IFADDR = 0x100;
    public static final int RTMGRP_IPV6_ROUTE = 0x400;

    private static final int NETLINK_ROUTE = 0;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_GET_STRICT_CHK = 12;
    private static final int NLM_F_REQUEST = 0x1;
    private static final int NLM_F_DUMP = 0x300;
    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLMSG_HDRLEN = 16;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_GETADDR = 22;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_DELROUTE = 25;
    private static final int RTM_GETROUTE = 26;
    private static final int RTM_GETNEIGH = 30;

    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int IFLA_VLAN_ID = 1;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_PRIORITY = 6;
    private static final int NDA_DST = 1;
    private static final int NDA_LLADDR = 2;

    private static final int ROOM = 1 << 18;
    private static final int MOST_ATTEMPTS = 10;

    /**
     * An interface.
     *
     * @param type {@code ARPHRD_*}
     * @param address of six octets, as the low 48 bits; else 0
     * @param lower the index of the interface that this one stands on, or 0
     * @param master the index of the bridge, bond or VRF that this one belongs to, or 0
     * @param kind such as {@code vlan}, or empty
     * @param vlan its VLAN identifier, or -1
     * @param flags {@code IFF_*} of {@link Netdevice}
     */
    public record Link(
            int index,
            String name,
            int type,
            long address,
            int mtu,
            int lower,
            int master,
            String kind,
            int vlan,
            int flags) {}

    /** An address of an interface and the length of its subnet's prefix. */
    public record Address(int index, InetAddress address, int prefixLength) {}

    /**
     * A route.
     *
     * @param destination zeros for a default route
     * @param out the index of the outgoing interface, or 0
     */
    public record Route(int type, InetAddress destination, int prefixLength, int out, int priority) {}

    /**
     * What is known of a host on a link.
     *
     * @param link its Ethernet address as the low 48 bits, or 0 where it is not known
     */
    public record Neighbour(int index, InetAddress address, long link) {}

    @FunctionalInterface
    private interface Reader {
        void read(MemorySegment m, int body, int end);
    }

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = Mman.untouched(arena, ROOM);
    private final int fd;

    /** @param groups changes to be told of, of {@code RTMGRP_*}; 0 for none */
    public Rtnetlink(int groups) throws ErrnoException {
        fd = Libc.check(
                "socket(AF_NETLINK)",
                libc.socket(Socket.AF_NETLINK, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, NETLINK_ROUTE));
        // Lets the kernel pick the routes of one table; where it is too old for that, we get all and pick ourselves.
        libc.setsockopt(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
        if (groups != 0) {
            localRoutesOnly().attach(libc, fd);
            MemorySegment address = arena.allocate(12, 4);
            address.set(JAVA_SHORT_UNALIGNED, 0, (short) Socket.AF_NETLINK);
            address.set(JAVA_INT_UNALIGNED, 8, groups);
            Libc.check("bind(AF_NETLINK)", libc.bind(fd, address));
        }
    }

    /** For poll(2): readable when something changed. */
    public int fd() {
        return fd;
    }

    /** Throws away what was told of changes; whoever was told asks anew. */
    public void drain() {
        long n;
        do {
            n = libc.recv(fd, buffer, 0, ROOM, Socket.MSG_DONTWAIT);
        } while (n > 0 || n == -Errno.ENOBUFS || n == -Errno.EINTR);
    }

    public List<Link> links() throws ErrnoException {
        List<Link> links = new ArrayList<>();
        dump(RTM_GETLINK, 16, 0, links::clear, (m, at, end) -> {
            MemorySegment info = attribute(m, at + 16, end, IFLA_LINKINFO);
            MemorySegment data = nested(info, IFLA_INFO_DATA);
            MemorySegment kind = nested(info, IFLA_INFO_KIND);
            MemorySegment vlan = nested(data, IFLA_VLAN_ID);
            boolean isVlan = "vlan".equals(text(kind));
            links.add(new Link(
                    m.get(JAVA_INT_UNALIGNED, at + 4),
                    text(attribute(m, at + 16, end, IFLA_IFNAME)),
                    u16(m, at + 2),
                    ethernet(attribute(m, at + 16, end, IFLA_ADDRESS)),
                    number(attribute(m, at + 16, end, IFLA_MTU)),
                    number(attribute(m, at + 16, end, IFLA_LINK)),
                    number(attribute(m, at + 16, end, IFLA_MASTER)),
                    text(kind),
                    isVlan && vlan != null ? u16(vlan, 0) : -1,
                    m.get(JAVA_INT_UNALIGNED, at + 8)));
        });
        return links;
    }

    public List<Address> addresses() throws ErrnoException {
        List<Address> addresses = new ArrayList<>();
        dump(RTM_GETADDR, 8, 0, addresses::clear, (m, at, end) -> {
            // On a point-to-point link IFA_ADDRESS is the peer's; IFA_LOCAL, where there is one, is ours.
            MemorySegment local = attribute(m, at + 8, end, IFA_LOCAL);
            MemorySegment address = local != null ? local : attribute(m, at + 8, end, IFA_ADDRESS);
            if (address != null) {
                addresses.add(new Address(
                        m.get(JAVA_INT_UNALIGNED, at + 4),
                        inet(address.toArray(JAVA_BYTE)),
                        m.get(JAVA_BYTE, at + 1) & 0xff));
            }
        });
        return addresses;
    }

    /** The routes of one table, IPv4 and IPv6. */
    public List<Route> routes(int table) throws ErrnoException {
        List<Route> routes = new ArrayList<>();
        for (int family : new int[] {Socket.AF_INET, Socket.AF_INET6}) {
            List<Route> some = new ArrayList<>();
            int length = family == Socket.AF_INET ? 4 : 16;
            dump(RTM_GETROUTE, 12, family | table << 24, some::clear, (m, at, end) -> {
                if ((m.get(JAVA_BYTE, at + 4) & 0xff) != table) {
                    return;
                }
                MemorySegment destination = attribute(m, at + 12, end, RTA_DST);
                some.add(new Route(
                        m.get(JAVA_BYTE, at + 7) & 0xff,
                        inet(destination == null ? new byte[length] : destination.toArray(JAVA_BYTE)),
                        m.get(JAVA_BYTE, at + 1) & 0xff,
                        number(attribute(m, at + 12, end, RTA_OIF)),
                        number(attribute(m, at + 12, end, RTA_PRIORITY))));
            });
            routes.addAll(some);
        }
        return routes;
    }

    /** The kernel's neighbour tables, IPv4 and IPv6: RFC 826, RFC 4861 section 5.1. */
    public List<Neighbour> neighbours() throws ErrnoException {
        List<Neighbour> neighbours = new ArrayList<>();
        dump(RTM_GETNEIGH, 12, 0, neighbours::clear, (m, at, end) -> {
            MemorySegment address = attribute(m, at + 12, end, NDA_DST);
            if (address != null) {
                neighbours.add(new Neighbour(
                        m.get(JAVA_INT_UNALIGNED, at + 4),
                        inet(address.toArray(JAVA_BYTE)),
                        ethernet(attribute(m, at + 12, end, NDA_LLADDR))));
            }
        });
        return neighbours;
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }

    /** On a router with a full table, only changes of the local table are news. */
    private static SockFilter localRoutesOnly() {
        return new SockFilter()
                .ldb(4)
                .jumpEqual(RTM_NEWROUTE, "route", "delroute")
                .label("delroute")
                .jumpEqual(RTM_DELROUTE, "route", "take")
                .label("route")
                .ldb(NLMSG_HDRLEN + 4)
                .jumpEqual(RT_TABLE_LOCAL, "take", "leave")
                .label("take")
                .ret(ROOM)
                .label("leave")
                .ret(0);
    }

    /** @param head the family, and for routes the table in the top byte */
    private void dump(int type, int bodyLength, int head, Runnable restart, Reader reader) throws ErrnoException {
        boolean interrupted;
        int attempts = 0;
        do {
            restart.run();
            try (Arena request = Arena.ofConfined()) {
                MemorySegment m = request.allocate(NLMSG_HDRLEN + bodyLength, 4);
                m.set(JAVA_INT_UNALIGNED, 0, NLMSG_HDRLEN + bodyLength);
                m.set(JAVA_SHORT_UNALIGNED, 4, (short) type);
                m.set(JAVA_SHORT_UNALIGNED, 6, (short) (NLM_F_REQUEST | NLM_F_DUMP));
                m.set(JAVA_INT_UNALIGNED, 8, 1);
                m.set(JAVA_BYTE, NLMSG_HDRLEN, (byte) head);
                if (type == RTM_GETROUTE) {
                    m.set(JAVA_BYTE, NLMSG_HDRLEN + 4, (byte) (head >>> 24));
                }
                check(libc.send(fd, m, 0, m.byteSize(), 0));
            }
            interrupted = readDump(type - 2, reader);
        } while (interrupted && ++attempts < MOST_ATTEMPTS); // where it never rests, the next change is told soon
    }

    /** Reads replies to the end; true where the kernel says that the list changed while it was read. */
    private boolean readDump(int type, Reader reader) throws ErrnoException {
        boolean interrupted = false;
        while (true) {
            long received = libc.recv(fd, buffer, 0, ROOM, 0);
            if (received == -Errno.EINTR) {
                continue; // what is left of this dump must not be taken for the next one's
            }
            int n = check(received);
            for (int at = 0; at + NLMSG_HDRLEN <= n; ) {
                int length = buffer.get(JAVA_INT_UNALIGNED, at);
                int is = u16(buffer, at + 4);
                interrupted |= (u16(buffer, at + 6) & NLM_F_DUMP_INTR) != 0;
                if (is == NLMSG_DONE) {
                    return interrupted;
                }
                if (is == NLMSG_ERROR) {
                    check(buffer.get(JAVA_INT_UNALIGNED, at + NLMSG_HDRLEN));
                }
                if (is == type) {
                    reader.read(buffer, at + NLMSG_HDRLEN, at + length);
                }
                at += length + 3 & ~3;
            }
        }
    }

    private static int check(long n) throws ErrnoException {
        return Libc.check("rtnetlink dump", (int) n);
    }

    static MemorySegment nested(MemorySegment outer, int type) {
        return outer == null ? null : attribute(outer, 0, (int) outer.byteSize(), type);
    }

    /** The value of the first attribute of a type between two offsets, or null. */
    static MemorySegment attribute(MemorySegment m, int at, int end, int type) {
        while (at + 4 <= end) {
            int length = u16(m, at);
            if ((u16(m, at + 2) & 0x3fff) == type) {
                return m.asSlice(at + 4, length - 4);
            }
            at += Math.max(length, 4) + 3 & ~3;
        }
        return null;
    }

    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the kernel sent an address of " + address.length + " bytes", e);
        }
    }

    private static int number(MemorySegment value) {
        return value == null ? 0 : value.get(JAVA_INT_UNALIGNED, 0);
    }

    private static long ethernet(MemorySegment value) {
        return value == null || value.byteSize() != 6
                ? 0
                : (value.get(JAVA_SHORT_UNALIGNED.withOrder(BIG_ENDIAN), 0) & 0xffffL) << 32
                        | (value.get(JAVA_INT_UNALIGNED.withOrder(BIG_ENDIAN), 2) & 0xffff_ffffL);
    }

    static String text(MemorySegment value) {
        return value == null ? "" : value.getString(0);
    }

    private static int u16(MemorySegment m, long at) {
        return m.get(JAVA_SHORT_UNALIGNED, at) & 0xffff;
    }
}
