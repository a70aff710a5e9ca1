package nyanpong.app.claim;

import java.io.IOException;
import java.util.Optional;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Threads;
import nyanpong.config.Config;
import nyanpong.echo.LocalTable;
import nyanpong.echo.Rewrite;
import nyanpong.engine.ClaimCounts;
import nyanpong.engine.HostView;
import nyanpong.engine.TcxEngine;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.engine.takeover.TcxTakeover;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink.Link;

/**
 * Takeover {@code tcx}: an eBPF program on the served interface hands us the echo requests that we answer, and leaves all others
 * to the kernel, which goes on answering them.
 */
final class TcxClaim implements Claim {
    private final Link link;
    private final Territory territory;
    private final TcxTakeover takeover;
    private final TcxEngine engine;

    /** @throws IOException if this kernel has no such thing, or does not let us; nothing is left open then */
    TcxClaim(Config config, Link link, Closing closing) throws IOException, TakeoverException {
        this.link = link;
        territory = new Territory(config.addresses(), true);
        takeover = new TcxTakeover(link.index());
        try {
            engine = new TcxEngine(link.index(), link.mtu(), Rewrite.HEADROOM);
        } catch (IOException e) {
            takeover.close();
            throw e;
        }
        closing.add(takeover);
        closing.add(engine);
    }

    @Override
    public String takeover() {
        return "tcx";
    }

    @Override
    public TcxEngine engine() {
        return engine;
    }

    @Override
    public void open(HostView view) throws UnavailableException {
        territory.require(view);
    }

    @Override
    public void start(Threads threads) {}

    @Override
    public void begin() throws ErrnoException {
        takeover.begin(engine.program());
    }

    @Override
    public void end() throws ErrnoException {
        takeover.end();
    }

    @Override
    public void hostChanged(HostView view) throws ErrnoException, UnavailableException {
        Interfaces.requireNeverGone(view, link, takeover());
        engine.claimLess(territory.claimed(view));
    }

    /** Not before the packet thread answers for a new address is it claimed. */
    @Override
    public void hostKnown(HostView view) throws ErrnoException {
        engine.claimMore(territory.claimed(view));
    }

    @Override
    public LocalTable localTable(HostView view) {
        return territory.localTable(view);
    }

    @Override
    public String addresses(HostView view) {
        return territory.text(view);
    }

    @Override
    public Optional<ClaimCounts> counts() {
        return Optional.of(engine.counts());
    }
}
