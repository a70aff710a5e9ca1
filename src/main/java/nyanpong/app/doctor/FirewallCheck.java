package nyanpong.app.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nyanpong.app.host.Proc;
import nyanpong.config.TakeoverKind;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Nftables;
import nyanpong.sys.Nftables.Chain;

/** Whether there are firewall rules that the packet socket's pings and answers do not pass. Needs no tool of any firewall. */
final class FirewallCheck {
    private static final String SUBJECT = "firewall";
    private static final String READ = "read docs/takeover.md, The firewall";

    private FirewallCheck() {}

    static List<Finding> look(TakeoverKind takeover) {
        List<Finding> findings = new ArrayList<>();
        String how = how(takeover);
        try (Nftables nftables = new Nftables()) {
            findings.addAll(nftables(nftables.baseChains(), how));
        } catch (ErrnoException e) {
            findings.add(
                    switch (e.errno()) {
                        case Errno.EPROTONOSUPPORT, Errno.EINVAL -> Finding.ok(SUBJECT, "this kernel has no nf_tables");
                        case Errno.EPERM ->
                            Finding.warning(
                                    SUBJECT, "nf_tables cannot be seen without CAP_NET_ADMIN", "run it with sudo");
                        default ->
                            Finding.warning(SUBJECT, "nf_tables cannot be seen: " + e.getMessage(), "nft list ruleset");
                    });
        }
        findings.addAll(legacy("iptables", "/proc/self/net/ip_tables_names", how));
        findings.addAll(legacy("ip6tables", "/proc/self/net/ip6_tables_names", how));
        return findings;
    }

    /** What becomes of a rule that drops what we answer: {@code FirewallWatch} needs pings that the kernel counts. */
    static String how(TakeoverKind takeover) {
        return switch (takeover) {
            case SYSCTL -> "where its rules drop what is answered, serve ends and says so; " + READ;
            case TCX, AUTO ->
                "with takeover tcx nobody counts what its rules would have dropped, and it is answered all the same; if they"
                        + " must hold, use takeover sysctl, where serve ends and says so; " + READ;
            case VIRTUAL -> "its rules never see pings to virtual addresses; " + READ;
        };
    }

    /** A chain without rules that accepts is as good as none. */
    static List<Finding> nftables(List<Chain> chains, String how) {
        List<Finding> findings = chains.stream()
                .filter(chain -> !place(chain).isEmpty())
                .filter(chain -> chain.policy() == Nftables.NF_DROP || chain.rules() > 0)
                .sorted(Comparator.comparing(Chain::table).thenComparing(Chain::name))
                .map(chain -> Finding.warning(
                        SUBJECT,
                        "chain " + chain.name() + " of table " + family(chain.family()) + " " + chain.table() + " ("
                                + place(chain) + ", " + chain.rules() + " rules, policy "
                                + (chain.policy() == Nftables.NF_DROP ? "drop" : "accept")
                                + ") does not see what the packet socket answers",
                        how))
                .toList();
        return findings.isEmpty()
                ? List.of(Finding.ok(SUBJECT, "no nf_tables chain that could drop pings or answers"))
                : findings;
    }

    private static List<Finding> legacy(String program, String file, String how) {
        String tables = Proc.text(file);
        if (tables == null) {
            return java.nio.file.Files.exists(java.nio.file.Path.of(file))
                    ? List.of(Finding.warning(SUBJECT, file + " cannot be read", "run it with sudo"))
                    : List.of();
        }
        return tables(program, tables, how);
    }

    /** Of the names of tables, a line each, as the kernel lists those that have been used. */
    static List<Finding> tables(String program, String names, String how) {
        List<String> tables = names.lines()
                .filter(name -> name.matches("raw|mangle|filter|security"))
                .sorted()
                .toList();
        return tables.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        SUBJECT,
                        "there are tables of legacy " + program + " (" + String.join(", ", tables)
                                + "): rules in them do not see what the packet socket answers",
                        program + "-legacy -S shows them; " + how));
    }

    /** Where packets pass it that a packet socket has seen already, or that it has sent; empty for others. */
    private static String place(Chain chain) {
        return switch (chain.family()) {
            case Nftables.NFPROTO_NETDEV -> "netdev";
            case Nftables.NFPROTO_INET, Nftables.NFPROTO_IPV4, Nftables.NFPROTO_IPV6 ->
                switch (chain.hook()) {
                    case Nftables.NF_INET_PRE_ROUTING -> "prerouting";
                    case Nftables.NF_INET_LOCAL_IN -> "input";
                    case Nftables.NF_INET_LOCAL_OUT -> "output";
                    case Nftables.NF_INET_POST_ROUTING -> "postrouting";
                    default -> "";
                };
            default -> "";
        };
    }

    private static String family(int family) {
        return switch (family) {
            case Nftables.NFPROTO_INET -> "inet";
            case Nftables.NFPROTO_IPV4 -> "ip";
            case Nftables.NFPROTO_IPV6 -> "ip6";
            default -> "netdev";
        };
    }
}
