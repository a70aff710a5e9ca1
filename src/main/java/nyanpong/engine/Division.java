package nyanpong.engine;

import java.util.Set;
import nyanpong.wire.AddressSet;

/**
 * What the packet engine answers, so that the plain answerer leaves it alone, and whom neither answers.
 *
 * @param interfaces indexes of the served interface and of the VLAN devices on it
 * @param pictured destinations that the packet engine answers there
 * @param picturesAll whether these are all that are local
 * @param local this host's addresses: what comes from them came over loopback, whatever interface the kernel names
 * @param subnetEnds network and broadcast addresses of this host's subnets: no source, and no unicast destination
 * @param mtu of the served interface: no longer packet can have come in one piece
 */
public record Division(
        Set<Integer> interfaces,
        AddressSet pictured,
        boolean picturesAll,
        AddressSet local,
        AddressSet subnetEnds,
        int mtu) {
    public Division {
        interfaces = Set.copyOf(interfaces);
    }
}
