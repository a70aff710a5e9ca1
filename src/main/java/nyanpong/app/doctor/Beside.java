package nyanpong.app.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nyanpong.app.control.Responders;
import nyanpong.app.control.Served;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.watch.WatchClient;
import nyanpong.config.Config;
import nyanpong.config.EngineKind;
import nyanpong.config.TakeoverKind;
import nyanpong.engine.takeover.LockHolder;
import nyanpong.engine.takeover.SysctlState;
import nyanpong.live.Identity;
import nyanpong.live.Snapshot;
import nyanpong.sys.Rtnetlink.Link;

/**
 * The responders that serve here already: whether one of them is the one that is looked at, or is in the way of it. There is one
 * in a network namespace, but that each interface may have another one with takeover {@code virtual}.
 */
final class Beside {
    private static final String SUBJECT = "echo";
    private static final int ONCE_A_MINUTE = 60_000;
    private static final String SECOND = "; a second one would be refused";

    private final String interfaceName;
    private final Config config;
    private final List<Identity> running;
    private final List<Finding> findings = new ArrayList<>();
    private boolean same;

    /**
     * @param interfaceName null where there is none
     * @param config null for one that has errors
     * @param running those that could be asked
     */
    Beside(String interfaceName, Config config, List<Identity> running) {
        this.interfaceName = interfaceName;
        this.config = config;
        this.running = List.copyOf(running);
    }

    static Beside look(Config config, Optional<Link> link) throws IOException {
        List<Finding> silent = new ArrayList<>();
        Beside beside = new Beside(link.map(Link::name).orElse(null), config, running(silent));
        beside.judge(
                SysctlState.look().holder(),
                link.isEmpty()
                        ? Optional.empty()
                        : LockHolder.find("virtual/" + link.get().index()));
        beside.findings.addAll(silent);
        return beside;
    }

    /** Whether what is looked at runs: then its ports, say, are taken by itself. */
    boolean isSame() {
        return same;
    }

    List<Finding> findings() {
        return findings;
    }

    /**
     * @param echo who has this namespace's echo, by sysctl, tcx, xsk or xdp
     * @param virtual who answers virtual addresses on the interface
     */
    void judge(Optional<LockHolder> echo, Optional<LockHolder> virtual) {
        boolean wantsVirtual = config != null && config.takeover() == TakeoverKind.VIRTUAL;
        if (wantsVirtual) {
            virtual.ifPresent(this::judgeVirtual);
            echo.ifPresent(
                    holder -> findings.add(Finding.ok(SUBJECT, who(holder) + "; takeover virtual works beside it")));
        } else if (echo.isPresent()) {
            judgeEcho(echo.get());
        }
    }

    private void judgeEcho(LockHolder holder) {
        Optional<Identity> one = identity(holder);
        if (config == null || one.isEmpty()) {
            findings.add(
                    config == null
                            ? Finding.ok(SUBJECT, who(holder) + SECOND)
                            : Finding.warning(SUBJECT, who(holder) + SECOND, "unless this is the one that is meant"));
        } else if (!one.get().iface().equals(interfaceName) || !isWanted(one.get())) {
            findings.add(Finding.unavailable(
                    SUBJECT,
                    who(holder) + " with " + how(one.get()) + SECOND,
                    "stop it first, or serve in another namespace, or with takeover virtual"));
        } else {
            judgeSame(holder, one.get());
        }
    }

    private void judgeVirtual(LockHolder holder) {
        Optional<Identity> one = identity(holder);
        boolean fromFile = config.locations()
                .source("addresses")
                .startsWith(config.locations().file());
        if (one.isPresent() && fromFile) {
            judgeSame(holder, one.get());
        } else {
            findings.add(
                    Finding.warning(
                            SUBJECT,
                            who(holder) + " for virtual addresses on " + interfaceName + SECOND,
                            "unless this is the one that is meant, add these addresses to its configuration, and start it anew"));
        }
    }

    /** The same in what no two can be; by its configuration it may still be another. */
    private void judgeSame(LockHolder holder, Identity one) {
        same = one.config().equals(config.locations().file().replace(' ', '_'));
        findings.add(
                same
                        ? Finding.ok(SUBJECT, who(holder) + SECOND)
                        : Finding.warning(
                                SUBJECT,
                                who(holder) + " with configuration " + one.config() + SECOND,
                                "stop it first, if it is not the one that is meant"));
    }

    /** Whether it serves in the way that is asked for. */
    private boolean isWanted(Identity one) {
        String takeover = served(one).takeover();
        if (config.engine().claims()) {
            return one.engine().equals(config.engine() == EngineKind.XSK ? "xsk" : "xdp");
        }
        return switch (config.takeover()) {
            case SYSCTL -> takeover.equals("sysctl");
            case TCX -> takeover.equals("tcx");
            case AUTO -> takeover.equals("sysctl") || takeover.equals("tcx");
            case VIRTUAL -> takeover.equals("virtual");
        };
    }

    private Optional<Identity> identity(LockHolder holder) {
        return running.stream().filter(one -> one.pid() == holder.pid()).findFirst();
    }

    private static String how(Identity one) {
        Served served = served(one);
        return served.takeover().equals("none") ? "-i " + one.iface() + " --engine " + one.engine() : served.toString();
    }

    private static Served served(Identity one) {
        return new Served(one.iface(), one.takeover());
    }

    private static String who(LockHolder holder) {
        return holder.pid() == 0
                ? "a responder of another user's answers here"
                : "process " + holder.pid() + " answers here (" + holder.commandLine() + ")";
    }

    /** @param silent gets a warning of each that does not answer */
    private static List<Identity> running(List<Finding> silent) throws IOException {
        List<Identity> running = new ArrayList<>();
        for (Served served : Responders.all()) {
            try (WatchClient client = WatchClient.open(served, ONCE_A_MINUTE)) {
                Optional<String> line = client.next(Duration.ZERO);
                if (line.isPresent()) {
                    running.add(Snapshot.parse(line.get()).responder());
                }
            } catch (UnavailableException e) {
                silent.add(Finding.warning(SUBJECT, e.getMessage(), ""));
            } catch (AccessDeniedException e) {
                return running; // others' are told as such
            }
        }
        return running;
    }
}
