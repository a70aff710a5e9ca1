package nyanpong.app.claim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.config.Config;
import nyanpong.config.FirewallKind;
import nyanpong.echo.Tally;
import nyanpong.echo.Verdict;
import nyanpong.engine.Division;
import nyanpong.engine.EchoRequestCount;
import nyanpong.engine.Engine;
import nyanpong.engine.FirewallWatch;
import nyanpong.engine.HostView;
import nyanpong.engine.KernelEcho;
import nyanpong.engine.PlainAnswerer;
import nyanpong.engine.takeover.EchoSysctl;
import nyanpong.engine.takeover.SysctlTakeover;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink.Link;
import nyanpong.sys.Waker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takeover {@code sysctl}: the kernel ignores all echo requests of the namespace. What reaches the served interface whole is the
 * packet thread's, and plain answerers take the place of the kernel for the rest.
 */
final class SysctlClaim extends TerritorialClaim {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");
    private static final long LOOK_NANOS = 500_000_000;
    /** The journal is looked after at each second look. */
    private static final int JOURNAL_LOOKS = 2;

    private final Closing closing;
    private final Tally tally;
    private final SysctlTakeover takeover;
    private final Link link;
    private final List<Engine> engines;
    private final boolean respectsFirewall;
    private final List<PlainAnswerer> plain = new ArrayList<>();

    SysctlClaim(Config config, Link link, Tally tally, Closing closing) throws IOException, TakeoverException {
        super(new Territory(config.addresses(), EchoSysctl.IPV6.exists()));
        this.closing = closing;
        this.tally = tally;
        this.link = link;
        respectsFirewall = config.firewall() == FirewallKind.RESPECT;
        takeover = closing.add(new SysctlTakeover(LOG::warn));
        engines = Engines.open(config.engine(), config.threads(), link, closing, LOG::warn);
    }

    @Override
    public String takeover() {
        return "sysctl";
    }

    @Override
    public Engine engine() {
        return engines.getFirst();
    }

    @Override
    public List<Engine> engines() {
        return engines;
    }

    @Override
    public void open(HostView view) throws IOException, UnavailableException {
        territory.require(view);
        Set<EchoSysctl> quiet = takeover.toChange();
        for (EchoSysctl sysctl : EchoSysctl.values()) {
            if (sysctl.exists() && !quiet.contains(sysctl)) {
                LOG.warn("{} is 1 already: it was somebody else's choice, and stays so when we end", sysctl.key());
            }
        }
        for (EchoSysctl sysctl : quiet) {
            plain.add(closing.add(plainAnswerer(sysctl == EchoSysctl.IPV6, view)));
        }
    }

    @Override
    public void start(Threads threads) throws ErrnoException {
        for (PlainAnswerer answerer : plain) {
            threads.start("plain", answerer::run, answerer::stop);
        }
        Waker pause = closing.add(new Waker());
        threads.start("echo", () -> watch(pause), pause::wake);
    }

    @Override
    public void begin() throws IOException, TakeoverException {
        takeover.begin();
        for (Engine engine : engines) {
            engine.open();
        }
        for (PlainAnswerer answerer : plain) {
            answerer.open();
        }
    }

    @Override
    public void end() throws IOException, TakeoverException {
        for (Engine engine : engines) {
            engine.shut();
        }
        for (PlainAnswerer answerer : plain) {
            answerer.shut();
        }
        // The kernel, meanwhile, waits for what is on its way to us: whoever pings need not.
        try {
            takeover.end();
        } finally {
            for (Engine engine : engines) {
                engine.settle();
            }
        }
    }

    @Override
    public void hostChanged(HostView view) throws UnavailableException {
        if (engines.size() > 1) {
            Interfaces.requireNeverGone(view, link, takeover() + " with several threads"); // a group is where it is
        }
        // The plain answerers let go of a new address before the packet thread takes it: rather no answer than two.
        Division division = territory.division(view);
        plain.forEach(answerer -> answerer.division(division));
    }

    @Override
    public void hostKnown(HostView view) throws ErrnoException {
        if (view.isThere()) {
            for (Engine engine : engines) {
                engine.bind(view.link().index());
            }
        }
    }

    @Override
    public long answeredBeside() {
        return plain.stream().mapToLong(PlainAnswerer::answered).sum();
    }

    private PlainAnswerer plainAnswerer(boolean six, HostView view) throws ErrnoException {
        return new PlainAnswerer(
                six, new KernelEcho(), territory.division(view), tally::total, () -> tally.of(Verdict.FRAGMENT));
    }

    /** Two answers to one ping are one too many: where the kernel answers again, we end. */
    private void watch(Waker pause) throws IOException, UnavailableException {
        try (EchoRequestCount countedFour = new EchoRequestCount(false);
                EchoRequestCount countedSix = new EchoRequestCount(true)) {
            FirewallWatch four = new FirewallWatch(() -> tally.requests(false), countedFour, System.nanoTime());
            FirewallWatch six = new FirewallWatch(() -> tally.requests(true), countedSix, System.nanoTime());
            for (long look = 0; !pause.isWoken(); look++) {
                pause.sleepUntil(System.nanoTime() + LOOK_NANOS);
                if (look % JOURNAL_LOOKS == 0) {
                    takeover.keepJournal();
                }
                requireStill();
                if (respectsFirewall) {
                    respect("IPv4", four.look(System.nanoTime()));
                    respect("IPv6", six.look(System.nanoTime()));
                }
            }
        }
    }

    private void requireStill() throws UnavailableException {
        try {
            Optional<EchoSysctl> lost = takeover.lost();
            if (lost.isPresent()) {
                throw new UnavailableException(lost.get().key()
                        + " was set to 0 by somebody else, and the kernel answers again; so we do not");
            }
        } catch (TakeoverException e) {
            throw new UnavailableException(e.getMessage() + "; so we do not", e.isPermission(), e);
        }
    }

    /** A packet socket sees what a rule drops; whoever made the rule wants it unanswered. */
    private static void respect(String version, Optional<FirewallWatch.Shortfall> shortfall)
            throws UnavailableException {
        if (shortfall.isPresent()) {
            throw new UnavailableException(version + ": of the last "
                    + shortfall.get().taken() + " pings that were answered at most "
                    + shortfall.get().passed() + " passed this host's firewall: a rule drops them (nft list ruleset,"
                    + " iptables-save), so we stop; have it accept echo requests, or set firewall: ignore"
                    + " (--firewall ignore) to answer whatever it says");
        }
    }
}
