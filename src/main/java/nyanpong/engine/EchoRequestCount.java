package nyanpong.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import nyanpong.sys.ProcText;

/**
 * How many echo requests of one IP version the kernel of this network namespace has taken in, on all interfaces: the counter of
 * RFC 4293, which stands behind the firewall's INPUT rules, and goes on while the kernel's echo is off.
 *
 * <p>Counted with them is what the kernel drops by itself and not by a rule: sources that fail the reverse path filter or that
 * have no unicast route, and packets that found no room in the table of connections. Whoever floods could else bring it about that
 * requests seem to be kept from us. For one thread.
 */
public final class EchoRequestCount implements LongSupplier, AutoCloseable {
    private static final Path PROC_NET = Path.of("/proc/net");

    private final boolean six;
    private final ProcText requests;
    private final ProcText dropped;
    private final ProcText routes;
    private final ProcText connections;

    public EchoRequestCount(boolean six) {
        this(six, PROC_NET);
    }

    EchoRequestCount(boolean six, Path procNet) {
        this.six = six;
        requests = new ProcText(procNet.resolve(six ? "snmp6" : "snmp"));
        dropped = new ProcText(procNet.resolve("netstat"));
        routes = new ProcText(procNet.resolve("stat/rt_cache"));
        connections = new ProcText(procNet.resolve("stat/nf_conntrack"));
    }

    /** A counter that is not there is 0, as one that has never counted is. */
    @Override
    public long getAsLong() {
        connections.read();
        requests.read();
        long full = connections.ofEachCpu("drop") + connections.ofEachCpu("insert_failed");
        if (six) {
            return full + requests.named("Icmp6InEchos");
        }
        dropped.read();
        routes.read();
        return full
                + requests.inGroup("IcmpMsg:", "InType8")
                + dropped.inGroup("TcpExt:", "IPReversePathFilter")
                + routes.ofEachCpu("in_martian_src");
    }

    @Override
    public void close() throws IOException {
        for (ProcText text : List.of(requests, dropped, routes, connections)) {
            text.close();
        }
    }
}
