package nyanpong.app.claim;

import java.io.IOException;
import java.util.function.Consumer;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.production.Production;
import nyanpong.config.Config;
import nyanpong.config.EngineKind;
import nyanpong.echo.Tally;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;

/** The takeovers by their names, and the engines that claim by themselves. */
public final class Claims {
    @FunctionalInterface
    interface Opening {
        Claim open() throws IOException, TakeoverException;
    }

    private static final String NEEDS = ", needs CAP_BPF and CAP_NET_ADMIN (setpriv: +bpf,+net_admin)";

    private Claims() {}

    /**
     * @param tellResponder has the packet thread told of the addresses anew
     * @param log told where {@code auto} is not {@code tcx}
     */
    public static Claim open(
            Config config,
            Production production,
            Link link,
            Tally tally,
            Runnable tellResponder,
            Closing closing,
            Consumer<String> log)
            throws IOException, TakeoverException, UnavailableException {
        if (config.engine() == EngineKind.XSK) {
            return new XskClaim(config, link, closing);
        }
        if (config.engine().claims()) {
            return xdp(() -> new XdpClaim(config, link, production, tally, closing));
        }
        if (config.threads() > 1 && (link.flags() & Netdevice.IFF_UP) == 0) {
            throw new UnavailableException("interface " + link.name()
                    + ": is down, and packets of such a one cannot be shared" + " out to " + config.threads()
                    + " threads: ip link set " + link.name() + " up, or serve with threads 1");
        }
        Opening sysctl = () -> new SysctlClaim(config, link, tally, closing);
        Opening tcx = () -> new TcxClaim(config, link, closing);
        return switch (config.takeover()) {
            case SYSCTL -> sysctl.open();
            case TCX -> required(tcx);
            case AUTO -> best(tcx, sysctl, log);
            case VIRTUAL -> new VirtualClaim(config, link, tellResponder, closing);
        };
    }

    private static Claim xdp(Opening xdp) throws TakeoverException, UnavailableException {
        XdpClaim.requireHost();
        try {
            return xdp.open();
        } catch (IOException e) {
            throw new UnavailableException(
                    "engine xdp: " + e.getMessage() + (isPermission(e) ? NEEDS : "") + "; or take engine ring",
                    isPermission(e),
                    e);
        }
    }

    /** Where it is not to be had, the host lacks it. */
    static Claim required(Opening tcx) throws TakeoverException, UnavailableException {
        try {
            return tcx.open();
        } catch (IOException e) {
            throw new UnavailableException("takeover tcx: " + why(e) + "; or take sysctl", isPermission(e), e);
        }
    }

    /** The first, or where it is not to be had the second. Another responder is in the way of both. */
    static Claim best(Opening tcx, Opening sysctl, Consumer<String> log) throws IOException, TakeoverException {
        try {
            return tcx.open();
        } catch (IOException e) {
            log.accept("takeover auto: sysctl, for there is no tcx here: " + why(e));
            return sysctl.open();
        }
    }

    /** Of the first call that TCX takes, EINVAL says that the kernel does not know it; later ones get none. */
    private static String why(IOException e) {
        if (isPermission(e)) {
            return e.getMessage() + NEEDS;
        }
        return e instanceof ErrnoException errno && errno.errno() == Errno.EINVAL
                ? e.getMessage() + ", Linux " + System.getProperty("os.version") + " has no TCX, which came with 6.6"
                : e.getMessage();
    }

    private static boolean isPermission(IOException e) {
        return e instanceof ErrnoException errno && errno.isPermission();
    }
}
