package nyanpong.app.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nyanpong.app.doctor.Finding.Severity;
import nyanpong.sys.Nftables;
import nyanpong.sys.Nftables.Chain;
import org.junit.jupiter.api.Test;

class FirewallCheckTest {
    private static final int ACCEPT = 1;
    private static final int FORWARD = 2;
    private static final int ARP = 3;

    @Test
    void whatCouldDropIsToldOf() {
        assertWarns(
                new Chain(Nftables.NFPROTO_INET, "filter", "input", Nftables.NF_INET_LOCAL_IN, Nftables.NF_DROP, 0));
        assertWarns(new Chain(Nftables.NFPROTO_IPV6, "raw", "pre", Nftables.NF_INET_PRE_ROUTING, ACCEPT, 1));
        assertWarns(new Chain(Nftables.NFPROTO_IPV4, "filter", "output", Nftables.NF_INET_LOCAL_OUT, ACCEPT, 3));
        assertWarns(new Chain(Nftables.NFPROTO_NETDEV, "early", "ingress", 0, ACCEPT, 1));
    }

    @Test
    void whatCouldNotIsNot() {
        assertEquals(Severity.OK, only(List.of()).severity());
        assertEquals(
                Severity.OK,
                only(List.of(
                                new Chain(
                                        Nftables.NFPROTO_INET, "filter", "input", Nftables.NF_INET_LOCAL_IN, ACCEPT, 0),
                                new Chain(Nftables.NFPROTO_INET, "filter", "forward", FORWARD, Nftables.NF_DROP, 9),
                                new Chain(ARP, "filter", "input", 0, Nftables.NF_DROP, 9)))
                        .severity());
    }

    /** {@code nat} has no say in whether a packet passes. */
    @Test
    void legacyTablesCountWhereTheyFilter() {
        assertEquals(List.of(), FirewallCheck.tables("iptables", "", "how"));
        assertEquals(List.of(), FirewallCheck.tables("iptables", "nat", "how"));
        Finding found =
                FirewallCheck.tables("iptables", "nat\nraw\nfilter", "how").getFirst();
        assertEquals(Severity.WARNING, found.severity());
        assertTrue(found.what().contains("iptables (filter, raw)"), found.what());
    }

    private static void assertWarns(Chain chain) {
        Finding found = only(List.of(chain));
        assertEquals(Severity.WARNING, found.severity(), found.what());
        assertTrue(found.what().contains(chain.name() + " of table"), found.what());
    }

    private static Finding only(List<Chain> chains) {
        List<Finding> findings = FirewallCheck.nftables(chains, "how");
        assertEquals(1, findings.size());
        return findings.getFirst();
    }
}
