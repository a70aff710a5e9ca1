package nyanpong.app.claim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.config.Config;
import nyanpong.echo.Rewrite;
import nyanpong.engine.Claiming;
import nyanpong.engine.Engine;
import nyanpong.engine.HostView;
import nyanpong.engine.TcxEngine;
import nyanpong.engine.TcxProgram;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.engine.takeover.TcxTakeover;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Rtnetlink.Link;

/**
 * Takeover {@code tcx}: an eBPF program on the served interface hands us the echo requests that we answer, and leaves all others
 * to the kernel, which goes on answering them.
 */
final class TcxClaim extends ProgramClaim {
    private final Link link;
    private final TcxTakeover takeover;
    private final TcxProgram program;
    private final List<Engine> engines = new ArrayList<>();

    /** @throws IOException if this kernel has no such thing, or does not let us; nothing is left open then */
    TcxClaim(Config config, Link link, Closing closing) throws IOException, TakeoverException {
        super(config);
        this.link = link;
        takeover = new TcxTakeover(link.index());
        try {
            program = new TcxProgram(link.mtu(), config.threads());
        } catch (IOException e) {
            takeover.close();
            throw e;
        }
        try {
            while (engines.size() < config.threads()) {
                engines.add(new TcxEngine(program, engines.size(), link.index(), Rewrite.HEADROOM));
            }
        } catch (IOException e) {
            engines.forEach(Engine::close);
            program.close();
            takeover.close();
            throw e;
        }
        closing.add(takeover);
        closing.add(program);
        engines.forEach(closing::add);
    }

    @Override
    Claiming program() {
        return program;
    }

    @Override
    public String takeover() {
        return "tcx";
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
    public void begin() throws ErrnoException {
        takeover.begin(program.fd());
    }

    @Override
    public void end() throws ErrnoException {
        takeover.end();
    }

    @Override
    public void hostChanged(HostView view) throws ErrnoException, UnavailableException {
        Interfaces.requireNeverGone(view, link, takeover());
        program.claimLess(territory.claimed(view));
    }
}
