package nyanpong.app.host;

import nyanpong.engine.HostView;
import nyanpong.sys.Netdevice;

/**
 * Whether XDP sees the VLAN tags of packets. It knows nothing of one that the driver has taken out, or that a veth's peer has not
 * put in, and so would answer outside of the VLAN. Asked at the start: later, no socket may be opened to ask by.
 *
 * @param hidden whether there may be tags that it does not see
 * @param fix what to do about it
 */
public record VlanTags(boolean hidden, String fix) {
    public static VlanTags of(Netdevice device, String name) {
        if ("veth".equals(device.driver())) {
            return new VlanTags(true, "");
        }
        int features = device.features();
        boolean hidden = features < 0 || (features & Netdevice.ETH_FLAG_RXVLAN) != 0;
        return new VlanTags(hidden, "have them left in the packets (ethtool -K " + name + " rxvlan off), or ");
    }

    /** @throws UnavailableException if there are VLANs on the interface, and their tags may be hidden */
    public void require(HostView view) throws UnavailableException {
        if (hidden && !view.vlans().isEmpty()) {
            throw new UnavailableException("interface " + view.link().name()
                    + ": has VLAN devices, whose tags XDP does not see here; the kernel answers; " + fix
                    + "serve with engine ring");
        }
    }
}
