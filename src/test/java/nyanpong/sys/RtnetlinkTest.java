package nyanpong.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** This host as rtnetlink tells it, beside what Java's own classes learn by other calls. */
class RtnetlinkTest {
    @Test
    void everyInterfaceWithAnAddressIsALink() throws ErrnoException, SocketException {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            List<Rtnetlink.Link> links = rtnetlink.links();
            for (NetworkInterface is : interfaces()) {
                Rtnetlink.Link link = links.stream()
                        .filter(each -> each.index() == is.getIndex())
                        .findFirst()
                        .orElseThrow();
                assertEquals(is.getName(), link.name());
                assertEquals(is.getMTU(), link.mtu());
            }
        }
    }

    @Test
    void everyAddressIsListedWithItsPrefix() throws ErrnoException, SocketException, UnknownHostException {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            List<Rtnetlink.Address> addresses = rtnetlink.addresses();
            for (NetworkInterface is : interfaces()) {
                for (InterfaceAddress has : is.getInterfaceAddresses()) {
                    var wanted = new Rtnetlink.Address(
                            is.getIndex(), unscoped(has.getAddress()), has.getNetworkPrefixLength());
                    assertTrue(addresses.contains(wanted), () -> wanted + " is not among " + addresses);
                }
            }
        }
    }

    @Test
    void everyAddressOfAnInterfaceThatIsUpIsLocal() throws ErrnoException, SocketException, UnknownHostException {
        try (Rtnetlink rtnetlink = new Rtnetlink(0)) {
            List<InetAddress> local = rtnetlink.routes(Rtnetlink.RT_TABLE_LOCAL).stream()
                    .filter(route -> route.type() == Rtnetlink.RTN_LOCAL)
                    .map(Rtnetlink.Route::destination)
                    .toList();
            for (NetworkInterface is : interfaces()) {
                for (InterfaceAddress has : is.isUp() ? is.getInterfaceAddresses() : List.<InterfaceAddress>of()) {
                    InetAddress wanted = unscoped(has.getAddress());
                    assertTrue(local.contains(wanted), () -> wanted + " is not among " + local);
                }
            }
        }
    }

    private static List<NetworkInterface> interfaces() throws SocketException {
        return NetworkInterface.networkInterfaces().toList();
    }

    private static InetAddress unscoped(InetAddress address) throws UnknownHostException {
        return InetAddress.getByAddress(address.getAddress());
    }
}
