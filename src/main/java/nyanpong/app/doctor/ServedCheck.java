package nyanpong.app.doctor;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nyanpong.app.claim.Territory;
import nyanpong.app.host.Account;
import nyanpong.app.host.UnavailableException;
import nyanpong.app.process.Closing;
import nyanpong.app.process.Listener;
import nyanpong.app.reload.Foresight;
import nyanpong.config.Config;
import nyanpong.config.Endpoint;
import nyanpong.config.TakeoverKind;
import nyanpong.engine.HostView;
import nyanpong.http.HttpServer;
import nyanpong.sys.Libc;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Link;

/** What the configuration wants of this host besides an interface: a user to become, a group, addresses, ports. */
final class ServedCheck {
    private static final int ROOT = 0;

    private ServedCheck() {}

    /**
     * Looks at what would be refused later.
     *
     * @param link what is to be served, if it was found
     * @param served whether it is being served
     * @throws IOException where the kernel does not tell its addresses
     */
    static List<Finding> look(Config config, Optional<Link> link, boolean served) throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(user(config.user(), new Libc().geteuid()));
        readable(config).ifPresent(findings::add);
        if (config.watching().topGroup() != null) {
            findings.add(group(config.watching().topGroup()));
        }
        listener("metrics", config.metrics(), served).ifPresent(findings::add);
        listener("gallery", config.watching().gallery(), served).ifPresent(findings::add);
        if (link.isPresent() && !config.addresses().isEmpty()) {
            try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
                HostView view = HostView.from(rtnetlink, link.get());
                for (InetAddress address : config.addresses()) {
                    findings.add(address(address, config.takeover() == TakeoverKind.VIRTUAL, view));
                }
            }
        }
        return findings;
    }

    /** @param runsIt the user id of who would start it */
    static Finding user(String user, int runsIt) throws IOException {
        if (runsIt != ROOT) {
            return Finding.ok("user", "stays user " + runsIt + ", who runs it; only root becomes another: " + user);
        }
        try {
            int uid = Account.of(user).uid();
            return uid == ROOT
                    ? Finding.warning(
                            "user",
                            user + ": started as root it stays root, with every capability",
                            "leave user out, for nobody, or name another")
                    : Finding.ok("user", "started as root it becomes " + user + ", user " + uid);
        } catch (UnavailableException e) {
            return Finding.unavailable(
                    "user", user + ": not in /etc/passwd", "create it (useradd --system), or give its number");
        }
    }

    /** What keeps a later reload from reading what can be read now. */
    private static Optional<Finding> readable(Config config) throws IOException {
        try {
            return Foresight.warning(config).map(said -> Finding.warning("user", said, ""));
        } catch (UnavailableException e) {
            return Optional.empty(); // no such user, which is told already
        }
    }

    static Finding group(String group) throws IOException {
        try {
            FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(group);
            return Finding.ok("top-group", group + ": its members may look");
        } catch (UserPrincipalNotFoundException e) {
            return Finding.unavailable(
                    "top-group",
                    group + ": no such group on this host",
                    "create it (groupadd --system), or name another");
        }
    }

    /**
     * Listens there, and stops.
     *
     * @param endpoint null for off
     * @param served whether the responder that is looked at runs, who has the port then
     */
    static Optional<Finding> listener(String key, Endpoint endpoint, boolean served) {
        if (endpoint == null) {
            return Optional.empty();
        }
        try (HttpServer _ = Listener.open(key, endpoint, 1, new Closing())) {
            return Optional.of(Finding.ok(key, endpoint + " can be listened at"));
        } catch (UnavailableException | IOException e) {
            if (served
                    && e.getCause() instanceof BindException
                    && e.getMessage().contains("is taken")) {
                return Optional.of(Finding.ok(key, endpoint + " is taken, by the responder that serves here"));
            }
            boolean denied = e instanceof UnavailableException lack && lack.isPermission();
            String what = e.getMessage().replaceFirst("^" + key + " ", "");
            return Optional.of(
                    denied
                            ? Finding.permission(key, what, "run it with sudo, or name a port above 1023")
                            : Finding.unavailable(key, what, "or leave " + key + " out"));
        }
    }

    /** @param virtual whether it is to be nobody's, where else it must be this host's */
    static Finding address(InetAddress address, boolean virtual, HostView view) {
        String text = address.getHostAddress();
        boolean ours = Territory.contains(view, address);
        if (ours == virtual) {
            return ours
                    ? Finding.unavailable(
                            "addresses",
                            text + ": this host has it, and its kernel answers; takeover virtual is for others",
                            "take it out of addresses, or choose another takeover")
                    : Finding.unavailable(
                            "addresses",
                            text + ": not in this host's local table",
                            "add it (ip address add), or take it out of addresses");
        }
        return Finding.ok(
                "addresses", text + (virtual ? ": not this host's, as takeover virtual wants" : ": this host's"));
    }
}
