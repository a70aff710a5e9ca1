package nyanpong.cli;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import nyanpong.ping.Options;
import nyanpong.ping.Pinger;
import nyanpong.ping.Statistics;
import nyanpong.ping.Transcript;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Resolves the host, pings it, and tells by the exit code whether it answered. */
@Command(
        name = "ping",
        description = {
            "Pings as a Cisco router does, and prints what it would.",
            "! reply, U unreachable, . timeout, & time exceeded, M could not fragment, Q source quench, ? other errors.",
            "",
            "Needs no privilege where the sysctl net.ipv4.ping_group_range includes your group; else CAP_NET_RAW.",
            "Exit code: 0 if there was a reply, 1 if none, 69 host unknown, 77 no permission.",
            ""
        },
        exitCodeList = {
            "0:a ping was answered",
            "1:none was",
            "2:the command line is wrong",
            "69:there is no such host",
            "77:this user may not ping"
        })
final class PingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST", description = "name or address; IPv4 where it has both; fe80::1%%eth0 on a link")
    private String host;

    @Option(
            names = "--repeat",
            paramLabel = "COUNT",
            defaultValue = "5",
            description = "how many requests, 1 to 2147483647 (${DEFAULT-VALUE})")
    private int repeat;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "how long to wait for each answer, 0 to 3600 (${DEFAULT-VALUE})")
    private int timeout;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            defaultValue = "100",
            description = "of each request with its IP header, 36 to 18024, for IPv6 from 48 (${DEFAULT-VALUE})")
    private int size;

    @Option(
            names = "--interval",
            paramLabel = "MILLIS",
            defaultValue = "0",
            description = "how long to wait before each further request (${DEFAULT-VALUE});"
                    + " routers cannot: it is here to watch the picture being drawn")
    private int interval;

    @ArgGroup
    private Family family;

    private static final class Family {
        @Option(names = "-4", required = true, description = "IPv4 only")
        private boolean four;

        @Option(names = "-6", required = true, description = "IPv6 only")
        private boolean six;
    }

    @Override
    public Integer call() throws ExitException {
        Options options = options();
        try (Pinger pinger = Pinger.open(options);
                Abort _ = new Abort(pinger::stop)) {
            Statistics statistics = pinger.run(new Transcript(spec.commandLine().getOut()));
            if (pinger.sendErrno() != 0) {
                Failure.print(spec.commandLine(), "not every request could be sent: " + Errno.name(pinger.sendErrno()));
            }
            return statistics.received() > 0 ? ExitCode.OK : ExitCode.FAILURE;
        } catch (ErrnoException e) {
            throw unopened(e);
        }
    }

    private Options options() throws ExitException {
        try {
            return new Options(address(), repeat, timeout, size, interval);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private InetAddress address() throws ExitException {
        if (host.isBlank()) { // which Java takes for the loopback address
            throw new ParameterException(spec.commandLine(), "HOST is empty");
        }
        InetAddress[] all;
        try {
            all = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new ExitException(ExitCode.UNAVAILABLE, e.getMessage(), e);
        }
        boolean four = family == null || family.four;
        boolean six = family == null || family.six;
        return first(
                all, four ? Inet4Address.class : Inet6Address.class, six ? Inet6Address.class : Inet4Address.class);
    }

    private InetAddress first(InetAddress[] all, Class<?> preferred, Class<?> other) throws ExitException {
        for (Class<?> kind : new Class<?>[] {preferred, other}) {
            for (InetAddress address : all) {
                if (kind.isInstance(address)) {
                    return address;
                }
            }
        }
        String found = all[0] instanceof Inet6Address ? "IPv6" : "IPv4";
        throw new ExitException(ExitCode.UNAVAILABLE, host + " has no address but for " + found);
    }

    private static ExitException unopened(ErrnoException e) {
        return e.isPermission()
                ? new ExitException(
                        ExitCode.NO_PERMISSION,
                        e.getMessage() + ": set the sysctl net.ipv4.ping_group_range=\"0 2147483647\" once, which lets"
                                + " everybody ping, or give this run CAP_NET_RAW: " + Failure.HOW_TO_GET_CAPABILITIES,
                        e)
                : new ExitException(ExitCode.UNAVAILABLE, e.getMessage(), e);
    }
}
