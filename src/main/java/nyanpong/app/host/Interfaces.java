package nyanpong.app.host;

import java.util.List;
import nyanpong.engine.HostView;
import nyanpong.sys.ErrnoException;
import nyanpong.sys.IfPacket;
import nyanpong.sys.Rtnetlink;
import nyanpong.sys.Rtnetlink.Link;

/** Finds the interface that a configuration names, and refuses one that could not be served rightly. */
public final class Interfaces {
    private Interfaces() {}

    /** @param name or {@code auto}: the one with the default route */
    public static Link find(String name) throws ErrnoException, UnavailableException {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            List<String> names = HostView.ethernetNames(rtnetlink);
            String there = names.isEmpty() ? "there is no Ethernet interface" : "there are " + String.join(", ", names);
            Link link = HostView.findLink(rtnetlink, name)
                    .orElseThrow(() -> new UnavailableException(
                            name.equals("auto")
                                    ? "interface auto: no default route to tell which one; name it with -i (" + there
                                            + ")"
                                    : "interface " + name + ": no such interface; name another with -i (" + there
                                            + ")"));
            if (link.type() != IfPacket.ARPHRD_ETHER) {
                throw new UnavailableException("interface " + link.name()
                        + ": not Ethernet, and only Ethernet is served; name another with -i (" + there + ")");
            }
            if (link.master() != 0) {
                // The kernel receives for the master: served here, each request would be answered twice.
                String master = rtnetlink.links().stream()
                        .filter(l -> l.index() == link.master())
                        .map(Link::name)
                        .findFirst()
                        .orElse("its master");
                throw new UnavailableException(
                        "interface " + link.name() + ": belongs to " + master + "; serve that one: -i " + master);
            }
            return link;
        }
    }

    /** @throws UnavailableException if an interface that is being served can be no longer, as it is now */
    public static void requireStill(Link link) throws UnavailableException {
        if (link.type() != IfPacket.ARPHRD_ETHER) {
            throw new UnavailableException("interface " + link.name()
                    + ": there is another one of this name, and it is not Ethernet; the kernel answers again");
        }
        if (link.master() != 0) {
            throw new UnavailableException("interface " + link.name()
                    + ": belongs to a bridge, a bond or a VRF now; the kernel answers again; serve that one");
        }
    }

    /**
     * For a takeover whose hold on a device ends with the device.
     *
     * @throws UnavailableException if it is gone, or another one has its name by now
     */
    public static void requireNeverGone(HostView view, Link link, String takeover) throws UnavailableException {
        if (!view.isThere() || view.link().index() != link.index()) {
            throw new UnavailableException(
                    "interface " + link.name() + " is gone, and takeover " + takeover
                            + " cannot be renewed without the privilege that it began with: the kernel answers; start anew when it is back");
        }
    }
}
