package nyanpong.app.claim;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.KernelVersion;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.production.Production;
import nyanpong.config.Config;
import nyanpong.config.EngineKind;
import nyanpong.config.LogKind;
import nyanpong.echo.Rewrite;
import nyanpong.echo.Share;
import nyanpong.echo.Staging;
import nyanpong.echo.Tally;
import nyanpong.echo.Verdict;
import nyanpong.engine.Claiming;
import nyanpong.engine.HostView;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.engine.takeover.XdpTakeover;
import nyanpong.engine.takeover.XdpTakeover.Hook;
import nyanpong.engine.xdp.Drawn;
import nyanpong.engine.xdp.Shelves;
import nyanpong.engine.xdp.XdpEngine;
import nyanpong.programme.Rule;
import nyanpong.score.Answer;
import nyanpong.score.Score;
import nyanpong.score.Sequel;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engine {@code xdp}: a program at the interface's XDP hook draws by itself what we have opened, hands us the echo requests that it does
 * not understand, and leaves all other packets to the kernel.
 */
final class XdpClaim extends ProgramClaim {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");

    /** What the native hook sends out of one end of a pair is lost or stuck, unless the other end's owner has a program there too. */
    private static final String PAIR = "veth";

    /** What each kind of {@link Drawn} is to us. */
    private static final Verdict[] VERDICTS = new Verdict[Drawn.KINDS];

    static {
        VERDICTS[Drawn.REPLY] = Verdict.REPLY;
        VERDICTS[Drawn.SHIFTED] = Verdict.REPLY_SHIFTED;
        VERDICTS[Drawn.SILENCE] = Verdict.SILENCE;
        VERDICTS[Drawn.ERROR] = Verdict.ERROR;
        VERDICTS[Drawn.AMPLIFIES] = Verdict.ERROR_WOULD_AMPLIFY;
        VERDICTS[Drawn.AMPLIFIES_SILENT] = Verdict.ERROR_WOULD_AMPLIFY;
        VERDICTS[Drawn.LIMITED] = Verdict.RATE_LIMITED;
    }

    private final Link link;
    private final LogKind log;
    private final XdpTakeover takeover;
    private final XdpEngine engine;
    private Hook hook;

    /**
     * @param production for whose scores there is to be room
     * @throws IOException if this kernel has no such thing, or does not let us; nothing is left open then
     */
    XdpClaim(Config config, Link link, Production production, Tally tally, Closing closing)
            throws IOException, TakeoverException {
        super(config);
        this.link = link;
        log = config.log();
        hook = hook(config.engine(), link);
        takeover = new XdpTakeover(link.index());
        try {
            int cells = Shelves.cells(scores(production), answers(production));
            engine = new XdpEngine(
                    link.index(), link.mtu(), Rewrite.HEADROOM, config.limits().sessions(), cells);
        } catch (IOException e) {
            takeover.close();
            throw e;
        }
        closing.add(takeover);
        closing.add(engine);
        tally.beside(this::share);
    }

    private static Hook hook(EngineKind engine, Link link) {
        return switch (engine) {
            case XDP_NATIVE -> Hook.NATIVE;
            case XDP_GENERIC -> Hook.GENERIC;
            default -> link.kind().equals(PAIR) ? Hook.GENERIC : Hook.EITHER;
        };
    }

    @Override
    Claiming program() {
        return engine;
    }

    /** The ready line says where it is, and that it has taken nothing over: the kernel's settings are as they were. */
    @Override
    public String takeover() {
        return "none hook=" + hook.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public XdpEngine engine() {
        return engine;
    }

    @Override
    public Optional<Sequel> sequel() {
        return log == LogKind.EACH ? Optional.empty() : Optional.of(engine.sequel());
    }

    @Override
    public Optional<MemorySegment> buckets() {
        return Optional.of(engine.buckets());
    }

    @Override
    public void stage(Production production, Staging staging) throws ErrnoException {
        int left = engine.shelves()
                .put(
                        production.programme().number(),
                        scores(production),
                        answers(production),
                        staging.limits().rates(),
                        log != LogKind.NONE);
        if (left > 0) {
            LOG.info("engine xdp: {} of the programme's pictures are drawn by Java, request by request", left);
        }
    }

    @Override
    public void begin() throws ErrnoException, TakeoverException {
        hook = takeover.begin(engine.program(), hook);
    }

    @Override
    public void end() throws ErrnoException {
        takeover.end();
        engine.shelves().renew(); // which waits for programs that are still running
    }

    @Override
    public void hostChanged(HostView view) throws ErrnoException, UnavailableException {
        Interfaces.requireNeverGone(view, link, "xdp");
        requireTagsSeen(view);
        engine.linkAddress(view.link().address());
        engine.claimLess(territory.claimed(view));
    }

    @Override
    public String counters() {
        return "; drawn in the kernel " + share().total() + super.counters();
    }

    /** What the program has answered. */
    private Share share() {
        Share share = new Share();
        for (int kind = 0; kind < Drawn.KINDS; kind++) {
            boolean departs = kind != Drawn.SILENCE && kind != Drawn.AMPLIFIES_SILENT && kind != Drawn.LIMITED;
            share.add(VERDICTS[kind], false, departs, engine.drawn(kind, false));
            share.add(VERDICTS[kind], true, departs, engine.drawn(kind, true));
        }
        return share;
    }

    /** @throws UnavailableException if this host cannot have such a program */
    static void requireHost() throws UnavailableException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnavailableException("engine xdp: only for little-endian processors; take engine ring");
        }
        KernelVersion kernel = KernelVersion.here();
        if (!kernel.isAtLeast(KernelVersion.XDP)) {
            throw new UnavailableException(
                    "engine xdp: needs Linux " + KernelVersion.XDP + ", and this is " + kernel + "; take engine ring");
        }
    }

    /** Where VLANs have devices here, and the network card takes their tags off, a packet of theirs cannot be told from others. */
    private void requireTagsSeen(HostView view) throws ErrnoException, UnavailableException {
        if (view.vlans().isEmpty()) {
            return;
        }
        try (Netdevice device = new Netdevice(view.link().name())) {
            int features = device.features();
            if (features >= 0 && (features & Netdevice.ETH_FLAG_RXVLAN) != 0) {
                throw new UnavailableException(
                        "interface " + view.link().name() + ": has VLAN devices, and takes the tags"
                                + " off before XDP sees them, so that engine xdp would answer without; ethtool -K "
                                + view.link().name() + " rxvlan off, or take engine ring; the kernel answers");
            }
        }
    }

    private static Set<Score> scores(Production production) {
        Set<Score> scores = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Rule rule : production.rules()) {
            if (rule instanceof Rule.Play play) {
                play.scores().forEach(playing -> scores.add(playing.now()));
            }
        }
        return scores;
    }

    private static List<Long> answers(Production production) {
        List<Long> answers = new ArrayList<>(List.of(Answer.REPLY));
        for (Rule rule : production.rules()) {
            if (rule instanceof Rule.Plain plain) {
                answers.add(plain.answer());
            }
        }
        return answers;
    }
}
