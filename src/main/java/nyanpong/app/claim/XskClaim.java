package nyanpong.app.claim;

import java.io.IOException;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.host.VlanTags;
import nyanpong.app.process.Closing;
import nyanpong.config.Config;
import nyanpong.echo.Rewrite;
import nyanpong.engine.Claiming;
import nyanpong.engine.HostView;
import nyanpong.engine.takeover.TakeoverException;
import nyanpong.engine.takeover.XdpTakeover;
import nyanpong.engine.takeover.XdpTakeover.Hook;
import nyanpong.engine.xsk.XskEngine;
import nyanpong.sys.Errno;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engine {@code xsk}: an XDP program on the served interface hands us the echo requests that we answer, and leaves all others to the
 * kernel, which goes on answering them. No takeover is made, and no setting touched.
 */
final class XskClaim extends ProgramClaim {
    private static final Logger LOG = LoggerFactory.getLogger("nyanpong");

    private final Link link;
    private final XdpTakeover takeover;
    private final VlanTags tags;
    private final int received;
    private final int served;
    private final XskEngine engine;

    /** @throws UnavailableException if this kernel has no such thing, or does not let us; nothing is left open then */
    XskClaim(Config config, Link link, Closing closing) throws IOException, TakeoverException, UnavailableException {
        super(config);
        this.link = link;
        takeover = new XdpTakeover(link.index());
        try (Netdevice device = new Netdevice(link.name())) {
            tags = VlanTags.of(device, link.name());
            Netdevice.Channels channels = device.channels();
            received = channels == null ? 1 : channels.rx();
            served = channels == null ? 1 : Math.clamp(Math.min(received, channels.tx()), 1, XskEngine.MOST_QUEUES);
            engine = new XskEngine(link.index(), link.mtu(), served, Rewrite.HEADROOM);
        } catch (IOException e) {
            takeover.close();
            throw unavailable(e);
        }
        closing.add(takeover);
        closing.add(engine);
    }

    @Override
    Claiming program() {
        return engine;
    }

    @Override
    public String takeover() {
        return "none";
    }

    @Override
    public XskEngine engine() {
        return engine;
    }

    @Override
    public void open(HostView view) throws UnavailableException {
        super.open(view);
        tags.require(view);
    }

    @Override
    public void begin() throws UnavailableException, TakeoverException, ErrnoException {
        engine.open();
        Hook hook;
        try {
            hook = takeover.begin(engine.program(), engine.isZeroCopy() ? Hook.NATIVE : Hook.EITHER);
        } catch (ErrnoException e) {
            throw unavailable(e);
        }
        LOG.info(
                "engine xsk: program in {}, packets {}, queues {} of {}{}",
                hook == Hook.NATIVE ? "the driver (native)" : "the kernel (generic)",
                engine.isZeroCopy() ? "not copied (zero copy)" : "copied by the kernel (copy mode)",
                served,
                received,
                served < received ? ": the kernel answers what comes by the others" : "");
    }

    /** What is claimed by now is in the engine's rings when the link goes. */
    @Override
    public void end() throws ErrnoException {
        try {
            engine.shut();
        } finally {
            takeover.end();
        }
    }

    @Override
    public void hostChanged(HostView view) throws ErrnoException, UnavailableException {
        Interfaces.requireNeverGone(view, link, "by engine xsk");
        tags.require(view);
        engine.linkAddress(view.link().address());
        engine.claimLess(territory.claimed(view));
    }

    private static UnavailableException unavailable(IOException e) {
        boolean permission = e instanceof ErrnoException errno && errno.isPermission();
        boolean locked = e instanceof ErrnoException errno && errno.errno() == Errno.ENOBUFS;
        return new UnavailableException(
                "engine xsk: " + e.getMessage()
                        + (permission
                                ? ", needs CAP_NET_RAW, CAP_NET_ADMIN and CAP_BPF (setpriv: +net_raw,+net_admin,+bpf)"
                                : "")
                        + (locked
                                ? ", more locked memory than is allowed (ulimit -l; LimitMEMLOCK=infinity, or CAP_IPC_LOCK)"
                                : "")
                        + "; or take ring",
                permission,
                e);
    }
}
