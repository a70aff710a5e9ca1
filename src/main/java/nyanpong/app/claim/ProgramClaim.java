package nyanpong.app.claim;

import java.util.Optional;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Threads;
import nyanpong.config.Config;
import nyanpong.engine.ClaimCounts;
import nyanpong.engine.Claiming;
import nyanpong.engine.HostView;
import nyanpong.sys.ErrnoException;

/** What all claims have in common that a program of the kernel's makes: it is told the addresses, and counts. */
abstract class ProgramClaim extends TerritorialClaim {
    ProgramClaim(Config config) {
        super(new Territory(config.addresses(), true));
    }

    abstract Claiming program();

    @Override
    public void open(HostView view) throws UnavailableException {
        territory.require(view);
    }

    @Override
    public void start(Threads threads) {}

    /** Not before the packet threads answer for a new address is it claimed. */
    @Override
    public void hostKnown(HostView view) throws ErrnoException {
        program().claimMore(territory.claimed(view));
    }

    @Override
    public Optional<ClaimCounts> counts() {
        return Optional.of(program().counts());
    }
}
