package nyanpong.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packet filter's chains of this network namespace, asked of the kernel itself: {@code <linux/netfilter/nf_tables.h>}. Those of
 * iptables-nft are among them. Needs CAP_NET_ADMIN; reads only.
 */
public final class Nftables implements AutoCloseable {
    public static final int NFPROTO_INET = 1;
    public static final int NFPROTO_IPV4 = 2;
    public static final int NFPROTO_NETDEV = 5;
    public static final int NFPROTO_IPV6 = 10;

    public static final int NF_INET_PRE_ROUTING = 0;
    public static final int NF_INET_LOCAL_IN = 1;
    public static final int NF_INET_LOCAL_OUT = 3;
    public static final int NF_INET_POST_ROUTING = 4;

    public static final int NF_DROP = 0;

    private static final int NETLINK_NETFILTER = 12;
    private static final int NFNL_SUBSYS_NFTABLES = 10 << 8;
    private static final int NFT_MSG_NEWCHAIN = NFNL_SUBSYS_NFTABLES | 3;
    private static final int NFT_MSG_GETCHAIN = NFNL_SUBSYS_NFTABLES | 4;
    private static final int NFT_MSG_NEWRULE = NFNL_SUBSYS_NFTABLES | 6;
    private static final int NFT_MSG_GETRULE = NFNL_SUBSYS_NFTABLES | 7;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    private static final int NLM_F_DUMP_INTR = 0x10;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLMSG_HDRLEN = 16;
    private static final int NFGENMSG = 4;

    private static final int NFTA_CHAIN_TABLE = 1;
    private static final int NFTA_CHAIN_NAME = 3;
    private static final int NFTA_CHAIN_HOOK = 4;
    private static final int NFTA_CHAIN_POLICY = 5;
    private static final int NFTA_HOOK_HOOKNUM = 1;
    private static final int NFTA_RULE_TABLE = 1;
    private static final int NFTA_RULE_CHAIN = 2;

    private static final int ROOM = 1 << 16;

    /**
     * A chain where packets come in.
     *
     * @param family {@code NFPROTO_*}
     * @param hook {@code NF_INET_*}
     * @param policy the verdict at its end: {@link #NF_DROP}, or 1 for accept
     * @param rules how many it has of its own
     */
    public record Chain(int family, String table, String name, int hook, int policy, int rules) {}

    private record Key(int family, String table, String name) {}

    @FunctionalInterface
    private interface Reader {
        void read(int family, int body, int end);
    }

    private final Libc libc = new Libc();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(ROOM, 8);
    private final int fd;

    /** @throws ErrnoException also where the kernel was built without netfilter's netlink: EPROTONOSUPPORT */
    public Nftables() throws ErrnoException {
        fd = Libc.check(
                "socket(NETLINK_NETFILTER)",
                libc.socket(Socket.AF_NETLINK, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, NETLINK_NETFILTER));
    }

    /** The base chains: those that are hooked into the path of packets. */
    public List<Chain> baseChains() throws ErrnoException {
        Map<Key, Integer> rules = new HashMap<>();
        dump(NFT_MSG_GETRULE, NFT_MSG_NEWRULE, rules::clear, (family, at, end) -> {
            String table = Rtnetlink.text(Rtnetlink.attribute(buffer, at, end, NFTA_RULE_TABLE));
            String chain = Rtnetlink.text(Rtnetlink.attribute(buffer, at, end, NFTA_RULE_CHAIN));
            rules.merge(new Key(family, table, chain), 1, Integer::sum);
        });
        List<Chain> chains = new ArrayList<>();
        dump(NFT_MSG_GETCHAIN, NFT_MSG_NEWCHAIN, chains::clear, (family, at, end) -> {
            MemorySegment hook = Rtnetlink.attribute(buffer, at, end, NFTA_CHAIN_HOOK);
            if (hook == null) {
                return;
            }
            String table = Rtnetlink.text(Rtnetlink.attribute(buffer, at, end, NFTA_CHAIN_TABLE));
            String name = Rtnetlink.text(Rtnetlink.attribute(buffer, at, end, NFTA_CHAIN_NAME));
            MemorySegment policy = Rtnetlink.attribute(buffer, at, end, NFTA_CHAIN_POLICY);
            chains.add(new Chain(
                    family,
                    table,
                    name,
                    be32(Rtnetlink.nested(hook, NFTA_HOOK_HOOKNUM)),
                    policy == null ? 1 : be32(policy),
                    rules.getOrDefault(new Key(family, table, name), 0)));
        });
        return chains;
    }

    @Override
    public void close() {
        libc.close(fd);
        arena.close();
    }

    private void dump(int request, int reply, Runnable restart, Reader reader) throws ErrnoException {
        boolean interrupted;
        do {
            restart.run();
            buffer.asSlice(0, NLMSG_HDRLEN + NFGENMSG).fill((byte) 0);
            buffer.set(JAVA_INT_UNALIGNED, 0, NLMSG_HDRLEN + NFGENMSG);
            buffer.set(JAVA_SHORT_UNALIGNED, 4, (short) request);
            buffer.set(JAVA_SHORT_UNALIGNED, 6, (short) NLM_F_REQUEST_DUMP);
            check(libc.send(fd, buffer, 0, NLMSG_HDRLEN + NFGENMSG, 0));
            interrupted = readDump(reply, reader);
        } while (interrupted);
    }

    /** True where the kernel says that the list changed while it was read. */
    private boolean readDump(int type, Reader reader) throws ErrnoException {
        boolean interrupted = false;
        while (true) {
            int n = check(libc.recv(fd, buffer, 0, ROOM, 0));
            for (int at = 0; at + NLMSG_HDRLEN <= n; ) {
                int length = buffer.get(JAVA_INT_UNALIGNED, at);
                int is = buffer.get(JAVA_SHORT_UNALIGNED, at + 4L) & 0xffff;
                interrupted |= (buffer.get(JAVA_SHORT_UNALIGNED, at + 6L) & NLM_F_DUMP_INTR) != 0;
                if (is == NLMSG_DONE) {
                    return interrupted;
                }
                if (is == NLMSG_ERROR) {
                    check(buffer.get(JAVA_INT_UNALIGNED, at + NLMSG_HDRLEN));
                }
                if (is == type) {
                    int family = buffer.get(JAVA_BYTE, at + NLMSG_HDRLEN) & 0xff;
                    reader.read(family, at + NLMSG_HDRLEN + NFGENMSG, at + length);
                }
                at += length + 3 & ~3;
            }
        }
    }

    private static int check(long n) throws ErrnoException {
        return Libc.check("nf_tables dump", (int) n);
    }

    /** netfilter's numbers are in network order. */
    private static int be32(MemorySegment value) {
        return value == null ? 0 : value.get(JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 0);
    }
}
