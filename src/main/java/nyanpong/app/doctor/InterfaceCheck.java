package nyanpong.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nyanpong.app.claim.Engines;
import nyanpong.app.host.Interfaces;
import nyanpong.app.host.UnavailableException;
import nyanpong.config.EngineKind;
import nyanpong.config.TakeoverKind;
import nyanpong.engine.Engine;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.Netdevice;
import nyanpong.sys.Rtnetlink.Link;

/** The interface, whether packets come by it, and by what engine. */
final class InterfaceCheck {
    private static final String SUBJECT = "interface";

    private final List<Finding> findings = new ArrayList<>();

    /** @param name or {@code auto} */
    Optional<Link> find(String name) throws ErrnoException {
        try {
            Link link = Interfaces.find(name);
            findings.add(Finding.ok(
                    SUBJECT,
                    link.name() + (name.equals("auto") ? ", of the default route" : "") + ": Ethernet, index "
                            + link.index() + ", MTU " + link.mtu()));
            return Optional.of(link);
        } catch (UnavailableException e) {
            findings.add(Finding.unavailable(SUBJECT, e.getMessage(), "")); // it names the fix itself
            return Optional.empty();
        }
    }

    void state(String name, int flags) {
        if ((flags & Netdevice.IFF_UP) == 0) {
            findings.add(Finding.warning(SUBJECT, name + " is down", "ip link set " + name + " up"));
        } else if ((flags & Netdevice.IFF_RUNNING) == 0) {
            findings.add(Finding.warning(SUBJECT, name + " has no carrier", "look at its cable, or at its peer"));
        } else {
            findings.add(Finding.ok(SUBJECT, name + " is up, and has a carrier"));
        }
    }

    /** Opened as {@code serve} would, and closed before it has received anything. */
    void engine(EngineKind kind, TakeoverKind takeover, Link link) {
        if (kind.claims()) {
            findings.add(
                    Finding.ok("engine", "serve alone tries this one: attaching its program may reset " + link.name()));
            return;
        }
        if (takeover == TakeoverKind.TCX) {
            findings.add(Finding.ok("engine", "takeover tcx brings its own, and serve alone tries it"));
            return;
        }
        try (Engine engine = Engines.open(
                kind, link, said -> findings.add(Finding.warning("engine", said, "serve says no more than that")))) {
            findings.add(Finding.ok("engine", engine.name() + " opens on " + link.name()));
        } catch (ErrnoException e) {
            findings.add(
                    e.isPermission()
                            ? Finding.permission(
                                    "engine", e.getMessage(), "needs CAP_NET_RAW in this network namespace")
                            : Finding.unavailable("engine", e.getMessage(), "try --engine socket"));
        }
    }

    List<Finding> findings() {
        return findings;
    }
}
